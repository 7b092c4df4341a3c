"""The lead's figures: how the helpline is doing now, and how it did over some days.

No word, no id, nobody's name. What visitors came with is shown only from `FEWEST` on, over the
whole period: a topic that came up twice may be one person's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import Alert, Conversation, Figure, Worker, now
from helpline.services.alerts.kinds import DANGERS
from helpline.services.approvals import Approvals
from helpline.services.audit.chain import note_audit
from helpline.services.figures.days import LONGER, SPANS, Counted
from helpline.services.shifts.presence import PresenceBook

FEWEST = 5
#: What visitors came with, as far as it is told: these are the figures that are held back.
HELD_BACK = frozenset({Counted.TOPIC, Counted.NOT_UNDERSTOOD})
#: Shown day by day; of the rest the period's sum is enough.
BY_DAY = (Counted.OPENED, Counted.ASKED, Counted.TAKEN, Counted.ALERT)
LONGEST_DAYS = 366

_ORDER = [*(name for _, name in SPANS), LONGER]


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both ends counted."""

    first: date
    last: date

    @classmethod
    def of_days(cls, days: int, at: datetime | None = None) -> Period:
        """The last so many days, today counted. ValueError: not 1 to `LONGEST_DAYS`."""
        if not 1 <= days <= LONGEST_DAYS:
            raise ValueError("a period has 1 to 366 days")
        today = (at or now()).date()
        return cls(today - timedelta(days=days - 1), today)

    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


def held_back(sums: Mapping[str, int]) -> dict[str, int | None]:
    """The sums with those below `FEWEST` as None: they were there, and that is all that is said."""
    return {label: number if number >= FEWEST else None for label, number in sums.items()}


def half_within(sums: Mapping[str, int]) -> str | None:
    """The span within which half of them lay; None if there were none."""
    timed = [(name, sums.get(name, 0)) for name in _ORDER]
    total = sum(number for _, number in timed)
    reached = 0
    for name, number in timed:
        reached += number
        if total and reached * 2 >= total:
            return name
    return None


class FigureReport:
    """Reads figures and the state of the board; changes nothing."""

    def __init__(self, database: Database, presence: PresenceBook, approvals: Approvals) -> None:
        self._database = database
        self._presence = presence
        self._approvals = approvals

    async def over(self, period: Period) -> dict[str, Any]:
        """`now`: the board; `sums` by name and label; `days`: some names day by day; `half`: the
        span within which half waited, and half of the alerts were looked at; `due`: words and facts
        that need somebody. All as docs/desk-protocol.md says."""
        async with self._database.read() as session:
            rows = await _rows(session, period)
            board = await self._board(session)
        sums = _sums(rows)
        items = await self._approvals.listed()
        return {
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "fewest": FEWEST,
            "now": board,
            "sums": {what.value: _shown(what, sums.get(what.value, {})) for what in Counted},
            "days": _by_day(rows, period),
            "half": {
                "taken": half_within(sums.get(Counted.TAKEN, {})),
                "reviewed": half_within(sums.get(Counted.REVIEWED, {})),
            },
            "due": {
                "draft": sum(item["draft"] for item in items),
                "overdue": sum(item["overdue"] for item in items),
                "unconfirmed": sum(item["unconfirmed"] for item in items),
            },
        }

    async def exported(self, period: Period, worker: Worker) -> str:
        """The same sums as a table (CSV): what, label, how often; day by day where that is shown.
        The audit trail notes who took it along."""
        async with self._database.write() as session:
            rows = await _rows(session, period)
            await note_audit(
                session, worker.id, "figures.exported", detail=f"{period.first} {period.last}"
            )
        sums = _sums(rows)
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow(["from", "to", "what", "label", "number"])
        for what in Counted:
            for label, number in _shown(what, sums.get(what.value, {})).items():
                shown = f"under {FEWEST}" if number is None else number
                table.writerow([period.first, period.last, what.value, label, shown])
        for name, numbers in _by_day(rows, period).items():
            for day, number in zip(period.days(), numbers, strict=True):
                table.writerow([day, day, name, "", number])
        return out.getvalue()

    async def noted(self, period: Period, worker: Worker, chart: str) -> None:
        """The trail notes who took a chart of it along as a picture."""
        async with self._database.write() as session:
            detail = f"{period.first} {period.last}, picture: {chart}"
            await note_audit(session, worker.id, "figures.exported", detail=detail)

    async def lines(self) -> list[str]:
        """The board as Prometheus reads it: what people may have to act on. Not how many talk with
        the assistant: whoever watched that number could see when somebody came."""
        async with self._database.read() as session:
            board = await self._board(session)
        return [
            f"waymark_{name} {board[name]}"
            for name in ("waiting", "with_worker", "on_shift", "open_alerts")
        ]

    async def _board(self, session: AsyncSession) -> dict[str, Any]:
        by_owner = await session.execute(
            select(Conversation.owner, func.count())
            .where(Conversation.left.is_(None))
            .group_by(Conversation.owner)
        )
        owners = {row.owner: row[1] for row in by_owner}
        oldest = await session.scalar(
            select(func.min(Conversation.waiting_since)).where(Conversation.owner == "waiting")
        )
        alerts = await session.execute(
            select(func.count(), func.min(Alert.created_at)).where(
                Alert.status == "open", Alert.kind.in_(DANGERS)
            )
        )
        open_alerts, oldest_alert = alerts.one()
        return {
            "waiting": owners.get("waiting", 0),
            "with_worker": owners.get("worker", 0),
            "with_assistant": owners.get("assistant", 0),
            "on_shift": await self._presence.workers_within(session),
            "open_alerts": open_alerts,
            "longest_wait_minutes": _minutes(oldest),
            "oldest_alert_minutes": _minutes(oldest_alert),
        }


async def _rows(session: AsyncSession, period: Period) -> list[Figure]:
    found = await session.scalars(
        select(Figure)
        .where(Figure.day >= period.first, Figure.day <= period.last)
        .order_by(Figure.day, Figure.name, Figure.label)
    )
    return list(found.all())


def _sums(rows: list[Figure]) -> dict[str, dict[str, int]]:
    sums: dict[str, dict[str, int]] = {}
    for row in rows:
        of_name = sums.setdefault(row.name, {})
        of_name[row.label] = of_name.get(row.label, 0) + row.number
    return sums


def _shown(what: Counted, sums: Mapping[str, int]) -> Mapping[str, int | None]:
    """Spans in their order, else the most frequent first; few of what was told are held back."""
    if set(sums) & set(_ORDER):
        return {name: sums[name] for name in [*_ORDER, "unqueued"] if name in sums}
    largest = dict(sorted(sums.items(), key=lambda one: (-one[1], one[0])))
    return held_back(largest) if what in HELD_BACK else largest


def _by_day(rows: list[Figure], period: Period) -> dict[str, list[int]]:
    days = {day: place for place, day in enumerate(period.days())}
    shown = {what.value: [0] * len(days) for what in BY_DAY}
    for row in rows:
        if row.name in shown:
            shown[row.name][days[row.day]] += row.number
    return shown


def _minutes(since: datetime | None) -> int | None:
    """Whole minutes since then; None if there is nothing."""
    return None if since is None else max(0, int((now() - since).total_seconds() // 60))
