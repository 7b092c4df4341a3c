"""A worker needs a few minutes. The visitor is told so and keeps the chat; it is bounded: once,
until the worker has written again, and after it the ordinary time to answer runs.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import case, update

from helpline.db import Database
from helpline.errors import AlreadyPaused
from helpline.models import Conversation, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.desk.worker_chats import WorkerChats
from helpline.services.log.conversations import Conversations, access
from helpline.services.log.entry_log import Fence
from helpline.services.log.events import DESK, Events, conversation_topic

AT_MOST = timedelta(minutes=5)


class Pauses:
    """Begins a pause. It ends when the worker writes, or by itself."""

    def __init__(
        self,
        database: Database,
        conversations: Conversations,
        worker_chats: WorkerChats,
        events: Events,
    ) -> None:
        self._database = database
        self._conversations = conversations
        self._chats = worker_chats
        self._events = events

    async def begin(self, conversation_id: str, worker: Worker) -> None:
        """Tells the visitor, in the transaction that begins it. AlreadyPaused, NotTheirs,
        VisitorLeft or ConversationGone. The visitor is never asked to wait longer by it than the
        time to answer anyway allows, counted from now."""
        moment = now()
        async with self._database.write() as session:
            begun = await session.scalar(
                update(Conversation)
                .where(
                    Conversation.id == conversation_id,
                    Conversation.owner == "worker",
                    Conversation.worker_id == worker.id,
                    Conversation.left.is_(None),
                    Conversation.paused_until.is_(None),
                )
                .values(
                    paused_until=moment + AT_MOST,
                    unanswered_since=case(
                        (Conversation.unanswered_since.is_not(None), moment),
                        else_=Conversation.unanswered_since,
                    ),
                )
                .returning(Conversation.id)
                .execution_options(synchronize_session=False)
            )
            if begun is None:
                found = await access(session, conversation_id)
                if found.worker_id == worker.id and found.left is None and found.paused_until:
                    raise AlreadyPaused
                await self._chats.refuse(session, conversation_id, worker)
            conversation = await access(session, conversation_id)
            await self._conversations.post(
                session,
                conversation,
                "utter_handoff_pause",
                author="service",
                kind="paused",
                variables={"name": worker.name, "minutes": str(int(AT_MOST.total_seconds() // 60))},
                fence=Fence(owner="worker", worker_id=worker.id),
            )
            await note_audit(session, worker.id, "pause", conversation_id)
        self._events.news(conversation_topic(conversation_id), DESK)
