"""The blind sets (`tests/blind/`): where they are, and what their messages say by whose labels.

Each set was labelled by its author, then again by other hands that had the texts alone
(`second.jsonl`); where the two differ a third decided without knowing whose label was whose, nor
what any model reads (`settled.jsonl`, all labels of each such message). Nobody who decides anything
about the reading looks at the messages themselves.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from understanding.errors import CorpusError
from understanding.messages import Labelled, choose_labels, read_labelled

ROOT = Path(__file__).resolve().parent.parent
BLIND = ROOT / "tests" / "blind"
FOLDERS = {"first": BLIND} | {name: BLIND / name for name in ("second", "third", "fourth")}
SETS = {name: folder / "messages.jsonl" for name, folder in FOLDERS.items()}
FLOORS = {name: folder / "floors.json" for name, folder in FOLDERS.items()}
"""The blind sets, each by another hand, and below which figures of each CI fails."""


@dataclass(frozen=True)
class LabelledTwice:
    """A blind set by the ids of its messages: what its author says, what the second annotator says,
    and what a third decided for each message where they differ."""

    author: dict[str, Labelled]
    second: dict[str, Labelled]
    settled: dict[str, Labelled]

    def final(self) -> list[Labelled]:
        """The set's messages by the labels that count, in their order."""
        return [self.settled.get(number, one) for number, one in self.author.items()]


def read_set(name: str) -> LabelledTwice:
    """A set with all that was said of it. CorpusError where the labels do not fit each other; it
    names files and ids, never words."""
    folder = FOLDERS[name]
    messages = read_labelled(SETS[name])
    numbers = [str(row["id"]) for row in _rows(SETS[name])]
    author = dict(zip(numbers, messages, strict=True))
    second = _read_labels(folder / "second.jsonl", author)
    settled = _read_labels(folder / "settled.jsonl", author)
    if set(second) != set(author):
        raise CorpusError(f"{name}/second.jsonl does not label every message")
    differ = {number for number, one in author.items() if one != second[number]}
    if set(settled) != differ:
        raise CorpusError(f"{name}/settled.jsonl does not decide just where the two differ")
    return LabelledTwice(author, second, settled)


def read_final(name: str) -> list[Labelled]:
    """A set's messages by the labels that count."""
    return read_set(name).final()


def _rows(path: Path) -> list[dict[str, object]]:
    try:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        return [json.loads(line) for line in lines if line]
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path.parent.name}/{path.name} cannot be read") from error


def _read_labels(path: Path, author: dict[str, Labelled]) -> dict[str, Labelled]:
    """Labels without texts, put to the texts they are for."""
    labels = {}
    for row in _rows(path):
        number = str(row.get("id"))
        if number not in author:
            raise CorpusError(f"{path.parent.name}/{path.name} labels what is not there: {number}")
        where = f"{path.parent.name}/{path.name}, {number}"
        labels[number] = choose_labels({**row, "text": author[number].text}, where)
    return labels
