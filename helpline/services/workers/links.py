"""One-time links: 32 random bytes, of which only a hash is kept, good once and not for long."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.errors import WaymarkError
from helpline.models import SignInLink, Worker, now
from helpline.services.workers.sessions import hash_secret

Purpose = Literal["enrol", "link"]
GOOD_FOR: dict[str, timedelta] = {"enrol": timedelta(hours=72), "link": timedelta(hours=1)}


class LinkUsed(WaymarkError):
    """The link was used, is too old, or never was: one answer for all three."""


async def make_link(
    session: AsyncSession, worker_id: int, purpose: Purpose, at: datetime | None = None
) -> str:
    """A fresh link's token, in the caller's transaction. The worker's earlier ones of this purpose
    stop working, and links that are over are removed."""
    moment = at or now()
    await session.execute(
        delete(SignInLink).where(
            (SignInLink.expires_at <= moment)
            | ((SignInLink.worker_id == worker_id) & (SignInLink.purpose == purpose))
        )
    )
    token = secrets.token_urlsafe(32)
    session.add(
        SignInLink(
            token_hash=hash_secret(token),
            worker_id=worker_id,
            purpose=purpose,
            expires_at=moment + GOOD_FOR[purpose],
        )
    )
    await session.flush()
    return token


async def peek_link(
    session: AsyncSession, token: str, purpose: Purpose, at: datetime | None = None
) -> Worker:
    """Whose link it is, without using it up; LinkUsed."""
    worker = await session.scalar(
        select(Worker)
        .join(SignInLink, SignInLink.worker_id == Worker.id)
        .where(
            SignInLink.token_hash == hash_secret(token),
            SignInLink.purpose == purpose,
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > (at or now()),
            Worker.active.is_(True),
        )
    )
    if worker is None:
        raise LinkUsed
    return worker


async def use_link(
    session: AsyncSession, token: str, purpose: Purpose, at: datetime | None = None
) -> Worker:
    """Uses it up, by one conditional UPDATE: of two who come at once, one gets LinkUsed."""
    moment = at or now()
    worker_id = await session.scalar(
        update(SignInLink)
        .where(
            SignInLink.token_hash == hash_secret(token),
            SignInLink.purpose == purpose,
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > moment,
        )
        .values(used_at=moment)
        .returning(SignInLink.worker_id)
    )
    worker = await session.get(Worker, worker_id) if worker_id is not None else None
    if worker is None or not worker.active:
        raise LinkUsed
    return worker
