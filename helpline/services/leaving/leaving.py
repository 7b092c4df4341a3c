"""Leaving, as the design's exit table says, and coming back with return words."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mnemonic import Mnemonic
from sqlalchemy import select

from helpline.db import Database
from helpline.errors import ConversationGone
from helpline.models import Conversation, now
from helpline.services.assessing.prompts import Prompts
from helpline.services.cases.files import Cases
from helpline.services.desk import override_rows
from helpline.services.figures.days import Counted, note_figure
from helpline.services.keys.kept import CAME_BACK, KeptStore
from helpline.services.keys.key_store import KeyStore
from helpline.services.leaving.erasing import Erasing
from helpline.services.log.conversations import Conversations, Opened, hash_token
from helpline.services.log.entry_log import Fence
from helpline.services.log.events import DESK, QUEUE, Events, conversation_topic

PLACE_HELD = timedelta(minutes=15)
WORKER_HAS = timedelta(minutes=30)
_WORDS = 6


@dataclass(frozen=True, slots=True)
class ReturnWords:
    """Six words and until when they are good."""

    words: tuple[str, ...]
    until: datetime


class Leaving:
    """Ends a visitor's side of a chat; makes and takes return words."""

    def __init__(
        self,
        database: Database,
        keys: KeyStore,
        conversations: Conversations,
        erasing: Erasing,
        kept: KeptStore,
        events: Events,
        words_hours: float,
        cases: Cases,
        prompts: Prompts,
    ) -> None:
        self._database = database
        self._keys = keys
        self._conversations = conversations
        self._erasing = erasing
        self._kept = kept
        self._events = events
        self._cases = cases
        self._prompts = prompts
        self._words_for = timedelta(hours=words_hours)
        self._hear: Callable[[str], Awaitable[None]] | None = None
        # BIP-39's English list: 2,048 words, told apart by four letters. Six are 66 bits.
        self._wordlist: tuple[str, ...] = tuple(Mnemonic("english").wordlist)

    def hear_first(self, hear: Callable[[str], Awaitable[None]]) -> None:
        """What reads the last messages before they may be erased: danger said in them counts."""
        self._hear = hear

    async def leave(self, conversation_id: str, how: str = "quick_exit") -> None:
        """Exit. The token is dead when this returns; what is kept, and how long, is the exit
        table.
        """
        if self._hear is not None:
            await self._hear(conversation_id)
        erase_now = False
        async with self._database.write() as session:
            conversation = await session.get(Conversation, conversation_id)
            if conversation is None:
                return
            moment = now()
            conversation.token_hash = None
            words_until = conversation.words_until
            if words_until is None or words_until <= moment:
                words_until = None
            if conversation.left is None:
                conversation.left = how
                conversation.left_at = moment
                if conversation.owner == "waiting":
                    await note_figure(session, Counted.GAVE_UP, "left", moment)
                held = {"waiting": PLACE_HELD, "worker": WORKER_HAS}.get(conversation.owner)
                if conversation.worker_id is not None and conversation.owner == "closed":
                    held = WORKER_HAS
                until = moment + held if held is not None else moment
                conversation.erase_at = max(until, words_until or until)
                erase_now = conversation.erase_at <= moment
                conversation.owner = "closed"
                conversation.turn += 1
                conversation.answered_turn = conversation.turn
        if erase_now:
            await self._erasing.erase(conversation_id)
        self._events.signal(conversation_topic(conversation_id), "left")
        self._events.news(conversation_topic(conversation_id), DESK, QUEUE)

    async def leave_by_token(self, token: str) -> None:
        """Exit by beacon; an unknown token is no news to anybody."""
        try:
            conversation = await self._conversations.resume(token)
        except ConversationGone:
            return
        await self.leave(conversation.id)

    async def forget(self, conversation_id: str) -> None:
        """The visitor wants it gone: also their return words, at once, unless a worker still has to
        record what must be acted on (then as exit does)."""
        if self._hear is not None:
            await self._hear(conversation_id)
        async with self._database.write() as session:
            conversation = await session.get(Conversation, conversation_id)
            if conversation is None:
                return
            conversation.words_hash = None
            conversation.words_until = None
            has_worker = conversation.owner == "worker"
        if has_worker:
            await self.leave(conversation_id, "ended")
        else:
            await self._erasing.erase(conversation_id)
            self._events.signal(conversation_topic(conversation_id), "left")

    def _hash_words(self, words: tuple[str, ...]) -> bytes:
        text = " ".join(word.strip().casefold() for word in words)
        return hmac.new(self._keys.pepper, text.encode("utf-8", "replace"), hashlib.sha256).digest()

    async def give_words(self, conversation_id: str) -> ReturnWords:
        """Six fresh words; earlier ones of this conversation stop working."""
        words = tuple(secrets.choice(self._wordlist) for _ in range(_WORDS))
        until = now() + self._words_for
        async with self._database.write() as session:
            conversation = await session.get(Conversation, conversation_id)
            if conversation is None or conversation.left is not None:
                raise ConversationGone
            conversation.words_hash = self._hash_words(words)
            conversation.words_until = until
            conversation.erase_at = max(conversation.erase_at, until)
            await session.flush()
            await self._conversations.post(
                session, conversation, "utter_privacy_words_note", author="service"
            )
        self._events.news(conversation_topic(conversation_id))
        return ReturnWords(words, until)

    async def come_back(self, words: tuple[str, ...]) -> Opened:
        """The conversation those words belong to, with a new token, its earlier lines folded away
        and the safe-to-chat check posted. ConversationGone for wrong, expired and never-issued
        words alike, after the same work: one HMAC, one token, one look in a unique index, one
        transaction.
        """
        wanted = self._hash_words(words)
        token = secrets.token_urlsafe(32)
        moment = now()
        async with self._database.write() as session:
            conversation = await session.scalar(
                select(Conversation).where(
                    Conversation.words_hash == wanted, Conversation.words_until > moment
                )
            )
            if conversation is None:
                raise ConversationGone
            await self._reopen(conversation, token, moment)
            await self._take_up(conversation)
            if conversation.owner == "assistant":
                await override_rows.end(session, conversation.id)
            await self._cases.returned(session, conversation.id)
            await self._prompts.happened(session, conversation.id, [("returned", "")])
            await session.flush()
            await self._conversations.post(
                session, conversation, "utter_arrival_returned", author="service", fence=Fence()
            )
            await session.refresh(conversation)
        self._events.news(conversation_topic(conversation.id), DESK, QUEUE)
        return Opened(conversation, token)

    async def _take_up(self, conversation: Conversation) -> None:
        """What comes back with them: their plan only if they asked for that, no half-walked walk;
        and a line in the timeline."""
        kept = await self._kept.get(conversation)
        kept.note(CAME_BACK)
        kept.place, kept.offered = None, False
        if not kept.plan_stays:
            kept.plan = []
        await self._kept.put(conversation, kept)

    async def _reopen(self, conversation: Conversation, token: str, moment: datetime) -> None:
        conversation.token_hash = hash_token(token)
        conversation.folded_seq = conversation.seq
        if conversation.owner == "closed":
            # Only a queue that was left by exit is gone back to, and only for a quarter of an hour.
            place_is_held = (
                conversation.left_at is not None
                and moment - conversation.left_at <= PLACE_HELD
                and conversation.waiting_since is not None
                and conversation.worker_id is None
            )
            conversation.owner = "waiting" if place_is_held else "assistant"
            if not place_is_held:
                conversation.worker_id = None
                conversation.shared_from = None
                conversation.waiting_since = None
        conversation.left_at = None
        conversation.left = None
        conversation.erase_at = max(conversation.erase_at, moment + self._words_for)
