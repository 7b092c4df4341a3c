"""How hard it is to open a new chat just now: for nearly everybody, always, not at all.

Each opened chat raises a level that runs down by itself, once for all callers together and once for
each. Above what is usual a puzzle is asked for, twice as hard for each time the usual is doubled.
Only opened chats count, so nobody makes it harder for others for nothing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from helpline.daily_table import DailyTable

# Harder than this is for nobody's phone; then the flood is slowed down by the same pace for all.
HARDEST = 6


@dataclass(frozen=True, slots=True)
class Usual:
    """What is no flood yet: so many at once, and so many a second after that."""

    burst: float
    rate: float


class _Level:
    __slots__ = ("_height", "_then")

    def __init__(self) -> None:
        self._height = 0.0
        self._then = time.monotonic()

    def height(self, usual: Usual) -> float:
        now = time.monotonic()
        self._height = max(0.0, self._height - (now - self._then) * usual.rate)
        self._then = now
        return self._height

    def rise(self, usual: Usual) -> None:
        # Bounded, so that a flood of an hour is not paid for by the whole day after it.
        self._height = min(self.height(usual) + 1.0, usual.burst * 2.0**HARDEST)


def _steps(height: float, usual: Usual) -> int:
    """0 if one more is still usual, then 1, and 1 more for each doubling."""
    steps, mark = 0, usual.burst
    while height + 1.0 > mark and steps < HARDEST:
        steps += 1
        mark *= 2
    return steps


class Flood:
    """Watches new chats."""

    def __init__(self, everybody: Usual, each: Usual, most: int = 20_000) -> None:
        self._everybody, self._each = everybody, each
        self._all = _Level()
        longest = each.burst * 2.0**HARDEST / each.rate
        self._callers: DailyTable[_Level] = DailyTable(longest, most)

    def steps(self, caller: str) -> int:
        """How hard the puzzle is for this caller now; 0: none is asked for."""
        level = self._callers.get(caller)
        own = 0 if level is None else _steps(level.height(self._each), self._each)
        return max(own, _steps(self._all.height(self._everybody), self._everybody))

    def opened(self, caller: str) -> None:
        """A new chat was opened."""
        self._all.rise(self._everybody)
        level = self._callers.get(caller)
        if level is None:
            level = _Level()
            self._callers.put(caller, level)
        level.rise(self._each)
