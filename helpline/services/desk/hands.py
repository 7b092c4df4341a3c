"""A worker asks the leads for help with a chat, silently: the visitor sees nothing of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import NotTheirs
from helpline.models import Conversation, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.desk import shapes
from helpline.services.log.conversations import access
from helpline.services.log.events import DESK, Events, conversation_topic


class Hands:
    """Raises and lowers a hand. Nothing is written that a visitor's page could ask for."""

    def __init__(self, database: Database, events: Events) -> None:
        self._database = database
        self._events = events

    async def set(self, conversation_id: str, worker: Worker, up: bool) -> None:
        """Up: by the worker who has the chat, also after the visitor has left. Down: by them, or by
        a lead who has seen it. NotTheirs or ConversationGone. The same again changes nothing."""
        async with self._database.write() as session:
            conversation = await access(session, conversation_id)
            mine = conversation.worker_id == worker.id and conversation.outcome is None
            if not mine and (up or worker.role != "lead"):
                raise NotTheirs
            if (conversation.hand_up_at is not None) == up:
                return
            await session.execute(
                update(Conversation)
                .where(Conversation.id == conversation_id)
                .values(hand_up_at=now() if up else None)
                .execution_options(synchronize_session=False)
            )
            done = "hand_up" if up else "hand_down"
            await note_audit(session, worker.id, done, conversation_id)
        self._events.news(conversation_topic(conversation_id), DESK)

    async def raised(self, session: AsyncSession, reader: Worker) -> list[dict[str, Any]]:
        """For leads: the chats whose worker wants help, the longest wait first. Nobody else sees
        that a colleague asked."""
        if reader.role != "lead":
            return []
        rows = await session.execute(
            select(Conversation.id, Conversation.hand_up_at, Worker.name)
            .join(Worker, Worker.id == Conversation.worker_id)
            .where(Conversation.hand_up_at.is_not(None), Conversation.outcome.is_(None))
            .order_by(Conversation.hand_up_at)
        )
        return [
            {"conversation": one, "at": shapes.iso(at), "by": name}
            for one, at, name in rows.all()
            if at is not None
        ]
