"""What a scripted visitor says, and when: `data/rehearsal/*.yml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from content.files import read_mapping
from helpline.errors import WaymarkError

_Line = Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]


class ScriptWrong(WaymarkError):
    """A script cannot be played; the message names the file and what is wrong."""


class Answer(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What is said next. `to`: only when the worker's message holds one of these words; without
    it, whatever the worker wrote."""

    says: list[_Line]
    to: list[str] = []


class Script(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One visitor. `practise`: what a worker can practise with them. `says`: to the assistant.
    `brief`: by part. `while_waiting`: said in the queue. `ends`: how the visitor goes once all
    answers are given; `stays` is for a chat that the worker has to end."""

    title: str
    practise: str
    audience: Literal["adult", "young"]
    says: list[_Line]
    brief: dict[str, str]
    answers: list[Answer]
    ends: Literal["exit", "stays"]
    nation: Literal["england", "wales", "scotland", "northern_ireland"] | None = None
    agrees: bool = True
    history: bool = False
    while_waiting: list[_Line] = []

    def answer_to(self, text: str, given: set[int]) -> int | None:
        """The place of the answer to this message; None once all that fit are given. One that asks
        for a word of the message comes before one that fits any."""
        words = text.casefold()
        left = [n for n in range(len(self.answers)) if n not in given]
        asked = [n for n in left if any(word in words for word in self.answers[n].to)]
        any_fits = [n for n in left if not self.answers[n].to]
        return next(iter([*asked, *any_fits]), None)


def load_scripts(folder: Path) -> dict[str, Script]:
    """Every script by the name of its file; ScriptWrong for one that cannot be played."""
    scripts = {}
    for path in sorted(folder.glob("*.yml")):
        try:
            scripts[path.stem] = msgspec.convert(read_mapping(path)["rehearsal"], type=Script)
        except (msgspec.ValidationError, KeyError) as error:
            raise ScriptWrong(f"{path.name}: {error}") from error
    return scripts
