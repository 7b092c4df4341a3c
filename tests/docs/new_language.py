"""The made-up language of the guide for writers, put into a copy of the project step by step."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from tests.docs.new_topic import GUIDE
from tests.docs.trees import ROOT, text

CODE, NAME = "xx", "Xish"
_COPIED = ("actions", "bot", "content", "data", "helpline", "scripts", "understanding")
_NOT_COPIED = (".venv", "__pycache__", "nlu.yml", "messages")


def blocks() -> tuple[str, str, list[str]]:
    """What the guide writes: the line of the list, that of the domain, and three of wordings."""
    part = text(GUIDE).partition("## Adding a language")[2]
    (line,) = re.findall(r"```json\n(.*?)\n```", part, re.S)
    values, wordings = re.findall(r"```yaml\n(.*?)\n```", part, re.S)
    return line, values, wordings.splitlines()


def copy_project(to: Path) -> Path:
    """What `make content` reads, and what it is written in."""
    for name in _COPIED:
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    for page in ("widget", "desk"):
        shutil.copytree(ROOT / "web" / page / "locale", to / "web" / page / "locale")
    shutil.copyfile(ROOT / "domain.yml", to / "domain.yml")
    return to


def put_on_the_list(project: Path) -> None:
    """Step 1."""
    place = project / "content" / "languages.json"
    place.write_text(place.read_text().replace("}\n  ],", f"}},\n{blocks()[0]}\n  ],", 1))


def say_its_frame(project: Path) -> None:
    """Steps 2 to 4: the domain, the pages, and how it is asked for; as if each English word were
    one of this language too."""
    _, values, (part, name, changed) = blocks()
    domain = project / "domain.yml"
    domain.write_text(domain.read_text().replace("    values: [en, cy]", values, 1))
    for place in json.loads((ROOT / "content" / "languages.json").read_text())["frame"]:
        path = project / place.format(code=CODE)
        english = json.loads((project / place.format(code="en")).read_text())
        said = english if "{code}" in place else {**english, CODE: english["en"]}
        path.write_text(json.dumps(said))
    asked = project / "data" / "wordings" / "language.yml"
    written = asked.read_text()
    for title, line in (("parts:\n", part), ("  names:\n", name), ("  changed:\n", changed)):
        assert title in written
        written = written.replace(title, f"{title}{line}\n", 1)
    asked.write_text(written)
    answers = project / "data" / "language" / "responses.yml"
    answers.write_text(f"{answers.read_text()}\n{_answer('utter_language_xx')}")


def say_a_line(project: Path) -> None:
    """Of step 5 two files: why a service is shown, and the choices. As if the Welsh were this
    language's too."""
    for place in ("signposting/why.yml", "language/choices.yml"):
        path = project / "data" / place
        said = re.sub(r'\bcy: ("[^"\n]*")', rf"cy: \1, {CODE}: \1", path.read_text())
        path.write_text(said)


def _answer(name: str) -> str:
    source = 'source: "M", checked: "2026-11-29", review_by: "2027-02-28", confidence: M'
    return (
        f"  {name}:\n    - condition: [{{type: slot, name: language, value: {CODE}}}]\n"
        f'      text: "Xish from here. What would help now?"\n'
        f"      metadata: {{{source}, status: draft}}\n"
        f'    - text: "From here in Xish. What would help now?"\n'
        f"      metadata: {{{source}, status: draft}}\n"
    )
