"""Signed-in sessions of workers: an opaque cookie, of which only a hash is kept.

Over after 15 minutes without a sign of life and after 8 hours in any case (the settings say). An
open desk is a sign of life. A session is only ever prolonged by an UPDATE, so one that was ended
cannot come back through a request that was already under way. One in which the second factor is
still to come has ten minutes, and may do nothing else (Role.SIGNING_IN).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import Worker, WorkerSession, now

IDLE = timedelta(minutes=15)
AT_MOST = timedelta(hours=8)
SIGNING_IN_FOR = timedelta(minutes=10)
# Not written at each request: a minute's precision is enough for a quarter of an hour.
_TOUCHED_EVERY = timedelta(seconds=30)

Stage = Literal["full", "second", "enrol"]


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts: without a sign of life, and in any case."""

    idle: timedelta = IDLE
    at_most: timedelta = AT_MOST

    def over(self, moment: datetime) -> ColumnElement[bool]:
        """Whether a row's time is over at that moment (UTC, without a zone)."""
        half = WorkerSession.stage != "full"
        return or_(
            WorkerSession.seen_at <= moment - self.idle,
            WorkerSession.created_at <= moment - self.at_most,
            and_(half, WorkerSession.created_at <= moment - SIGNING_IN_FOR),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A session that is not over, and whose it is."""

    worker: Worker
    token_hash: bytes
    stage: str
    confirmed_at: datetime | None
    """When it was last proven who this is."""


def hash_secret(secret: str) -> bytes:
    """For cookies and links: they are 32 random bytes, so a plain SHA-256 is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


class WorkerSessions:
    """Begins, finds and ends sessions. Times are UTC, without a zone."""

    def __init__(self, database: Database, limits: SessionLimits | None = None) -> None:
        self._database = database
        self.limits = limits or SessionLimits()

    async def begin(
        self,
        session: AsyncSession,
        worker_id: int,
        at: datetime | None = None,
        stage: Stage = "full",
    ) -> str:
        """A fresh session in the caller's transaction; gives the cookie's value. Those that are
        over are removed on the way. Who just signed in has just proven who they are."""
        moment = at or now()
        await session.execute(delete(WorkerSession).where(self.limits.over(moment)))
        token = secrets.token_urlsafe(32)
        session.add(
            WorkerSession(
                token_hash=hash_secret(token),
                worker_id=worker_id,
                created_at=moment,
                seen_at=moment,
                stage=stage,
                confirmed_at=moment if stage == "full" else None,
            )
        )
        await session.flush()
        return token

    async def find(
        self, token: str, at: datetime | None = None, *, prolong: bool = True
    ) -> Found | None:
        """The session of this cookie if it is not over, and prolongs it; None for any other."""
        moment = at or now()
        hashed = hash_secret(token)
        alive = (WorkerSession.token_hash == hashed, ~self.limits.over(moment))
        async with self._database.read() as session:
            row = (
                await session.execute(
                    select(Worker, WorkerSession)
                    .join(WorkerSession, WorkerSession.worker_id == Worker.id)
                    .where(*alive, Worker.active.is_(True))
                )
            ).one_or_none()
        if row is None:
            return None
        worker, kept = row
        assert isinstance(worker, Worker)
        assert isinstance(kept, WorkerSession)
        if prolong and moment - kept.seen_at >= _TOUCHED_EVERY:
            async with self._database.write() as session:
                touched = await session.scalar(
                    update(WorkerSession)
                    .where(*alive)
                    .values(seen_at=moment)
                    .returning(WorkerSession.worker_id)
                )
            if touched is None:
                return None
        return Found(worker, hashed, kept.stage, kept.confirmed_at)

    async def of_worker(self, worker_id: int, at: datetime | None = None) -> list[WorkerSession]:
        """A worker's sessions that are not over, the latest first."""
        async with self._database.read() as session:
            rows = await session.scalars(
                select(WorkerSession)
                .where(
                    WorkerSession.worker_id == worker_id,
                    WorkerSession.stage == "full",
                    ~self.limits.over(at or now()),
                )
                .order_by(WorkerSession.seen_at.desc(), WorkerSession.token_hash)
            )
            return list(rows.all())

    async def missing(self, marks: Collection[bytes], at: datetime | None = None) -> set[bytes]:
        """Which of these sessions (by the hash of their cookie) are over, or of somebody whose
        access ended."""
        async with self._database.read() as session:
            rows = await session.scalars(
                select(WorkerSession.token_hash)
                .join(Worker, Worker.id == WorkerSession.worker_id)
                .where(
                    WorkerSession.token_hash.in_(marks),
                    Worker.active.is_(True),
                    ~self.limits.over(at or now()),
                )
            )
            return set(marks) - set(rows.all())

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
