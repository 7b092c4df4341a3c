"""A lead's override of the order: put first, let wait a little, or back to the rule.

Written with a reason, which is sealed, and audited. An open danger stays before all of it.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import AlertOpen, ConversationGone, NotTheirs, NotWaiting, VisitorLeft
from helpline.models import Conversation, QueueMove, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, seal, unseal
from helpline.services.log.events import DESK, QUEUE, Events, conversation_topic

MOVES = ("first", "later", "rule")


@dataclass(frozen=True, slots=True)
class Move:
    """What a lead asks for. `client_id`: the page's own. `to`: one of MOVES."""

    client_id: str
    to: str
    reason: str


class QueueMoves:
    """Moves somebody who waits, and says who did."""

    def __init__(self, database: Database, keys: KeyStore, events: Events) -> None:
        self._database = database
        self._keys = keys
        self._events = events

    async def move(self, conversation_id: str, lead: Worker, move: Move) -> None:
        """Moves it; the same id again changes nothing. NotTheirs for who is no lead;
        ConversationGone, KeyGone, VisitorLeft, NotWaiting where nobody waits; AlertOpen where
        somebody in danger would be let wait."""
        if lead.role != "lead":
            raise NotTheirs
        key = await self._keys.find(conversation_id)
        async with self._database.write() as session:
            conversation = await session.get(Conversation, conversation_id, with_for_update=True)
            if conversation is None:
                raise ConversationGone
            if await self._known(session, conversation_id, lead, move):
                return
            if conversation.left is not None:
                raise VisitorLeft
            if conversation.owner != "waiting":
                raise NotWaiting
            if move.to == "later" and conversation.alerted:
                raise AlertOpen
            move_id = uuid.uuid4().hex
            where = place(conversation_id, move_id, "move")
            session.add(
                QueueMove(
                    id=move_id,
                    conversation_id=conversation_id,
                    worker_id=lead.id,
                    client_id=move.client_id,
                    move=move.to,
                    reason=seal(key, move.reason.encode(), where),
                    created_at=now(),
                )
            )
            conversation.moved = None if move.to == "rule" else move.to
            await note_audit(session, lead.id, "queue_move", conversation_id, move.to)
        self._events.news(conversation_topic(conversation_id), DESK, QUEUE)

    async def _known(
        self, session: AsyncSession, conversation_id: str, lead: Worker, move: Move
    ) -> bool:
        known = await session.scalar(
            select(QueueMove.id).where(
                QueueMove.conversation_id == conversation_id,
                QueueMove.worker_id == lead.id,
                QueueMove.client_id == move.client_id,
            )
        )
        return known is not None

    async def shown(
        self, session: AsyncSession, conversation: Conversation, reader: Worker
    ) -> dict[str, Any] | None:
        """Who moved this chat, as a worker sees it; the written reason for leads only. None if
        it stands where the rule puts it."""
        if conversation.moved is None:
            return None
        found = await session.execute(
            select(QueueMove, Worker.name)
            .outerjoin(Worker, Worker.id == QueueMove.worker_id)
            .where(QueueMove.conversation_id == conversation.id)
            .order_by(QueueMove.created_at.desc(), QueueMove.id)
            .limit(1)
        )
        row = found.one_or_none()
        if row is None:
            return None
        move, name = row
        shown: dict[str, Any] = {"to": move.move, "by": name}
        if reader.role == "lead":
            key = await self._keys.find(conversation.id)
            where = place(conversation.id, move.id, "move")
            shown["reason"] = unseal(key, move.reason, where).decode()
        return shown
