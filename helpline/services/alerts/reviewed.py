"""Alerts that a person has reviewed, for leads: what became of each, with the notes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from helpline.db import Database
from helpline.errors import KeyGone
from helpline.models import Alert, Worker
from helpline.services.alerts.escalation import Escalation
from helpline.services.audit.chain import note_audit
from helpline.services.desk.shapes import iso
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, unseal

_MOST = 200


class ReviewedAlerts:
    """Reads them. That a lead read the notes is audited."""

    def __init__(self, database: Database, keys: KeyStore, escalation: Escalation) -> None:
        self._database = database
        self._keys = keys
        self._escalation = escalation

    async def listed(self, lead: Worker) -> list[dict[str, Any]]:
        """The newest first: kind, what was done, its life, note and note on capacity."""
        async with self._database.write() as session:
            await note_audit(session, lead.id, "alerts_read")
            rows = await session.scalars(
                select(Alert)
                .where(Alert.status == "reviewed")
                .order_by(Alert.reviewed_at.desc())
                .limit(_MOST)
            )
            alerts = rows.all()
            lives = await self._escalation.lives(session, alerts)
        return [
            {
                "id": one.id,
                "kind": one.kind,
                "at": iso(one.created_at),
                "action": one.action,
                "life": lives[one.id],
                "note": await self._opened(one.id, one.note, "note"),
                "capacity": await self._opened(one.id, one.capacity, "capacity"),
            }
            for one in alerts
        ]

    async def _opened(self, alert_id: str, sealed: bytes | None, name: str) -> str | None:
        if sealed is None:
            return None
        try:
            key = await self._keys.find(f"note:{alert_id}")
        except KeyGone:
            return None
        return unseal(key, sealed, place(alert_id, name)).decode("utf-8", "replace")
