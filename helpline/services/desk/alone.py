"""What leads open alone (services/desk/overrides.py) is watched over by others: whoever is on call
is told when nobody has looked at one for a day, and when one person does it often; leads see who.

Opening alone is for when waiting could cost a life, and nobody can stop it at that moment. So that
it stays the exception, it must not be able to become a habit unseen
(docs/decisions/0071-alone-is-seen.md).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import OverrideReview, Worker, now
from helpline.services.desk import shapes
from helpline.services.log.events import DESK, Events
from helpline.services.notices import Notices

log = structlog.get_logger(__name__)

#: Somebody should have looked by then: board and on-call say so, and again each such time.
LOOKED_AT_WITHIN = timedelta(hours=24)
#: So many by one lead within this time are often. Reviews are kept at least as long
#: (services/desk/second_person.py).
OFTEN, OFTEN_WITHIN = 3, timedelta(days=30)
_EVERY = timedelta(minutes=1)


class AloneWatch:
    """Counts, and tells."""

    def __init__(self, database: Database, notices: Notices, events: Events) -> None:
        self._database = database
        self._notices = notices
        self._events = events
        self._swept: datetime | None = None

    async def count(self, session: AsyncSession) -> list[str]:
        """Of what was opened alone and is not counted yet: that by which it has become often; for
        `tell`, once it is committed. In the caller's transaction, and never the end of it: a chat
        that must be opened is not kept shut by a count that fails, and no error may hide that it
        is open. What could not be counted is owed, and the next sweep does it."""
        try:
            async with session.begin_nested():
                return await _often(session)
        except Exception as error:  # noqa: BLE001 - whatever it is, the opening stands
            log.error("alone.not_counted", error=type(error).__name__)
            return []

    def tell(self, often: list[str]) -> None:
        """Tells on call, in the background."""
        for override_id in often:
            self._notices.about_override(override_id, "alone_often")

    async def sweep(self, at: datetime | None = None) -> None:
        """Counts what could not be counted when it was opened, and tells on call of each that
        nobody has looked at in time, once a day until somebody has. It looks once a minute; of
        several processes one tells."""
        moment = at or now()
        if self._swept is not None and moment - self._swept < _EVERY:
            return
        self._swept = moment
        before = moment - LOOKED_AT_WITHIN
        async with self._database.write() as session:
            often = await self.count(session)
            late = await session.scalars(
                update(OverrideReview)
                .where(
                    OverrideReview.reviewed_at.is_(None),
                    OverrideReview.opened_at <= before,
                    or_(
                        OverrideReview.reminded_at.is_(None),
                        OverrideReview.reminded_at <= before,
                    ),
                )
                .values(reminded_at=moment)
                .returning(OverrideReview.id)
                .execution_options(synchronize_session=False)
            )
            ids = late.all()
        self.tell(often)
        for override_id in ids:
            self._notices.about_override(override_id, "alone_overdue")
        if ids:
            self._events.news(DESK)

    async def often(
        self, session: AsyncSession, reader: Worker, at: datetime | None = None
    ) -> list[dict[str, Any]]:
        """Who opened chats alone often of late, how often, and since when: for the other leads."""
        if reader.role != "lead":
            return []
        number, first = func.count(), func.min(OverrideReview.opened_at)
        rows = await session.execute(
            select(Worker.name, number, first)
            .select_from(OverrideReview)
            .outerjoin(Worker, Worker.id == OverrideReview.worker_id)
            .where(
                OverrideReview.worker_id != reader.id,
                OverrideReview.opened_at > (at or now()) - OFTEN_WITHIN,
            )
            .group_by(OverrideReview.worker_id, Worker.name)
            .having(number >= OFTEN)
            .order_by(number.desc(), Worker.name)
        )
        return [
            {"by": name, "number": times, "since": shapes.iso(since)}
            for name, times, since in rows.all()
        ]


async def _often(session: AsyncSession) -> list[str]:
    """Counts each that is owed."""
    owed = await session.execute(
        update(OverrideReview)
        .where(OverrideReview.counted_at.is_(None))
        .values(counted_at=now())
        .returning(OverrideReview.id, OverrideReview.worker_id, OverrideReview.opened_at)
        .execution_options(synchronize_session=False)
    )
    return [
        override_id
        for override_id, worker_id, opened_at in owed.all()
        if await _times(session, worker_id, opened_at) >= OFTEN
    ]


async def _times(session: AsyncSession, worker_id: int, until: datetime) -> int:
    """How often this lead had opened a chat alone by then, within the time that counts."""
    number = await session.scalar(
        select(func.count())
        .select_from(OverrideReview)
        .where(
            OverrideReview.worker_id == worker_id,
            OverrideReview.opened_at > until - OFTEN_WITHIN,
            OverrideReview.opened_at <= until,
        )
    )
    return number or 0
