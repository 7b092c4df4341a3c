"""A person has looked at an alert."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select, update

from helpline.db import Database
from helpline.errors import KeyGone
from helpline.models import Alert, Conversation, Timer, now
from helpline.services.alert_kinds import DANGERS
from helpline.services.figures import Counted, note_figure, span_of
from helpline.services.key_store import KeyStore
from helpline.services.sealing import place, seal
from helpline.services.urgency import UrgencyRules


@dataclass(frozen=True, slots=True)
class Review:
    """What a person did about an alert: one of the desk's actions, and a note if one is needed."""

    worker_id: int
    action: str
    note: str | None = None


async def review(
    database: Database, keys: KeyStore, urgency: UrgencyRules, alert_id: str, looked: Review
) -> bool:
    """A person has looked. The excerpt is erased, with its key; what was done stays, the note
    under a key of its own. False: somebody else was first. KeyGone: there is no such alert.
    """
    async with database.read() as session:
        status = await session.scalar(select(Alert.status).where(Alert.id == alert_id))
    if status is None:
        raise KeyGone(f"alert:{alert_id}")
    if status != "open":
        return False
    sealed = None
    if looked.note:
        key = await keys.find_or_make(f"note:{alert_id}")
        sealed = seal(key, looked.note.encode(), place(alert_id, "note"))
    async with database.write() as session:
        reviewed = await session.execute(
            update(Alert)
            .where(Alert.id == alert_id, Alert.status == "open")
            .values(
                status="reviewed",
                reviewed_by=looked.worker_id,
                reviewed_at=now(),
                action=looked.action,
                note=sealed,
                excerpt=None,
            )
            .returning(Alert.conversation_id, Alert.kind, Alert.created_at)
        )
        row = reviewed.one_or_none()
        if row is None:
            return False
        await note_figure(session, Counted.REVIEWED, span_of(now() - row.created_at))
        await session.execute(
            delete(Timer).where(Timer.kind == "safety", Timer.subject == alert_id)
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
