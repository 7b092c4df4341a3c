"""The audit trail: each row carries the hash of the one before, so a changed or missing row
shows.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Audit, now

_FIRST = "0" * 64


def chain_hash(
    previous: str, at: datetime, worker_id: int | None, action: str, subject: str, detail: str
) -> str:
    """SHA-256 over the row and the hash before it; fields are length-prefixed."""
    fields = (previous, at.isoformat(), str(worker_id), action, subject, detail)
    text = "".join(f"{len(field)}:{field}" for field in fields)
    return hashlib.sha256(text.encode()).hexdigest()


async def note_audit(
    session: AsyncSession, worker_id: int | None, action: str, subject: str = "", detail: str = ""
) -> None:
    """Adds a row in the caller's transaction. `subject` is an id of ours, never words."""
    previous = await session.scalar(select(Audit.hash).order_by(Audit.id.desc()).limit(1)) or _FIRST
    at = now()
    session.add(
        Audit(
            at=at,
            worker_id=worker_id,
            action=action,
            subject=subject,
            detail=detail,
            previous=previous,
            hash=chain_hash(previous, at, worker_id, action, subject, detail),
        )
    )
    await session.flush()


async def first_broken(session: AsyncSession) -> int | None:
    """Id of the first row that does not fit its predecessor; None if the chain is whole."""
    previous = _FIRST
    for row in await session.scalars(select(Audit).order_by(Audit.id)):
        expected = chain_hash(previous, row.at, row.worker_id, row.action, row.subject, row.detail)
        if row.previous != previous or row.hash != expected:
            return row.id
        previous = row.hash
    return None
