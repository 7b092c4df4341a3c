"""Signed-in sessions of workers: an opaque cookie, of which only a hash is kept.

Over after 15 minutes without a sign of life and after 8 hours in any case. An open desk is a sign
of life. A session is only ever prolonged by an UPDATE, so one that was ended cannot come back
through a request that was already under way.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import Worker, WorkerSession, now

IDLE = timedelta(minutes=15)
AT_MOST = timedelta(hours=8)
# Not written at each request: a minute's precision is enough for a quarter of an hour.
_TOUCHED_EVERY = timedelta(seconds=30)


def hash_secret(secret: str) -> bytes:
    """For cookies and links: they are 32 random bytes, so a plain SHA-256 is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


class WorkerSessions:
    """Begins, finds and ends sessions. Times are UTC, without a zone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, session: AsyncSession, worker_id: int, at: datetime | None = None) -> str:
        """A fresh session in the caller's transaction; gives the cookie's value. Those that are
        over are removed on the way."""
        moment = at or now()
        await session.execute(
            delete(WorkerSession).where(
                or_(
                    WorkerSession.seen_at <= moment - IDLE,
                    WorkerSession.created_at <= moment - AT_MOST,
                )
            )
        )
        token = secrets.token_urlsafe(32)
        session.add(
            WorkerSession(
                token_hash=hash_secret(token),
                worker_id=worker_id,
                created_at=moment,
                seen_at=moment,
            )
        )
        await session.flush()
        return token

    async def find(self, token: str, at: datetime | None = None) -> Worker | None:
        """The worker of a session that is not over, and prolongs it; None for any other."""
        moment = at or now()
        hashed = hash_secret(token)
        alive = (
            WorkerSession.token_hash == hashed,
            WorkerSession.seen_at > moment - IDLE,
            WorkerSession.created_at > moment - AT_MOST,
        )
        async with self._database.read() as session:
            found = (
                await session.execute(
                    select(Worker, WorkerSession.seen_at)
                    .join(WorkerSession, WorkerSession.worker_id == Worker.id)
                    .where(*alive, Worker.active.is_(True))
                )
            ).one_or_none()
        if found is None:
            return None
        worker, seen_at = found
        if moment - seen_at >= _TOUCHED_EVERY:
            async with self._database.write() as session:
                touched = await session.scalar(
                    update(WorkerSession)
                    .where(*alive)
                    .values(seen_at=moment)
                    .returning(WorkerSession.worker_id)
                )
            if touched is None:
                return None
        assert isinstance(worker, Worker)
        return worker

    async def end(self, token: str) -> int | None:
        """Ends one session; gives whose it was."""
        async with self._database.write() as session:
            return await session.scalar(
                delete(WorkerSession)
                .where(WorkerSession.token_hash == hash_secret(token))
                .returning(WorkerSession.worker_id)
            )

    async def end_all(self, session: AsyncSession, worker_id: int) -> None:
        """Ends all of a worker's, in the caller's transaction."""
        await session.execute(delete(WorkerSession).where(WorkerSession.worker_id == worker_id))
