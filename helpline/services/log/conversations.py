"""Opening a conversation, going on with it, changing its settings."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import ConversationGone
from helpline.models import Conversation, now
from helpline.services.content import Content
from helpline.services.figures.days import Counted, note_figure
from helpline.services.keys.key_store import KeyStore
from helpline.services.log.entry_log import Body, EntryLog, Fence


def hash_token(token: str) -> bytes:
    """Tokens are 32 random bytes, so a plain SHA-256 is enough: there is nothing to guess."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation and the token that is given once."""

    conversation: Conversation
    token: str | None


async def access(session: AsyncSession, conversation_id: str) -> Conversation:
    """The conversation's row; ConversationGone if it was erased."""
    found = await session.get(Conversation, conversation_id)
    if found is None:
        raise ConversationGone
    return found


class Conversations:
    """Makes conversations and finds them by token."""

    def __init__(
        self, database: Database, keys: KeyStore, log: EntryLog, content: Content, keep_hours: float
    ) -> None:
        self._database = database
        self._keys = keys
        self._log = log
        self._content = content
        self._keep = timedelta(hours=keep_hours)

    async def open(self, audience: str, language: str, nation: str | None) -> Opened:
        """A new conversation with the welcome in its log. The key is kept before the row is."""
        token = secrets.token_urlsafe(32)
        conversation_id = uuid.uuid4().hex
        await self._keys.make(conversation_id)
        conversation = Conversation(
            id=conversation_id,
            token_hash=hash_token(token),
            audience=audience,
            language=language,
            nation=nation,
            style="standard",
            erase_at=now() + self._keep,
            reasons=[],
        )
        async with self._database.write() as session:
            session.add(conversation)
            await session.flush()
            await self.post(session, conversation, "utter_arrival_welcome")
            await note_figure(session, Counted.OPENED, audience)
            await session.refresh(conversation)
        return Opened(conversation, token)

    async def post(
        self,
        session: AsyncSession,
        conversation: Conversation,
        response: str,
        *,
        author: str = "assistant",
        kind: str | None = None,
        variables: dict[str, str] | None = None,
        fence: Fence | None = None,
        name: str | None = None,
    ) -> int | None:
        """Writes a response's bubbles to the log; gives the last seq, None where the fence does
        not hold.
        """
        bodies = self._content.bodies(response, conversation, variables)
        for body in bodies:
            body.name = name
        return await self._log.append(
            session,
            conversation.id,
            author,
            *bodies,
            kind=kind,
            fence=fence or Fence(),
            touches=False,
        )

    async def announce(
        self,
        session: AsyncSession,
        conversation: Conversation,
        response: str,
        variables: dict[str, str] | None = None,
    ) -> None:
        """A word of the service itself, whoever has the chat."""
        await self.post(session, conversation, response, author="service", variables=variables)

    async def post_card(
        self, session: AsyncSession, conversation: Conversation, card: dict[str, str]
    ) -> int | None:
        """Writes a safety card of the service's own to the log."""
        return await self._log.append(
            session,
            conversation.id,
            "service",
            Body(card=self._content.card(card)),
            kind="safety",
            fence=Fence(),
            touches=False,
        )

    async def resume(self, token: str) -> Conversation:
        """The conversation of a token; ConversationGone for a wrong or ended one alike."""
        async with self._database.read() as session:
            found = await session.scalar(
                select(Conversation).where(
                    Conversation.token_hash == hash_token(token), Conversation.left.is_(None)
                )
            )
        if found is None:
            raise ConversationGone
        return found

    async def change_settings(self, conversation_id: str, **values: str) -> None:
        """Audience, language, nation or style from now on."""
        async with self._database.write() as session:
            await session.execute(
                update(Conversation).where(Conversation.id == conversation_id).values(**values)
            )
