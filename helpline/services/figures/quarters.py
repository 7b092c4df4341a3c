"""Whole calendar quarters that are over: nothing overlaps, so no two looks can be subtracted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

#: So many quarters back can be looked at: as long as the counts are kept.
QUARTERS = 8
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three whole months, e.g. 2026Q3. One at a time, so that no two looks overlap."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """ValueError for anything but e.g. "2026Q3"."""
        year, _, number = text.partition("Q")
        if len(year) != 4 or not year.isdigit() or number not in {"1", "2", "3", "4"}:
            raise ValueError("a quarter looks like 2026Q3")
        return cls(int(year), int(number))

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    @property
    def name(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, (self.number - 1) * _MONTHS + 1, 1)

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> Quarter:
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)


def over_by(at: datetime) -> list[Quarter]:
    """The quarters that can be looked at then, the newest first."""
    found = [Quarter.of(at.date()).before]
    while len(found) < QUARTERS:
        found.append(found[-1].before)
    return found
