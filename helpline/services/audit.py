"""The audit trail: each row carries the hash of the one before, so a changed or missing row
shows. Rows go after their time from the oldest on; the hash of the last one that went is the
anchor from which the rest is still checked.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Audit, AuditAnchor, now

_FIRST = "0" * 64


def chain_hash(
    previous: str, at: datetime, worker_id: int | None, action: str, subject: str, detail: str
) -> str:
    """SHA-256 over the row and the hash before it; fields are length-prefixed."""
    fields = (previous, at.isoformat(), str(worker_id), action, subject, detail)
    text = "".join(f"{len(field)}:{field}" for field in fields)
    return hashlib.sha256(text.encode()).hexdigest()


async def _anchor(session: AsyncSession) -> str:
    """What the oldest row that is left must follow."""
    return await session.scalar(select(AuditAnchor.hash).where(AuditAnchor.id == 1)) or _FIRST


async def note_audit(
    session: AsyncSession,
    worker_id: int | None,
    action: str,
    subject: str = "",
    detail: str = "",
    at: datetime | None = None,
) -> None:
    """Adds a row in the caller's transaction. `subject` is an id of ours, never words."""
    previous = await session.scalar(
        select(Audit.hash).order_by(Audit.id.desc()).limit(1)
    ) or await _anchor(session)
    moment = at or now()
    session.add(
        Audit(
            at=moment,
            worker_id=worker_id,
            action=action,
            subject=subject,
            detail=detail,
            previous=previous,
            hash=chain_hash(previous, moment, worker_id, action, subject, detail),
        )
    )
    await session.flush()


async def first_broken(session: AsyncSession) -> int | None:
    """Id of the first row that does not fit its predecessor; None if the chain is whole."""
    previous = await _anchor(session)
    for row in await session.scalars(select(Audit).order_by(Audit.id)):
        expected = chain_hash(previous, row.at, row.worker_id, row.action, row.subject, row.detail)
        if row.previous != previous or row.hash != expected:
            return row.id
        previous = row.hash
    return None


async def purge_audit(session: AsyncSession, before: datetime, at: datetime | None = None) -> int:
    """Removes the rows older than that, from the oldest on, in the caller's transaction, and notes
    in the trail that it did. Gives how many. A chain that is broken there stays as it is, so that
    a purge never hides the break.
    """
    first_kept = await session.scalar(select(func.min(Audit.id)).where(Audit.at >= before))
    old = select(Audit).order_by(Audit.id)
    if first_kept is not None:
        old = old.where(Audit.id < first_kept)
    rows = (await session.scalars(old)).all()
    broken = await first_broken(session) if rows else None
    if not rows or (broken is not None and broken <= rows[-1].id):
        return 0
    await session.merge(AuditAnchor(id=1, through_id=rows[-1].id, hash=rows[-1].hash))
    # Before the rows go, so that the new one follows the last of them also if none is left.
    await note_audit(session, None, "audit_purge", str(rows[-1].id), f"{len(rows)} rows", at)
    await session.execute(delete(Audit).where(Audit.id <= rows[-1].id))
    return len(rows)
