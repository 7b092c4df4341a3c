"""A person has looked at an alert."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from helpline.db import Database
from helpline.errors import KeyGone
from helpline.models import Alert, Conversation, Timer, now
from helpline.services.alert_kinds import DANGERS
from helpline.services.figures import Counted, note_figure, span_of
from helpline.services.key_store import KeyStore
from helpline.services.sealing import place, seal


async def review(
    database: Database,
    keys: KeyStore,
    alert_id: str,
    worker_id: int,
    action: str,
    note: str | None,
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
    if note:
        key = await keys.find_or_make(f"note:{alert_id}")
        sealed = seal(key, note.encode(), place(alert_id, "note"))
    async with database.write() as session:
        reviewed = await session.execute(
            update(Alert)
            .where(Alert.id == alert_id, Alert.status == "open")
            .values(
                status="reviewed",
                reviewed_by=worker_id,
                reviewed_at=now(),
                action=action,
                note=sealed,
                excerpt=None,
            )
            .returning(Alert.conversation_id, Alert.created_at)
        )
        row = reviewed.one_or_none()
        if row is None:
            return False
        conversation_id = row.conversation_id
        await note_figure(session, Counted.REVIEWED, span_of(now() - row.created_at))
        await session.execute(
            delete(Timer).where(Timer.kind == "safety", Timer.subject == alert_id)
        )
        if conversation_id is not None:
            others = await session.scalar(
                select(Alert.id).where(
                    Alert.conversation_id == conversation_id,
                    Alert.status == "open",
                    Alert.kind.in_(DANGERS),
                )
            )
            if others is None:
                await session.execute(
                    update(Conversation)
                    .where(Conversation.id == conversation_id)
                    .values(alerted=False)
                )
    # After the row: whoever looks meanwhile finds an excerpt that opens, or none.
    await keys.destroy(f"alert:{alert_id}")
    await database.truncate_log()
    return True
