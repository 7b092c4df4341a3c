"""What is told of, where and when: counted once for each chat, when the chat is erased; and once
for each case, by the region a worker chose and with what they ticked, when the case is.

At that moment all of it is known that ever will be, and in the very transaction that removes the
row it is counted exactly once. It goes into the month of the erasing, so that a month that is over
never changes: two looks at it can't be subtracted from one another.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Insert, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Pattern
from understanding import INDICATORS

METHOD, CHATS, WEEKDAY, PART = "method", "chats", "weekday", "part"
PLATFORM, PLACE = "platform", "place"
#: Of cases: a kind of behaviour, or `CASES` for the case itself, in a region.
REGION, CASES = "region", "cases"
#: Of cases: a platform and a kind of place that a worker ticked, in a region.
MEANS, IN_PLACE = "by_means", "in_place"
_TICKED = {PLATFORM: MEANS, PLACE: IN_PLACE}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: The hour from which a part of the day is reckoned, UK time.
PARTS: tuple[tuple[int, str], ...] = (
    (0, "night"), (6, "morning"), (12, "afternoon"), (18, "evening"),
)  # fmt: skip
_UK = ZoneInfo("Europe/London")


class CaseOver(NamedTuple):
    """A case that is erased: what was heard in it, the region that a worker chose (None: nobody
    did), and the platforms and kinds of places they ticked, as `platform:email`, `place:work`."""

    told: Iterable[str]
    region: str | None
    named: Iterable[str] = ()


_Insert = TypeVar("_Insert", sqlite.Insert, postgresql.Insert)


def _add(insert: _Insert) -> _Insert:
    return insert.values(
        month=bindparam("month"),
        kind=bindparam("kind"),
        name=bindparam("name"),
        nation=bindparam("nation"),
        number=1,
    ).on_conflict_do_update(
        index_elements=["month", "kind", "name", "nation"], set_={"number": Pattern.number + 1}
    )


_ADD: dict[str, Insert] = {
    "sqlite": _add(sqlite.insert(Pattern)),
    "postgresql": _add(postgresql.insert(Pattern)),
}


def part_of(moment: datetime) -> tuple[str, str]:
    """Weekday and part of the day of a time (UTC, without a zone), as people in the UK had them."""
    local = moment.replace(tzinfo=UTC).astimezone(_UK)
    part = next(name for since, name in reversed(PARTS) if local.hour >= since)
    return WEEKDAYS[local.weekday()], part


def month_of(at: datetime) -> date:
    """The first day of its month."""
    return at.date().replace(day=1)


async def note_pattern(
    session: AsyncSession,
    told: Iterable[str],
    named: Iterable[str],
    nation: str | None,
    begun: datetime,
    at: datetime,
) -> None:
    """Counts one chat, in the caller's transaction. `told`: what was heard in it; only names of
    the closed list count, and a chat without any is not counted. `named`: platforms and places
    (services/figures/named.py). `begun`: when it began; `at`: now (both UTC, without a zone)."""
    methods = sorted(set(told) & set(INDICATORS))
    if not methods:
        return
    weekday, part = part_of(begun)
    where = nation or ""
    rows = [(METHOD, name, where) for name in methods]
    for one in sorted(set(named)):
        kind, _, name = one.partition(":")
        if kind in {PLATFORM, PLACE}:
            rows.append((kind, name, where))
    rows += [(CHATS, CHATS, where), (WEEKDAY, weekday, ""), (PART, part, "")]
    await _count(session, rows, at)


async def note_cases(session: AsyncSession, cases: Iterable[CaseOver], at: datetime) -> None:
    """Counts cases that are erased, in the caller's transaction."""
    for one in cases:
        rows = [(REGION, name) for name in (*sorted(set(one.told) & set(INDICATORS)), CASES)]
        for named in sorted(set(one.named)):
            kind, _, name = named.partition(":")
            if kind in _TICKED:
                rows.append((_TICKED[kind], name))
        await _count(session, [(kind, name, one.region or "") for kind, name in rows], at)


async def _count(session: AsyncSession, rows: list[tuple[str, str, str]], at: datetime) -> None:
    await session.execute(
        _ADD[session.get_bind().dialect.name],
        [
            {"month": month_of(at), "kind": kind, "name": name, "nation": place}
            for kind, name, place in rows
        ],
    )
