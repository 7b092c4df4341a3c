"""The end of the audit trail, remembered in another database than the trail: rows that are cut off
at the end are missed. Kept each second (services/timers.py), and only if what is new follows on
what was kept: a break is never blessed.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

import structlog
from sqlalchemy import func, select

from helpline.db import Database
from helpline.errors import WaymarkError
from helpline.models import Audit, AuditAnchor, AuditHead, now
from helpline.services.audit.chain import (
    Break,
    Chain,
    Sealing,
    anchor_hash,
    first_break,
    note_audit,
    purge_break,
)

log = structlog.get_logger(__name__)

_HEAD = "waymark-audit-1"


class WrongHead(WaymarkError):
    """That line is no head of an audit trail."""


class AuditHeads:
    """Keeps and checks the head. `key`: 32 bytes of the key store, which also seal the rows."""

    def __init__(self, database: Database, key_database: Database, key: bytes) -> None:
        self._database = database
        self._key_database = key_database
        self._key = key
        self._said_broken = False

    async def open(self) -> None:
        """From now on rows are sealed. A key store that knows no head begins with the next row; if
        there are sealed rows already, it is a new one in an old one's place, and the trail says so.
        """
        head = await self._kept()
        if head is None:
            async with self._database.read() as session:
                last = await session.scalar(select(func.max(Audit.id))) or 0
                sealed = await session.scalar(
                    select(func.count()).select_from(Audit).where(Audit.seal != "")
                )
            self._database.audit = Sealing(self._key, last + 1)
            await self._put(last, await self._hash_at(last), last + 1)
            if sealed:
                async with self._database.write() as session:
                    await note_audit(session, None, "audit_new_key", detail=f"after row {last}")
        else:
            self._database.audit = Sealing(self._key, head.sealed_from)

    async def keep(self) -> None:
        """Remembers the newest row, if all that is new follows on what was remembered."""
        head = await self._kept()
        if head is None:
            return
        async with self._database.read() as session:
            newest = await session.scalar(select(func.max(Audit.id))) or 0
            if newest == head.through_id:
                return
            anchor = await session.get(AuditAnchor, 1)
            # Where a purge has passed what was remembered, what is left follows on the anchor.
            since, follows = head.through_id, head.hash
            if anchor is not None and anchor.through_id > since:
                since, follows = anchor.through_id, anchor.hash
            rows = (
                await session.scalars(
                    select(Audit).where(Audit.id > since).order_by(Audit.id).limit(5000)
                )
            ).all()
        chain = Chain(follows, Sealing(self._key, head.sealed_from))
        if not self._is_ours(head) or not rows or chain.take(rows) is not None:
            if not self._said_broken:
                log.error("audit.broken")
            self._said_broken = True
            return
        await self._put(chain.last_id, chain.hash, head.sealed_from)

    async def accept(self) -> None:
        """The trail is another one now, and somebody at the machine did that: a restore."""
        head = await self._kept()
        async with self._database.read() as session:
            last = await session.scalar(select(func.max(Audit.id))) or 0
        since = head.sealed_from if head is not None else last + 1
        await self._put(last, await self._hash_at(last), since)

    async def verify(self, line: str | None = None) -> Break | None:
        """Where the trail breaks, if it does: row by row, and at its end. `line`: a head that was
        kept elsewhere (`audit head`); WrongHead."""
        heads = [] if line is None else [read_head(line)]
        head = await self._kept()
        async with self._database.read() as session:
            found, chain = await first_break(session)
            if found is not None:
                return found
            anchor = await session.get(AuditAnchor, 1)
            purged = anchor.through_id if anchor else 0
            if head is None or not self._is_ours(head):
                return Break(None, "head")
            for through_id, row_hash in [(head.through_id, head.hash), *heads]:
                if through_id <= purged and through_id != 0:
                    # Its time was over; what follows was checked from the anchor on.
                    continue
                here = await session.get(Audit, through_id)
                if through_id and (here is None or here.hash != row_hash):
                    why = "cut_off" if chain.last_id < through_id else "changed"
                    return Break(None if why == "cut_off" else through_id, why)
            return await purge_break(session, chain)

    async def head(self) -> str:
        """The newest row in one line, to be kept elsewhere: on paper, or with the charity's
        trustees."""
        async with self._database.read() as session:
            row = await session.scalar(select(Audit).order_by(Audit.id.desc()).limit(1))
            if row is None:
                raise WrongHead("There is no row in the audit trail yet.")
            return f"{_HEAD} {row.id} {row.at:%Y-%m-%dT%H:%M:%S} {row.hash}"

    async def _kept(self) -> AuditHead | None:
        async with self._key_database.read() as session:
            return await session.get(AuditHead, 1)

    async def _hash_at(self, row_id: int) -> str:
        async with self._database.read() as session:
            found = await session.scalar(select(Audit.hash).where(Audit.id == row_id))
            return found or await anchor_hash(session)

    async def _put(
        self, through_id: int, row_hash: str, sealed_from: int, at: datetime | None = None
    ) -> None:
        async with self._key_database.write() as session:
            await session.merge(
                AuditHead(
                    id=1,
                    through_id=through_id,
                    hash=row_hash,
                    sealed_from=sealed_from,
                    at=at or now(),
                    seal=self._seal(through_id, row_hash, sealed_from),
                )
            )

    def _seal(self, through_id: int, row_hash: str, sealed_from: int) -> str:
        told = f"{through_id} {row_hash} {sealed_from}".encode()
        return hmac.new(self._key, told, hashlib.sha256).hexdigest()

    def _is_ours(self, head: AuditHead) -> bool:
        right = self._seal(head.through_id, head.hash, head.sealed_from)
        return hmac.compare_digest(head.seal.encode(), right.encode())


def read_head(line: str) -> tuple[int, str]:
    """Number and hash of the row in a line of `audit head`; WrongHead."""
    parts = line.split()
    if len(parts) != 4 or parts[0] != _HEAD or not parts[1].isdecimal() or len(parts[3]) != 64:
        raise WrongHead("A head looks like: waymark-audit-1 NUMBER TIME HASH")
    return int(parts[1]), parts[3]
