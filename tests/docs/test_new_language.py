"""Adding a language, as the guide for writers says: English stands in at once, what is lacking is
named, and what was written is named no longer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from content.errors import ContentError
from content.languages import LANGUAGES, LIST, NAMES, read
from tests.docs.new_language import (
    CODE,
    blocks,
    copy_project,
    put_on_the_list,
    say_a_line,
    say_its_frame,
)

#: Asked of the copy itself, in a process of its own: the list is read once, as a process starts.
ASK = """
import json, sys
from pathlib import Path
import msgspec, content
from actions.recognising import reflect
from bot.turn import SLOTS
from content import frame, in_welsh, languages, partners
from helpline.public.frames import Hello
from helpline.services.content import Content
from scripts import content as command
root = Path.cwd()
hello = {"audience": "adult", "language": "xx"}
said = Content(content.DATA, "local")
slots = {"language": "xx", "audience": "adult", "nation": None, "style": "standard"}
print(json.dumps({
    "root": str(content.DATA.parent),
    "hello": msgspec.convert({"type": "hello", **hello}, Hello).language,
    "slot": list(SLOTS["language"]),
    "names": dict(languages.NAMES),
    "welcome": said.responses.pick("utter_arrival_welcome", slots).text,
    "english": said.responses.pick("utter_arrival_welcome", {**slots, "language": "en"}).text,
    "door": partners.load(content.DATA).door("xx")["enter_heading"],
    "told": reflect(["following"], "xx"),
    "answers": in_welsh.wrong(content.DATA, said.responses),
    "wrong": command.errors(root, content.DATA) if "all" in sys.argv else [],
    "frame": frame.wrong(root, content.DATA),
}))
"""
WHERE = ("web/", "domain.yml", "data/wordings")


def _asked(project: Path, *how: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", ASK, *how], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    assert answer["root"] == str(project)
    return answer


def test_a_language_is_added_as_the_guide_says(tmp_path: Path) -> None:
    project = copy_project(tmp_path.resolve())
    put_on_the_list(project)
    begun = _asked(project, "all")
    assert begun["names"] == {**NAMES, CODE: "Xish"}
    assert (begun["hello"], begun["slot"]) == (CODE, [*LANGUAGES, CODE])
    # Nobody sees a blank screen.
    assert begun["welcome"] == begun["english"]
    assert begun["door"] == "A referral for your agency"
    assert begun["told"] == "they follow you"
    named = begun["frame"]
    assert [line for line in named if line.startswith(WHERE)] == [
        "web/widget/locale/xx.json: not there (Xish)",
        "web/widget/locale/young.xx.json: not there (Xish)",
        "web/widget/locale/loader.xx.json: not there (Xish)",
        "web/widget/locale/help.xx.json: not there (Xish)",
        "web/widget/locale/exit-words.json: nothing in Xish",
        "web/desk/locale/xx.json: not there (Xish)",
        "data/wordings/language.yml: no name for Xish",
        "domain.yml: the values of the slot language must be [en, cy, xx]",
    ]
    for line in (
        "data/signposting/why.yml: why.young has nothing in Xish",
        "data/handoff/brief.yml: brief has no reasons_xx",
        "data/handoff/hours_words.yml: hours_words has nothing in Xish",
        "data/partners/door.yml: door.title has nothing in Xish",
        "data/language/choices.yml: “Talk to a person” has no title in Xish",
    ):
        assert line in named
    assert {*named, *begun["answers"]} <= set(begun["wrong"])
    assert "utter_arrival_welcome: no words in Xish (or name it english_only)" in begun["answers"]

    say_its_frame(project)
    say_a_line(project)
    further = _asked(project)
    done = ("data/signposting/why.yml", "data/language/choices.yml", *WHERE)
    assert [line for line in further["frame"] if line.startswith(done)] == []
    assert "utter_language_xx: no words in Cymraeg (or name it english_only)" in further["answers"]
    assert not any("utter_language_xx" in one for one in further["answers"] if "Xish" in one)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ('{"code": "kab", "tag": "kab", "name": "K", "direction": "ltr"}', "two small letters"),
        ('{"code": "xx", "tag": "xx", "name": "X", "direction": "up"}', "xx runs ltr or rtl"),
        ('{"code": "cy", "tag": "cy", "name": "C", "direction": "ltr"}', "each language once"),
        ('{"code": "xx", "tag": "xx", "name": "", "direction": "ltr"}', "lacks name"),
        ("{", "languages.json: "),
    ],
)
def test_a_slip_in_the_list_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    spoiled = tmp_path / LIST.name
    spoiled.write_text(LIST.read_text().replace("}\n  ],", f"}},\n{line}\n  ],", 1))
    with pytest.raises(ContentError, match=wrong):
        read(spoiled)


def test_the_guides_line_is_right(tmp_path: Path) -> None:
    fine = tmp_path / LIST.name
    fine.write_text(LIST.read_text().replace("}\n  ],", f"}},\n{blocks()[0]}\n  ],", 1))
    assert [one["code"] for one in read(fine)] == [*LANGUAGES, CODE]
