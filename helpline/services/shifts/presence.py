"""Who is here. The assistant promises a person only while this says that somebody is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import Presence, Worker, now
from helpline.services.shifts.hours import Hours

SEEN_FOR = timedelta(seconds=45)

# Built once; see services/log/entry_rows.py.
_HERE = (
    select(func.count(Presence.worker_id.distinct()))
    .join(Worker, Worker.id == Presence.worker_id)
    .where(
        Presence.until > bindparam("moment"),
        Presence.available.is_(True),
        Worker.active.is_(True),
    )
)
_WHO = (
    select(Worker)
    .where(
        Worker.id.in_(
            select(Presence.worker_id).where(
                Presence.until > bindparam("moment"), Presence.available.is_(True)
            )
        ),
        Worker.active.is_(True),
    )
    .order_by(Worker.name, Worker.id)
)


class PresenceBook:
    """Open desks, each good for 45 seconds after it was last seen.

    In production an open desk counts only within the opening hours of some nation: a worker who
    left the page open in the evening is not on shift. Locally an open desk is enough.
    """

    def __init__(self, database: Database, hours: Hours, mode: str, always_on_shift: bool) -> None:
        self._database = database
        self._hours = hours
        self._is_production = mode == "production"
        self._always = always_on_shift

    async def workers_on_shift(self, at: datetime | None = None) -> int:
        """How many people take chats now, each counted once however many desks they have open.
        `at`: UTC, without a zone (None: now)."""
        async with self._database.read() as session:
            return await self.workers_within(session, at)

    async def workers_within(self, session: AsyncSession, at: datetime | None = None) -> int:
        """The same, asked in a session that is open already (a reader that waits for a second
        reader can wait for ever)."""
        moment = at or now()
        if self._is_production and not self.open_now(moment):
            return 0
        here = await session.scalar(_HERE, {"moment": moment})
        return max(here or 0, int(self._always))

    async def people(self) -> list[Worker]:
        """Who takes chats at an open desk now, by name."""
        async with self._database.read() as session:
            return await self.people_within(session)

    async def people_within(self, session: AsyncSession) -> list[Worker]:
        """The same, asked in a session that is open already."""
        rows = await session.scalars(_WHO, {"moment": now()})
        return list(rows.all())

    async def on_shift(self, at: datetime | None = None) -> bool:
        """Whether anybody takes chats now."""
        return self._always or await self.workers_on_shift(at) > 0

    def open_now(self, at: datetime | None = None) -> bool:
        """Whether it is opening time for some nation."""
        return self._hours.open_somewhere((at or now()).replace(tzinfo=UTC))

    async def seen(
        self, socket_id: str, worker_id: int, available: bool, at: datetime | None = None
    ) -> None:
        """This desk is open, and its worker takes chats or doesn't. Rows that a crash left are
        removed."""
        moment = at or now()
        async with self._database.write() as session:
            await session.execute(delete(Presence).where(Presence.until < moment))
            known = await session.scalar(
                update(Presence)
                .where(Presence.socket_id == socket_id, Presence.worker_id == worker_id)
                .values(available=available, until=moment + SEEN_FOR)
                .returning(Presence.socket_id)
            )
            if known is None:
                session.add(
                    Presence(
                        socket_id=socket_id,
                        worker_id=worker_id,
                        available=available,
                        until=moment + SEEN_FOR,
                    )
                )

    async def gone(self, socket_id: str) -> None:
        """This desk was closed."""
        async with self._database.write() as session:
            await session.execute(delete(Presence).where(Presence.socket_id == socket_id))
