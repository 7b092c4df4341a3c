"""What the rota says about a day, as the opening hours need it. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from helpline.services.shifts.hours_words import Span


class Planned(NamedTuple):
    """A shift: for one nation, or (None) for all."""

    day: date
    nation: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Plan:
    """Days that are closed, and shifts. `closed`: day and nation, or None for all of them."""

    closed: frozenset[tuple[date, str | None]] = frozenset()
    shifts: tuple[Planned, ...] = ()
    through: date | None = field(init=False, default=None)
    """The last day that somebody is planned for; after it the opening hours alone count."""

    def __post_init__(self) -> None:
        last = max((one.day for one in self.shifts), default=None)
        object.__setattr__(self, "through", last)

    def is_closed(self, nation: str, day: date) -> bool:
        return (day, None) in self.closed or (day, nation) in self.closed

    def planned(self, nation: str, day: date) -> list[Span] | None:
        """When somebody is planned that day, in order and joined; None where the rota does not
        reach: there the opening hours alone count."""
        if self.through is None or day > self.through:
            return None
        return joined(
            one.span for one in self.shifts if one.day == day and one.nation in {None, nation}
        )


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order; those that touch or overlap are one."""
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made
