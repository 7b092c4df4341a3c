"""A person has looked at an alert."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select, update

from helpline.db import Database
from helpline.errors import CapacityNotSaid, KeyGone
from helpline.models import Alert, Conversation, Timer, now
from helpline.services.alerts.kinds import DANGERS
from helpline.services.figures.days import Counted, note_figure, span_of
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, seal
from helpline.services.turns.urgency import UrgencyRules


@dataclass(frozen=True, slots=True)
class Review:
    """What a person did about an alert: one of the desk's actions, a note if one is needed, and
    of a child under 16 whether they understand what sharing means."""

    worker_id: int
    action: str
    note: str | None = None
    capacity: str | None = None


async def review(
    database: Database, keys: KeyStore, urgency: UrgencyRules, alert_id: str, looked: Review
) -> bool:
    """A person has looked. The excerpt is erased, with its key; what was done stays, the note
    under a key of its own. False: somebody else was first. KeyGone: there is no such alert.
    CapacityNotSaid: a child is in danger, and nothing is said of their capacity.
    """
    async with database.read() as session:
        alert = await session.get(Alert, alert_id)
    if alert is None:
        raise KeyGone(f"alert:{alert_id}")
    if alert.status != "open":
        return False
    asked = alert.kind == "child_in_danger" and looked.action != "false_alarm"
    if asked and not (looked.capacity or "").strip():
        raise CapacityNotSaid
    sealed: dict[str, bytes] = {}
    for name, words in (("note", looked.note), ("capacity", looked.capacity)):
        if words:
            key = await keys.find_or_make(f"note:{alert_id}")
            sealed[name] = seal(key, words.encode(), place(alert_id, name))
    async with database.write() as session:
        reviewed = await session.execute(
            update(Alert)
            .where(Alert.id == alert_id, Alert.status == "open")
            .values(
                status="reviewed",
                reviewed_by=looked.worker_id,
                reviewed_at=now(),
                action=looked.action,
                note=sealed.get("note"),
                capacity=sealed.get("capacity"),
                excerpt=None,
            )
            .returning(Alert.conversation_id, Alert.kind, Alert.created_at)
        )
        row = reviewed.one_or_none()
        if row is None:
            return False
        await note_figure(session, Counted.REVIEWED, span_of(now() - row.created_at))
        await session.execute(
            delete(Timer).where(Timer.kind.in_(("safety", "overdue")), Timer.subject == alert_id)
        )
        conversation = await session.scalar(
            select(Conversation).where(Conversation.id == row.conversation_id).with_for_update()
        )
        if conversation is not None:
            others = await session.scalar(
                select(Alert.id).where(
                    Alert.conversation_id == conversation.id,
                    Alert.status == "open",
                    Alert.kind.in_(DANGERS),
                )
            )
            if others is None:
                conversation.alerted = False
            if looked.action == "false_alarm":
                urgency.drop(conversation, row.kind)
            else:
                urgency.note(conversation, [])
    # After the row: whoever looks meanwhile finds an excerpt that opens, or none.
    await keys.destroy(f"alert:{alert_id}")
    await database.truncate_log()
    return True
