"""Erasing: the key first, then the rows, then the log in which deleted rows would linger."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, or_, select, update

from helpline.db import Database
from helpline.models import Alert, Brief, Conversation, Entry, Timer, now
from helpline.services.assistant import Assistant
from helpline.services.events import DESK, QUEUE, Events, conversation_topic
from helpline.services.key_store import KeyStore

KEEP_REVIEWED = timedelta(days=90)


class Erasing:
    """Forgets conversations, here and in the engine."""

    def __init__(
        self, database: Database, keys: KeyStore, assistant: Assistant, events: Events
    ) -> None:
        self._database = database
        self._keys = keys
        self._assistant = assistant
        self._events = events

    async def erase(self, conversation_id: str) -> None:
        """Nothing of the conversation can be read after this returns. The engine is told through a
        timer that is kept until it has obeyed. Alerts stay, under their own keys, no longer joined
        to it.
        """
        await self._keys.destroy(conversation_id)
        engine_name = self._assistant.engine_name(conversation_id)
        async with self._database.write() as session:
            await session.execute(
                update(Alert)
                .where(Alert.conversation_id == conversation_id)
                .values(conversation_id=None)
            )
            for table in (Entry, Brief):
                await session.execute(delete(table).where(table.conversation_id == conversation_id))
            gone = await session.scalar(
                delete(Conversation)
                .where(Conversation.id == conversation_id)
                .returning(Conversation.id)
            )
            known = await session.scalar(
                select(Timer.id).where(Timer.kind == "forget", Timer.subject == engine_name)
            )
            if gone is not None and known is None:
                session.add(Timer(kind="forget", subject=engine_name, due_at=now()))
        await self._database.truncate_log()
        self._events.news(conversation_topic(conversation_id), DESK, QUEUE)

    async def erase_due(self) -> int:
        """Erases what has reached its time; gives how many conversations."""
        await self._purge_reviewed()
        async with self._database.read() as session:
            due = (
                await session.scalars(
                    select(Conversation.id).where(Conversation.erase_at <= now()).limit(100)
                )
            ).all()
        for conversation_id in due:
            await self.erase(conversation_id)
        return len(due)

    async def _purge_reviewed(self) -> None:
        """Reviewed alerts go after 90 days, with the keys of their notes."""
        long_ago = now() - KEEP_REVIEWED
        async with self._database.read() as session:
            rows = await session.scalars(
                select(Alert.id)
                .where(
                    or_(
                        Alert.reviewed_at < long_ago,
                        (Alert.status == "counted") & (Alert.created_at < long_ago),
                    )
                )
                .limit(100)
            )
            old = rows.all()
        if not old:
            return
        await self._keys.destroy(*(f"alert:{alert_id}" for alert_id in old))
        async with self._database.write() as session:
            await session.execute(delete(Alert).where(Alert.id.in_(old)))
        await self._database.truncate_log()
