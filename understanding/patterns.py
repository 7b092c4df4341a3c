"""Reviewed lists of wordings, kept as data, and how they are looked for.

A pattern file (patterns/*.yml) has `words` (named parts, written `<name>` in patterns) and, for
each name that can be read, a list of patterns over plain text: a regular expression, or
`match` with `unless` (not if this is found in the same sentence) and `told: false` (skips the
guards below). Quantifiers are bounded, checked at load, so that no text makes a search slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from understanding.errors import ArtefactError

FOLDER = Path(__file__).with_name("patterns")
FILES = (
    "alerts",
    "alerts_others",
    "alerts_indirect",
    "indicators_contact",
    "indicators_harm",
    "calm",
    "cues",
    "whole",
    "roles",
)
NOT_MARKS = ("whole", "roles")
"""Files whose wordings decide by themselves; a model is not shown that they were found."""

ENDS = ".!?\n "
"""What is cut from the end of a sentence before it is searched."""

_PART = re.compile(r"<([a-z_]+)>")
_UNBOUNDED = re.compile(r"(?<!\\)[*+]|\{\d+,\}")
_BEFORE = 48
"""How far before a match a "never" or "what if" still speaks of it, in characters."""

_TURN = re.compile(r"\b(?:but|because|and now|then)\b")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One wording. `told`: it counts only if told as true (not denied, not supposed)."""

    match: re.Pattern[str]
    unless: re.Pattern[str] | None
    told: bool


class Book:
    """All patterns, compiled. Searching never changes it, so threads may share it."""

    def __init__(
        self,
        named: dict[str, tuple[Pattern, ...]],
        guard: re.Pattern[str],
        marks: tuple[str, ...],
    ) -> None:
        self.named = named
        self.marks = marks
        self._guard = guard

    def find(self, name: str, sentence: str) -> Iterator[tuple[int, int]]:
        """Spans in a plain sentence where a name's wordings stand and nothing speaks against."""
        for pattern in self.named[name]:
            for match in pattern.match.finditer(sentence):
                if pattern.unless is not None and pattern.unless.search(sentence):
                    break
                if pattern.told and self.is_not_told(sentence, match.start()):
                    continue
                yield match.span()

    def has(self, name: str, sentence: str) -> bool:
        """Whether a name has any span in a plain sentence."""
        return next(self.find(name, sentence), None) is not None

    def is_not_told(self, sentence: str, start: int) -> bool:
        """Whether the words before a match deny it, suppose it or ask about it in general."""
        before = sentence[max(0, start - _BEFORE) : start]
        for turn in _TURN.finditer(before):
            before = before[turn.end() :]
            break
        return self._guard.search(before) is not None


def load_yaml(path: Path) -> dict[str, Any]:
    """One of this package's own data files."""
    content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise ArtefactError(f"{path.name} is not a mapping")
    return content


@cache
def load_spelling() -> dict[str, str]:
    """How phone spellings are written in plain form."""
    entries = load_yaml(FOLDER / "spelling.yml")["spelling"]
    return {str(key): str(value) for key, value in entries.items()}


def compile_wording(source: str, words: dict[str, str], where: str) -> re.Pattern[str]:
    """A wording as an expression over plain text, whole words only. `where` names it in errors."""
    for _ in range(4):
        source = _PART.sub(lambda part: f"(?:{words[part.group(1)]})", source)
    if _UNBOUNDED.search(source):
        raise ArtefactError(f"{where}: a pattern has an unbounded quantifier")
    try:
        return re.compile(rf"(?<!\w)(?:{source})(?!\w)")
    except re.error as error:
        raise ArtefactError(f"{where}: a pattern is not a regular expression") from error


def make_pattern(entry: str | dict[str, Any], words: dict[str, str], where: str) -> Pattern:
    """An entry of a pattern file, compiled. `where` names it in errors."""
    if isinstance(entry, str):
        entry = {"match": entry}
    unless = entry.get("unless")
    return Pattern(
        compile_wording(entry["match"], words, where),
        compile_wording(unless, words, where) if unless else None,
        bool(entry.get("told", True)),
    )


@cache
def load_book() -> Book:
    """Every pattern file, compiled once a process."""
    words = {str(k): str(v) for k, v in load_yaml(FOLDER / "words.yml")["words"].items()}
    named: dict[str, tuple[Pattern, ...]] = {}
    marks: dict[str, None] = {}
    for file in FILES:
        for name, entries in load_yaml(FOLDER / f"{file}.yml").items():
            made = tuple(make_pattern(entry, words, f"{file}.yml: {name}") for entry in entries)
            named[str(name)] = (*named.get(str(name), ()), *made)
            if file not in NOT_MARKS:
                marks[str(name)] = None
    return Book(
        named, compile_wording(words["not_told"], words, "words.yml: not_told"), tuple(marks)
    )
