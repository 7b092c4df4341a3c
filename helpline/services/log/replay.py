"""Replaying the erasure ledger: whatever a restored file has brought back goes again.

Before the service listens, each key, conversation, alert, case and escrowed key that the ledger
knows as destroyed is destroyed once more. It does not matter which files came back, or how.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select, update

from helpline.db import Database
from helpline.models import Alert, Case, Conversation
from helpline.services.cases.seals import key_name
from helpline.services.keys.escrow import Escrow
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.ledger import Ledger
from helpline.services.leaving.erasing import Erasing


@dataclass(frozen=True, slots=True)
class Replayed:
    """What had come back and is gone again."""

    conversations: int = 0
    alerts: int = 0
    cases: int = 0
    keys: int = 0


class Replay:
    """Compares every store with the ledger."""

    def __init__(
        self, database: Database, keys: KeyStore, escrow: Escrow, ledger: Ledger, erasing: Erasing
    ) -> None:
        self._database = database
        self._keys = keys
        self._escrow = escrow
        self._ledger = ledger
        self._erasing = erasing

    async def run(self) -> Replayed:
        """Erases again what was erased. May be broken off and run anew."""
        async with self._database.read() as session:
            conversations = set((await session.scalars(select(Conversation.id))).all())
            alerts = set((await session.scalars(select(Alert.id))).all())
            cases = set((await session.scalars(select(Case.id))).all())
        keys = await self._keys.names() | await self._escrow.names()
        rows = {f"{kind}:{alert_id}" for alert_id in alerts for kind in ("alert", "note")}
        rows |= {key_name(case_id) for case_id in cases}
        erased = await self._ledger.erased(conversations | keys | rows)
        back = (conversations | keys) & erased.keys()
        # An alert whose note is in the ledger had reached the end of its time.
        over = [one for one in alerts if f"note:{one}" in erased]
        if over:
            await self._erasing.purge(over)
        for alert_id in alerts - set(over):
            day = erased.get(f"alert:{alert_id}")
            if day is not None:
                await self._reviewed_again(alert_id, datetime.combine(day, time()))
        closed = [one for one in cases if key_name(one) in erased]
        if closed:
            await self._erasing.purge_cases(closed)
        for name in sorted(back):
            if ":" in name:
                await self._keys.destroy(name)
            else:
                # Also where only the key came back: the engine's file may have come with it.
                await self._erasing.erase(name, tell_engine=True)
        return Replayed(len(back & conversations), len(over), len(closed), len(back & keys))

    async def _reviewed_again(self, alert_id: str, at: datetime) -> None:
        """A worker had reviewed it since the backup; who, and what they did, went with the
        backup."""
        async with self._database.write() as session:
            await session.execute(
                update(Alert)
                .where(Alert.id == alert_id, Alert.status == "open")
                .values(status="reviewed", reviewed_at=at)
            )
            await session.execute(
                update(Alert)
                .where(Alert.id == alert_id, Alert.excerpt.is_not(None))
                .values(excerpt=None)
            )
        await self._database.truncate_log()
