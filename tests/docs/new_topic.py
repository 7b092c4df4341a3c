"""The new topic of the guide for writers, put into a copy of the project as the guide says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.docs.trees import ROOT, text

GUIDE = "docs/content-guide.md"
INTENT = "ask_moving_home"
#: Brought or built: a copy of the project gets what it needs of these in another way.
_NOT_COPIED = (
    ".git", ".venv", ".tools", ".rasa", ".hypothesis", ".*_cache", "__pycache__", "node_modules",
)  # fmt: skip
#: The same, where they lie at the top: helpline/models is code.
_NOT_COPIED_FROM_THE_TOP = {"models", "var"}
#: Brought once for all copies.
_SHARED = (".venv", "bot/.venv", "web/node_modules")


def blocks() -> dict[str, str]:
    """The files that the guide writes, by name; of `domain.yml` the one line."""
    part = text(GUIDE).partition("## A new topic")[2]
    found = re.findall(r"`(data/moving/\w+\.yml)`[^\n]*\n\n```yaml\n(.*?)```", part, re.S)
    (line,) = re.findall(r"And the line in `domain.yml`.*?```yaml\n(.*?)```", part, re.S)
    return {**dict(found), "domain.yml": line}


def add_to(project: Path) -> None:
    """One folder, and one line in domain.yml."""
    written = blocks()
    domain = project / "domain.yml"
    line = written.pop("domain.yml")
    domain.write_text(domain.read_text().replace("intents:\n", f"intents:\n{line}", 1))
    for place, words in written.items():
        (project / place).parent.mkdir(exist_ok=True)
        (project / place).write_text(words)


def _not_copied(folder: str, names: list[str]) -> set[str]:
    left = shutil.ignore_patterns(*_NOT_COPIED)(folder, names)
    at_the_top = _NOT_COPIED_FROM_THE_TOP if Path(folder) == ROOT else set()
    return {*left, *at_the_top}


def copy_project(to: Path) -> Path:
    """The project as a charity has it after `make setup`: code and words of its own, with the
    environments of this one, and what was learned of texts before."""
    shutil.copytree(ROOT, to, symlinks=True, ignore=_not_copied)
    for name in _SHARED:
        (to / name).symlink_to(ROOT / name, target_is_directory=True)
    shutil.copytree(ROOT / ".tools" / "stamps", to / ".tools" / "stamps")
    (to / "models" / "understanding").mkdir(parents=True)
    for learned in ("cache.npz", "known.npz"):
        path = f"models/understanding/{learned}"
        shutil.copyfile(ROOT / path, to / path)
    return to
