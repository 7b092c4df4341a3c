"""Counts how often something is said to have happened, so that a course of conduct is seen.

One message tells of at most a few incidents; a conversation of many. A `Told` is what one message
adds, two numbers and no words; `add_up` is what a conversation keeps of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from understanding.names import INDICATORS
from understanding.patterns import FOLDER, compile_wording, load_yaml

CIRCUMSTANCES = frozenset({"former_partner", "fear", "escalation"})
"""Indicators that say who it is or how it is: nothing that happens once more."""

MOST = 99
"""Nobody counts further, and a pasted number is no count."""


@dataclass(frozen=True, slots=True)
class Told:
    """`count` incidents that a message tells of, and `at_least` so many there were by then."""

    count: int = 0
    at_least: int = 0


NOTHING = Told()


@dataclass(frozen=True, slots=True)
class _Wordings:
    numbers: dict[str, int]
    numbered: re.Pattern[str]
    counted: re.Pattern[str]
    dated: re.Pattern[str]
    repeated: re.Pattern[str]


@cache
def _load() -> _Wordings:
    entries = load_yaml(FOLDER / "incidents.yml")
    numbers = {str(name): int(value) for name, value in entries["numbers"].items()}
    names = ("numbered", "counted", "dated", "repeated")
    made = [compile_wording(entries[name], {}, f"incidents.yml: {name}") for name in names]
    return _Wordings(numbers, *made)


def count_incidents(text: str, indicators: Iterable[str]) -> Told:
    """How often a plain text says that it happened; nothing where nothing done is told."""
    if not set(indicators) & (set(INDICATORS) - CIRCUMSTANCES):
        return NOTHING
    wordings = _load()
    numbered = [_value(match[1], wordings) for match in wordings.numbered.finditer(text)]
    counted = [_value(match[1], wordings) for match in wordings.counted.finditer(text)]
    days = {match[1] for match in wordings.dated.finditer(text)}
    count = max([1, len(days), *counted])
    again = 2 if wordings.repeated.search(text) else 0
    return Told(min(count, MOST), min(max([again, *numbered]), MOST))


def _value(words: str, wordings: _Wordings) -> int:
    """The number that some words say; the largest, if several do."""
    values = [
        int(word) if word.isdigit() else wordings.numbers.get(word, 0) for word in words.split()
    ]
    return max(values, default=0)


def add_up(before: int, told: Told) -> int:
    """The incidents of a conversation after one more message.

    "The third time" says how many there were, also those told before; so it is not added.
    """
    return min(MOST, max(before + told.count, told.at_least))
