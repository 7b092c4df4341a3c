"""The audit trail: each row carries the hash of the one before, so a changed or missing row
shows; and a seal under a key of the key store, so that nobody with the database alone can write
rows that fit. Rows go after their time from the oldest on; the hash of the last one that went is
the anchor from which the rest is still checked (docs/decisions/0047-an-audit-that-shows.md).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.errors import WaymarkError
from helpline.models import Audit, AuditAnchor, now

FIRST = "0" * 64
# One writer at a time also where the database allows many.
_LOCK = 7_316_021
_CHECKED_AT_ONCE = 2000


class AuditBroken(WaymarkError):
    """A row was changed or is missing."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """The key that seals rows, and the number of the first row that has to be sealed by it."""

    key: bytes
    since: int

    def seal(self, row_hash: str) -> str:
        return hmac.new(self.key, row_hash.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """Where the trail does not hold: the row's number (None: at the end), and why."""

    row: int | None
    why: str
    """`changed`, `missing`, `unsealed`, `cut_off` (at the end) or `purged` (at the front)."""


def chain_hash(
    previous: str, at: datetime, worker_id: int | None, action: str, subject: str, detail: str
) -> str:
    """SHA-256 over the row and the hash before it; fields are length-prefixed."""
    fields = (previous, at.isoformat(), str(worker_id), action, subject, detail)
    joined = "".join(f"{len(field)}:{field}" for field in fields)
    return hashlib.sha256(joined.encode()).hexdigest()


def sealing_of(session: AsyncSession) -> Sealing | None:
    """What rows are sealed with here (helpline/db.py); None in a process without the key store."""
    found = session.info.get("audit")
    return found if isinstance(found, Sealing) else None


async def anchor_hash(session: AsyncSession) -> str:
    """What the oldest row that is left must follow."""
    return await session.scalar(select(AuditAnchor.hash).where(AuditAnchor.id == 1)) or FIRST


async def note_audit(
    session: AsyncSession,
    worker_id: int | None,
    action: str,
    subject: str = "",
    detail: str = "",
    at: datetime | None = None,
) -> None:
    """Adds a row in the caller's transaction. `subject` is an id of ours, never words."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    previous = await session.scalar(
        select(Audit.hash).order_by(Audit.id.desc()).limit(1)
    ) or await anchor_hash(session)
    moment = at or now()
    row_hash = chain_hash(previous, moment, worker_id, action, subject, detail)
    sealing = sealing_of(session)
    session.add(
        Audit(
            at=moment,
            worker_id=worker_id,
            action=action,
            subject=subject,
            detail=detail,
            previous=previous,
            hash=row_hash,
            seal=sealing.seal(row_hash) if sealing else "",
        )
    )
    await session.flush()


class Chain:
    """Follows the rows from the first to the last; each must fit the one before."""

    def __init__(self, previous: str, sealing: Sealing | None) -> None:
        self.hash = previous
        self.last_id = 0
        self.purged_through: str | None = None
        self._sealing = sealing

    def take(self, rows: Iterable[Audit]) -> Break | None:
        """The first of these rows that does not fit; None if all do."""
        for row in rows:
            fits = chain_hash(
                row.previous, row.at, row.worker_id, row.action, row.subject, row.detail
            )
            if row.hash != fits:
                return Break(row.id, "changed")
            if row.previous != self.hash:
                return Break(row.id, "missing")
            if not self._is_sealed(row, fits):
                return Break(row.id, "unsealed")
            self.hash, self.last_id = row.hash, row.id
            if row.action == "audit_purge":
                self.purged_through = row.subject
        return None

    def _is_sealed(self, row: Audit, row_hash: str) -> bool:
        """By this helpline; rows from before there were seals need none."""
        if self._sealing is None or row.id < self._sealing.since:
            return True
        return hmac.compare_digest(row.seal.encode(), self._sealing.seal(row_hash).encode())


async def first_break(session: AsyncSession) -> tuple[Break | None, Chain]:
    """Follows the whole chain, some rows at a time; where it first breaks, and how far it came."""
    chain = Chain(await anchor_hash(session), sealing_of(session))
    last = 0
    while True:
        rows = (
            await session.scalars(
                select(Audit).where(Audit.id > last).order_by(Audit.id).limit(_CHECKED_AT_ONCE)
            )
        ).all()
        if not rows:
            break
        if found := chain.take(rows):
            return found, chain
        last = rows[-1].id
        for row in rows:
            session.expunge(row)
    return None, chain


async def purge_break(session: AsyncSession, chain: Chain) -> Break | None:
    """Whether rows went from the front without the purge that says so. `chain`: the whole one."""
    anchor = await session.get(AuditAnchor, 1)
    through_id = anchor.through_id if anchor else 0
    if chain.purged_through == (str(through_id) if anchor else None):
        return None
    return Break(through_id, "purged")


async def first_broken(session: AsyncSession) -> int | None:
    """Id of the first row that does not fit its predecessor; None if the chain is whole."""
    found, chain = await first_break(session)
    found = found or await purge_break(session, chain)
    return None if found is None else found.row


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
    chain = Chain(await anchor_hash(session), sealing_of(session))
    if chain.take(rows) is not None:
        raise AuditBroken("the audit trail was changed; its old rows are kept")
    last = rows[-1]
    await session.merge(AuditAnchor(id=1, through_id=last.id, hash=last.hash))
    # Before the rows go, so that the new one follows the last of them also if none is left; and
    # with the anchor there: the triggers let nothing go that it has not passed.
    await note_audit(session, None, "audit_purge", str(last.id), f"{len(rows)} rows", at)
    await session.execute(delete(Audit).where(Audit.id <= last.id))
    return len(rows)
