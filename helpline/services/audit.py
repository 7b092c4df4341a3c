"""The audit trail: each row carries the hash of the one before, so a changed or missing row
shows. Rows go after their time from the oldest on; the hash of the last one that went is the
anchor from which the rest is still checked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.errors import WaymarkError
from helpline.models import Audit, AuditAnchor, now

_FIRST = "0" * 64


class AuditBroken(WaymarkError):
    """A row was changed or is missing."""


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
    rows = await session.scalars(select(Audit).order_by(Audit.id))
    return _first_broken(rows, await _anchor(session))


def _first_broken(rows: Iterable[Audit], previous: str) -> int | None:
    for row in rows:
        expected = chain_hash(previous, row.at, row.worker_id, row.action, row.subject, row.detail)
        if row.previous != previous or row.hash != expected:
            return row.id
        previous = row.hash
    return None


async def purge_audit(session: AsyncSession, before: datetime, at: datetime | None = None) -> int:
    """Removes the rows older than that, from the oldest on, in the caller's transaction, and notes
    in the trail that it did. Gives how many. AuditBroken if the chain is broken among them: they
    stay, so that a purge never hides the break.
    """
    first_kept = await session.scalar(select(func.min(Audit.id)).where(Audit.at >= before))
    old = select(Audit).order_by(Audit.id)
    if first_kept is not None:
        old = old.where(Audit.id < first_kept)
    rows = (await session.scalars(old)).all()
    if not rows:
        return 0
    if _first_broken(rows, await _anchor(session)) is not None:
        raise AuditBroken("the audit trail was changed; its old rows are kept")
    last = rows[-1]
    await session.merge(AuditAnchor(id=1, through_id=last.id, hash=last.hash))
    # Before the rows go, so that the new one follows the last of them also if none is left.
    await note_audit(session, None, "audit_purge", str(last.id), f"{len(rows)} rows", at)
    await session.execute(delete(Audit).where(Audit.id <= last.id))
    return len(rows)
