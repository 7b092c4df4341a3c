"""The rota: who is planned when, and which days are closed or short-staffed. A lead writes it.

What may be promised now is for presence alone to say; the rota says when somebody will be here
next, and a closed day is closed for everything (docs/decisions/0048-the-rota-says-next.md).
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.directory import NATIONS
from helpline.db import Database
from helpline.errors import WaymarkError
from helpline.models import HoursException, Shift, Worker
from helpline.services.audit.chain import note_audit
from helpline.services.log.events import DESK, QUEUE, Events
from helpline.services.shifts.hours import Hours
from helpline.services.shifts.rota_plan import Plan, Planned
from helpline.services.workers.skills import Skills

KINDS = ("closed", "short")
_DAYS_SHOWN = 7
_MIDNIGHT = 24 * 60
# Nobody plans further; a slip in the year is no plan.
_AHEAD = timedelta(days=366)


class BadShift(WaymarkError):
    """A time, a day, a worker or a name that a shift cannot have."""


class NoSuchShift(WaymarkError):
    """It was taken away already, or never was."""


class Rota:
    """Reads and changes the rota, and tells the opening hours what it says."""

    def __init__(self, database: Database, hours: Hours, events: Events, skills: Skills) -> None:
        self._database = database
        self._hours = hours
        self._events = events
        self._skills = skills.labels

    def today(self, at: datetime | None = None) -> date:
        """The day by the helpline's own clock."""
        return (at or datetime.now(UTC)).astimezone(self._hours.zone).date()

    async def load(self) -> None:
        """Gives the opening hours what is planned from yesterday on; looked at each second, so that
        another process's change holds here too."""
        since = self.today() - timedelta(days=1)
        async with self._database.read() as session:
            shifts = await session.execute(
                select(Shift.day, Shift.nation, Shift.starts, Shift.ends)
                .join(Worker, Worker.id == Shift.worker_id)
                .where(Shift.day >= since, Worker.active.is_(True))
            )
            closed = await session.execute(
                select(HoursException.day, HoursException.nation).where(
                    HoursException.day >= since, HoursException.kind == "closed"
                )
            )
            plan = Plan(
                frozenset((day, nation or None) for day, nation in closed.all()),
                tuple(Planned(day, nation, (starts, ends)) for day, nation, starts, ends in shifts),
            )
        if self._hours.use(plan):
            self._events.news(DESK, QUEUE)

    async def shown(self, first: date, worker: Worker) -> dict[str, Any]:
        """A week of it from that day on: for a lead also whom they may plan."""
        days = [first + timedelta(days=ahead) for ahead in range(_DAYS_SHOWN)]
        async with self._database.read() as session:
            shifts = (
                await session.execute(
                    select(Shift, Worker.name)
                    .join(Worker, Worker.id == Shift.worker_id)
                    .where(Shift.day.in_(days), Worker.active.is_(True))
                    .order_by(Shift.day, Shift.starts, Worker.name)
                )
            ).all()
            exceptions = (
                await session.scalars(select(HoursException).where(HoursException.day.in_(days)))
            ).all()
            people = (
                await session.scalars(
                    select(Worker)
                    .where(Worker.active.is_(True), Worker.role.in_(("worker", "lead")))
                    .order_by(Worker.name)
                )
            ).all()
        return {
            "today": self.today().isoformat(),
            "days": [
                {
                    "day": day.isoformat(),
                    "hours": {
                        nation: [[clock(a), clock(b)] for a, b in self._hours.spans(nation, day)]
                        for nation in NATIONS
                    },
                    "holidays": self._hours.holidays_on(day),
                    "exceptions": [
                        {"id": one.id, "kind": one.kind, "nation": one.nation or None}
                        for one in exceptions
                        if one.day == day
                    ],
                    "shifts": [
                        {
                            "id": one.id,
                            "name": name,
                            "mine": one.worker_id == worker.id,
                            "start": clock(one.starts),
                            "end": clock(one.ends),
                            "nation": one.nation,
                            "skill": self._skills.get(one.skill or ""),
                        }
                        for one, name in shifts
                        if one.day == day
                    ],
                }
                for day in days
            ],
            "people": (
                [{"id": str(one.id), "name": one.name} for one in people]
                if worker.role == "lead"
                else []
            ),
            "skills": [{"name": name, "label": label} for name, label in self._skills.items()],
        }

    async def plan(
        self,
        lead: Worker,
        worker_id: int,
        day: date,
        span: tuple[int, int],
        nation: str | None = None,
        skill: str | None = None,
    ) -> None:
        """Somebody is to be here. BadShift for what cannot be, or if they are planned already."""
        self._check_day(day)
        starts, ends = span
        if not 0 <= starts < ends <= _MIDNIGHT:
            raise BadShift
        if nation not in {None, *NATIONS} or skill not in {None, *self._skills}:
            raise BadShift
        async with self._database.write() as session:
            worker = await session.get(Worker, worker_id)
            if worker is None or not worker.active or worker.role not in {"worker", "lead"}:
                raise BadShift
            overlaps = await session.scalar(
                select(Shift.id).where(
                    Shift.worker_id == worker_id,
                    Shift.day == day,
                    Shift.starts < ends,
                    Shift.ends > starts,
                )
            )
            if overlaps is not None:
                raise BadShift
            session.add(
                Shift(
                    id=uuid.uuid4().hex,
                    worker_id=worker_id,
                    day=day,
                    starts=starts,
                    ends=ends,
                    nation=nation,
                    skill=skill,
                )
            )
            told = f"{day} {clock(starts)}-{clock(ends)}"
            await note_audit(session, lead.id, "shift_add", str(worker_id), told)
        await self.load()

    async def unplan(self, lead: Worker, shift_id: str) -> None:
        """NoSuchShift."""
        async with self._database.write() as session:
            gone = await session.execute(
                delete(Shift).where(Shift.id == shift_id).returning(Shift.worker_id, Shift.day)
            )
            row = gone.one_or_none()
            if row is None:
                raise NoSuchShift
            await note_audit(session, lead.id, "shift_remove", str(row.worker_id), str(row.day))
        await self.load()

    async def except_day(self, lead: Worker, day: date, kind: str, nation: str | None) -> None:
        """This day is closed, or short-staffed; said again, the last one counts. BadShift."""
        self._check_day(day)
        if kind not in KINDS or nation not in {None, *NATIONS}:
            raise BadShift
        async with self._database.write() as session:
            await self._drop(session, day, nation)
            session.add(
                HoursException(
                    id=uuid.uuid4().hex,
                    day=day,
                    kind=kind,
                    nation=nation or "",
                    worker_id=lead.id,
                )
            )
            await note_audit(session, lead.id, "hours_exception", nation or "", f"{day} {kind}")
        await self.load()

    async def as_usual(self, lead: Worker, exception_id: str) -> None:
        """That day is like others again. NoSuchShift."""
        async with self._database.write() as session:
            row = await session.get(HoursException, exception_id)
            if row is None:
                raise NoSuchShift
            await session.delete(row)
            await note_audit(session, lead.id, "hours_usual", row.nation, str(row.day))
        await self.load()

    async def _drop(self, session: AsyncSession, day: date, nation: str | None) -> None:
        await session.execute(
            delete(HoursException).where(
                HoursException.day == day, HoursException.nation == (nation or "")
            )
        )

    def _check_day(self, day: date) -> None:
        if not self.today() <= day <= self.today() + _AHEAD:
            raise BadShift


def clock(minute: int) -> str:
    """A time of day as `09:30`; the end of the day is `24:00`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def minute_of(text: str) -> int:
    """Minutes since midnight of `09:30`; BadShift for what is no time of day."""
    hour, separator, minute = text.partition(":")
    if not (separator and hour.isdecimal() and minute.isdecimal() and len(minute) == 2):
        raise BadShift
    total = int(hour) * 60 + int(minute)
    if not (0 <= total <= _MIDNIGHT and int(minute) < 60):
        raise BadShift
    return total
