"""What people have said of our words and facts: approved, or "I opened the page today".

The database keeps it; `content.py` holds a copy in memory, read anew at each start and after each
stamp. Several processes learn of one another's stamps when they look again, a minute later at most.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content import standing
from content.standing import Item, Stamp, Standing
from helpline.db import Database
from helpline.errors import WaymarkError
from helpline.models import ContentStamp, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.content import Content

LOOK_AGAIN = timedelta(minutes=1)


class NoSuchItem(WaymarkError):
    """There is no wording and no fact under this key."""


class ItemChanged(WaymarkError):
    """The words are others than those that were read."""


class Approvals:
    """Stamps, and the list that says what still needs one."""

    def __init__(self, database: Database, content: Content) -> None:
        self._database = database
        self._content = content
        self._looked: datetime | None = None

    async def load(self, at: datetime | None = None) -> None:
        """Reads all stamps, if that was not done in the last minute."""
        moment = at or now()
        if self._looked is not None and moment - self._looked < LOOK_AGAIN:
            return
        async with self._database.read() as session:
            await self._use(session)
        self._looked = moment

    async def listed(self, at: datetime | None = None) -> list[dict[str, Any]]:
        """Every wording and fact with its standing; what needs somebody comes first."""
        async with self._database.read() as session:
            await self._use(session)
        today = (at or now()).date()
        rows = [self._row(one, today.isoformat()) for one in self._standings()]
        return sorted(rows, key=lambda row: (not row["overdue"], not row["draft"]))

    async def stamp(
        self, key: str, digest: str, worker: Worker, at: datetime | None = None
    ) -> dict[str, Any]:
        """Keeps that this person approves these words, or has opened this fact's page today; the
        audit trail notes it. NoSuchItem; ItemChanged, and nothing is kept, if `digest` is not that
        of the words as they are now.
        """
        moment = at or now()
        item = next((one for one in self._items() if one.key == key), None)
        if item is None:
            raise NoSuchItem
        if item.digest != digest:
            raise ItemChanged
        done = "content.approved" if item.kind == standing.WORDING else "content.confirmed"
        async with self._database.write() as session:
            row = await session.get(ContentStamp, key)
            if row is None:
                row = ContentStamp(key=key)
                session.add(row)
            row.digest, row.worker_id, row.at = digest, worker.id, moment
            await note_audit(session, worker.id, done, key, digest, moment)
            await session.flush()
            await self._use(session)
        (found,) = [one for one in self._standings() if one.item.key == key]
        return self._row(found, moment.date().isoformat())

    async def _use(self, session: AsyncSession) -> None:
        rows = await session.execute(
            select(ContentStamp, Worker.name).outerjoin(Worker, Worker.id == ContentStamp.worker_id)
        )
        self._content.use(
            {
                row.key: Stamp(row.key, row.digest, name or "", row.at.date())
                for row, name in rows.all()
            }
        )

    def _items(self) -> list[Item]:
        content = self._content
        written = (
            content.responses,
            content.phrases,
            content.canned.replies,
            content.assessment.words,
            content.partners.words,
        )
        return list(standing.items(content.directory, *written))

    def _standings(self) -> list[Standing]:
        return standing.standings(iter(self._items()), self._content.stamps)

    @staticmethod
    def _row(one: Standing, today: str) -> dict[str, Any]:
        item, stamp = one.item, one.stamp
        return {
            "key": item.key,
            "kind": item.kind,
            "text": item.text,
            "digest": item.digest,
            "source": item.source,
            "checked": item.checked if stamp is None else stamp.at.isoformat(),
            "confidence": item.confidence,
            "due": one.due,
            "draft": one.draft,
            "overdue": one.due < today,
            "unconfirmed": one.unconfirmed,
            "by": None if stamp is None else stamp.who,
        }
