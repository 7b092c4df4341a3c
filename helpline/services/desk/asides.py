"""What the helpline's people write beside a chat: notes for whoever has it, and whispers between
its worker and the leads. Never a line of the log: no visitor's read can reach it.

Sealed under a key of the chat's own for asides, so that the engine's and the log's key open nothing
of it. It goes when the chat does.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import ConversationGone, NotTheirs, NotWithPeople
from helpline.models import Aside, Conversation, Worker
from helpline.services.audit.chain import note_audit
from helpline.services.desk import shapes
from helpline.services.keys.key_store import KeyStore, aside_key
from helpline.services.keys.sealing import place, seal, unseal
from helpline.services.log.events import DESK, Events, conversation_topic

NOTE, WHISPER = "note", "whisper"
_MOST = 200


class Asides:
    """Writes and reads them. Who may is decided in the transaction that writes."""

    def __init__(self, database: Database, keys: KeyStore, events: Events) -> None:
        self._database = database
        self._keys = keys
        self._events = events

    async def note(self, conversation_id: str, worker: Worker, client_id: str, text: str) -> None:
        """A note on their own chat, also after the visitor has left. NotTheirs, ConversationGone;
        the same id again has no second effect."""
        key = await self._keys.find_or_make(aside_key(conversation_id))
        async with self._database.write() as session:
            conversation = await _chat(session, conversation_id)
            if conversation.worker_id != worker.id:
                raise NotTheirs
            if await self.add(session, key, conversation, worker, client_id, NOTE, text, None):
                await note_audit(session, worker.id, "note", conversation_id)
        self._events.news(conversation_topic(conversation_id))

    async def whisper(
        self, conversation_id: str, worker: Worker, client_id: str, text: str
    ) -> None:
        """From a lead to the worker who has this chat, or from that worker to the leads.
        NotWithPeople where no worker has it; NotTheirs, ConversationGone."""
        key = await self._keys.find_or_make(aside_key(conversation_id))
        async with self._database.write() as session:
            conversation = await _chat(session, conversation_id)
            mine = conversation.worker_id == worker.id
            if not mine and worker.role != "lead":
                raise NotTheirs
            if conversation.worker_id is None:
                raise NotWithPeople
            to = None if mine else conversation.worker_id
            if await self.add(session, key, conversation, worker, client_id, WHISPER, text, to):
                await note_audit(session, worker.id, "whisper", conversation_id)
        self._events.news(conversation_topic(conversation_id), DESK)

    async def add(
        self,
        session: AsyncSession,
        key: bytes,
        conversation: Conversation,
        worker: Worker,
        client_id: str,
        kind: str,
        text: str,
        to_worker: int | None,
    ) -> bool:
        """In the caller's transaction, which has checked who may. False: it was there already."""
        known = await session.scalar(
            select(Aside.id).where(
                Aside.conversation_id == conversation.id,
                Aside.worker_id == worker.id,
                Aside.client_id == client_id,
            )
        )
        if known is not None:
            return False
        aside_id = uuid.uuid4().hex
        session.add(
            Aside(
                id=aside_id,
                conversation_id=conversation.id,
                kind=kind,
                worker_id=worker.id,
                to_worker=to_worker,
                client_id=client_id,
                body=seal(key, text.encode("utf-8", "replace"), _place(conversation.id, aside_id)),
            )
        )
        await session.execute(
            update(Conversation)
            .where(Conversation.id == conversation.id)
            .values(asides=Conversation.asides + 1)
            .execution_options(synchronize_session=False)
        )
        return True

    async def shown(
        self, session: AsyncSession, conversation: Conversation, reader: Worker
    ) -> list[dict[str, Any]]:
        """What this reader may see beside the chat, in order. They may see the chat: the caller has
        checked that. A whisper is for leads, and for the worker to or by whom it was written."""
        statement = (
            select(Aside, Worker.name)
            .outerjoin(Worker, Worker.id == Aside.worker_id)
            .where(Aside.conversation_id == conversation.id)
            .order_by(Aside.created_at, Aside.id)
            .limit(_MOST)
        )
        if reader.role != "lead":
            own = or_(Aside.worker_id == reader.id, Aside.to_worker == reader.id)
            statement = statement.where(or_(Aside.kind == NOTE, own))
        rows = (await session.execute(statement)).all()
        if not rows:
            return []
        key = await self._keys.find(aside_key(conversation.id))
        return [
            {
                "id": aside.id,
                "kind": aside.kind,
                "at": shapes.iso(aside.created_at),
                "by": name,
                "mine": aside.worker_id == reader.id,
                "text": unseal(key, aside.body, _place(conversation.id, aside.id)).decode(),
            }
            for aside, name in rows
        ]


def _place(conversation_id: str, aside_id: str) -> bytes:
    return place(conversation_id, aside_id, "aside")


async def _chat(session: AsyncSession, conversation_id: str) -> Conversation:
    conversation = await session.get(Conversation, conversation_id)
    if conversation is None:
        raise ConversationGone
    return conversation
