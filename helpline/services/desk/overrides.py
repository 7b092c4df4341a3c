"""A lead's override: the one way to read a chat before its visitor agrees.

For an immediate safeguarding risk only. The lead says which, and writes why; the visitor is told in
the same transaction, unless telling is unsafe, which has a written reason of its own. It opens the
summary and the earlier messages to that lead and to the chat's worker, for an hour at most
(docs/decisions/0025-a-leads-override.md).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import (
    AlreadyOpened,
    ConversationGone,
    NotTheirs,
    NotWithPeople,
    VisitorLeft,
)
from helpline.models import Conversation, Override, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.desk import override_rows, shapes
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, seal, unseal
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import Fence
from helpline.services.log.events import DESK, Events, conversation_topic

# The words that tell the visitor say "up to an hour": data/privacy/responses.yml.
OPEN_FOR = timedelta(hours=1)
# Somebody of the helpline answers, or is about to.
OWNERS = ("waiting", "worker")


class Reasons(msgspec.Struct, omit_defaults=True):
    """What is sealed: why, and why the visitor must not be told (None: they are)."""

    why: str
    unsafe: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a lead asks for. `client_id`: the page's own, once a lead and chat. `risk`: one of the
    kinds of danger."""

    client_id: str
    risk: str
    reasons: Reasons


class Overrides:
    """Opens a chat for a lead, and says of a chat that it was opened."""

    def __init__(
        self, database: Database, keys: KeyStore, conversations: Conversations, events: Events
    ) -> None:
        self._database = database
        self._keys = keys
        self._conversations = conversations
        self._events = events

    async def open(self, conversation_id: str, lead: Worker, asked: Asked) -> bool:
        """Opens it; gives whether the visitor is told. The same id again changes nothing.

        NotTheirs for who is no lead; ConversationGone, KeyGone, VisitorLeft, NotWithPeople where
        there is nothing to open; AlreadyOpened (with the name) where another override holds.
        """
        if lead.role != "lead":
            raise NotTheirs
        key = await self._keys.find(conversation_id)
        async with self._database.write() as session:
            # On PostgreSQL too, whoever comes second waits here and sees what the first has done.
            conversation = await session.get(Conversation, conversation_id, with_for_update=True)
            if conversation is None:
                raise ConversationGone
            known = await self._known(session, conversation_id, lead, asked)
            if known is not None:
                return known
            await self._check(session, conversation)
            override_id, told = uuid.uuid4().hex, asked.reasons.unsafe is None
            moment = now()
            where = place(conversation_id, override_id, "override")
            session.add(
                Override(
                    id=override_id,
                    conversation_id=conversation_id,
                    worker_id=lead.id,
                    client_id=asked.client_id,
                    risk=asked.risk,
                    words=seal(key, msgspec.json.encode(asked.reasons), where),
                    told=told,
                    created_at=moment,
                    until=moment + OPEN_FOR,
                )
            )
            await session.flush()
            if told:
                await self._tell(session, conversation, lead)
            detail = f"{asked.risk}, {'told' if told else 'not told'}"
            await note_audit(session, lead.id, "override", conversation_id, detail)
        self._events.news(conversation_topic(conversation_id), DESK)
        return told

    async def _known(
        self, session: AsyncSession, conversation_id: str, lead: Worker, asked: Asked
    ) -> bool | None:
        return await session.scalar(
            select(Override.told).where(
                Override.conversation_id == conversation_id,
                Override.worker_id == lead.id,
                Override.client_id == asked.client_id,
            )
        )

    async def _check(self, session: AsyncSession, conversation: Conversation) -> None:
        if conversation.left is not None:
            # Nothing can be told to them any more, and what was open when they left stays open.
            raise VisitorLeft
        if conversation.owner not in OWNERS:
            raise NotWithPeople
        present = await override_rows.open_now(session, conversation.id)
        if present is not None:
            raise AlreadyOpened(await _name_of(session, present.worker_id))

    async def _tell(self, session: AsyncSession, conversation: Conversation, lead: Worker) -> None:
        posted = await self._conversations.post(
            session,
            conversation,
            "utter_privacy_opened",
            author="service",
            kind="opened",
            variables={"name": lead.name},
            name=lead.name,
            fence=Fence(owner=conversation.owner),
        )
        if posted is None:
            # Opened and not told must not be: the transaction takes the override back as well.
            raise VisitorLeft

    async def shown(
        self, session: AsyncSession, override: Override | None, reader: Worker
    ) -> dict[str, Any] | None:
        """The override as whoever reads the chat sees it; the written reasons for leads only."""
        if override is None:
            return None
        shown: dict[str, Any] = {
            "by": await _name_of(session, override.worker_id),
            "at": shapes.iso(override.created_at),
            "until": shapes.iso(override.until),
            "open": override_rows.is_open(override),
            "risk": override.risk,
            "told": override.told,
        }
        if reader.role == "lead":
            where = place(override.conversation_id, override.id, "override")
            key = await self._keys.find(override.conversation_id)
            reasons = msgspec.json.decode(unseal(key, override.words, where), type=Reasons)
            shown["reason"] = reasons.why
            if reasons.unsafe is not None:
                shown["telling_is_unsafe"] = reasons.unsafe
        return shown


async def _name_of(session: AsyncSession, worker_id: int) -> str | None:
    return await session.scalar(select(Worker.name).where(Worker.id == worker_id))
