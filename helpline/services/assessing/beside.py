"""What the person has already said, beside each topic: in their own words where they agreed that
workers read them, else as the category they picked. Pure; nothing is put into their mouth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from content.assessment import Assessment as Table

_MOST = 6
_QUOTED = re.compile(r"“([^”]*)”")
_ENDS = re.compile(r"[.!?…]+[\"”’)]*\s+|\n+|[.!?…]+$")
_CHARACTERS = 280


@dataclass(frozen=True, slots=True)
class Words:
    """Words that speak of a category. `where`: `form`, `brief`, `chat` or `later`."""

    name: str
    text: str
    where: str


def sentence(text: str, start: int, end: int) -> str:
    """The sentence round some words: what they rest on is short, and means little alone."""
    before = [match.end() for match in _ENDS.finditer(text, 0, start)]
    after = _ENDS.search(text, max(start, end - 1))
    return text[before[-1] if before else 0 : after.end() if after else len(text)].strip()


def within(
    evidence: Mapping[str, Sequence[str]], readable: str, where: str = "chat"
) -> list[Words]:
    """What was heard in a chat, as far as it stands in what a worker may read of it. `readable`:
    those lines, each with its white space evened out."""
    found = []
    for name, texts in evidence.items():
        for text in texts:
            start = readable.find(text)
            if start >= 0:
                found.append(Words(name, sentence(readable, start, start + len(text)), where))
    return found


def unquoted(part: str, text: str) -> str:
    """A part of the brief without the marks round what they said; of `signs`, which is made of
    categories and quotes, the quotes."""
    if part == "signs":
        return "\n".join(_QUOTED.findall(text))
    return text.replace("“", "").replace("”", "")


def evened(text: str) -> str:
    """As the evidence is kept: one space for each white space."""
    return " ".join(text.split())


def beside(
    table: Table, words: Iterable[Words], told: Iterable[str], labels: Mapping[str, str]
) -> dict[str, list[dict[str, str]]]:
    """By topic: quotes first, then the categories that were answered when the person was asked.
    `labels`: what the desk calls a category; those that were only heard are no answer, and are
    shown by their words or not at all."""
    quotes, answered = list(words), [name for name in told if name.startswith("said_")]
    found: dict[str, list[dict[str, str]]] = {}
    for topic in table.topics.values():
        lines = _quotes(one for one in quotes if one.name in topic.names)
        lines += [
            {"what": "answer", "text": labels[name], "where": "asked"}
            for name in answered
            if name in topic.names and name in labels
        ]
        if lines:
            found[topic.name] = lines
    return found


def _quotes(words: Iterable[Words]) -> list[dict[str, str]]:
    lines: list[dict[str, str]] = []
    for one in words:
        text = evened(one.text)
        if len(text) > _CHARACTERS:
            text = text[: _CHARACTERS - 1].rsplit(" ", 1)[0] + "…"
        # The same words may stand in the brief and in the chat: the longer quote says more.
        if text and all(text not in line["text"] for line in lines):
            lines = [line for line in lines if line["text"] not in text]
            lines.append({"what": "quote", "text": text, "where": one.where})
    return lines[:_MOST]
