"""The question "Is it still you?": a visitor may choose a safe word, and a worker may ask for it.

Whoever sits at the page learns nothing from the answer: a right word, a wrong one and a word where
none was agreed get the same words after the same work. Only the worker is told which it was. Of the
word itself only a keyed mark is kept, and no line of the log holds it.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import ConversationGone
from helpline.models import Conversation, SafeWord, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.content import Content
from helpline.services.desk import shapes
from helpline.services.desk.worker_chats import WorkerChats
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import subkey
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import EntryLog, Fence
from helpline.services.log.events import DESK, Events, conversation_topic

#: After this long without an answer the worker is told that there is none; one that comes later
#: still counts.
ANSWER_WITHIN = timedelta(minutes=3)
QUESTION, ANSWERED = "still_you", "still_you_answered"
RIGHTLY, DIFFERENTLY, NOT_NOW = "rightly", "differently", "not_now"


def plain(word: str) -> str:
    """One spelling for what a frightened person types as the same word: case, accents' encoding,
    spaces and the marks around it don't count."""
    letters = unicodedata.normalize("NFKC", word).casefold()
    kept = "".join(sign if sign.isalnum() or sign.isspace() else " " for sign in letters)
    return " ".join(kept.split()) or " ".join(letters.split())


class StillYou:
    """Keeps the word, asks for it, and tells the worker what came of it."""

    def __init__(
        self,
        database: Database,
        keys: KeyStore,
        log: EntryLog,
        content: Content,
        conversations: Conversations,
        worker_chats: WorkerChats,
        events: Events,
    ) -> None:
        self._database = database
        self._keys = keys
        self._log = log
        self._content = content
        self._conversations = conversations
        self._chats = worker_chats
        self._events = events

    async def choose(self, conversation_id: str, word: str) -> None:
        """The visitor's safe word. The first one of a chat holds: whoever comes to the page later
        can't put their own in its place, and isn't told that there was one. ConversationGone,
        KeyGone."""
        mark = await self._mark(conversation_id, word)
        async with self._database.write() as session:
            conversation = await _locked(session, conversation_id)
            if conversation.left is not None or conversation.owner == "closed":
                raise ConversationGone
            row = await _row(session, conversation_id)
            if row.mark is None:
                row.mark, row.chosen_at = mark, now()
        self._events.news(conversation_topic(conversation_id))

    async def ask(self, conversation_id: str, worker: Worker, ask: str) -> None:
        """The question, in the visitor's chat. While one is open, and for an id again, nothing
        more is asked. NotTheirs, VisitorLeft or ConversationGone."""
        async with self._database.write() as session:
            conversation = await _locked(session, conversation_id)
            if conversation.owner != "worker" or conversation.worker_id != worker.id:
                await self._chats.refuse(session, conversation_id, worker)
            row = await _row(session, conversation_id)
            if row.ask == ask or _is_open(row):
                return
            words = "utter_handoff_still_you" if row.mark else "utter_handoff_still_you_plain"
            bodies = self._content.bodies(words, conversation, {"name": worker.name})
            bodies[-1].card = {"type": QUESTION, "ask": ask, "word": row.mark is not None}
            seq = await self._log.append(
                session,
                conversation_id,
                "service",
                *bodies,
                kind=QUESTION,
                fence=Fence(owner="worker", worker_id=worker.id),
                touches=False,
            )
            if seq is None:
                await self._chats.refuse(session, conversation_id, worker)
            row.ask, row.asked_by, row.asked_at = ask, worker.id, now()
            row.answer = row.answered_at = None
            await note_audit(session, worker.id, "still_you", conversation_id)
        self._events.news(conversation_topic(conversation_id), DESK)

    async def answer(self, conversation_id: str, ask: str, word: str | None) -> None:
        """The visitor's answer; None: not now. One answer counts for each question, whatever it
        was; what answers no open question changes nothing and looks the same. ConversationGone,
        KeyGone."""
        # The same work whether there is a word, a right one, or a question at all.
        given = await self._mark(conversation_id, word or "")
        none_kept = await self._mark(conversation_id, "")
        async with self._database.write() as session:
            conversation = await _locked(session, conversation_id)
            if conversation.left is not None:
                raise ConversationGone
            row = await _row(session, conversation_id)
            is_right = hmac.compare_digest(row.mark or none_kept, given) and row.mark is not None
            outcome = NOT_NOW if word is None else RIGHTLY if is_right else DIFFERENTLY
            taken = row.ask == ask and row.answer is None and conversation.owner == "worker"
            if not taken:
                return
            row.answer, row.answered_at = outcome, now()
            worker = await session.get(Worker, conversation.worker_id)
            later = "utter_handoff_still_you_not_now"
            await self._conversations.post(
                session,
                conversation,
                later if word is None else "utter_handoff_still_you_thanks",
                author="service",
                kind=ANSWERED,
                variables={"name": worker.name if worker else ""},
                fence=Fence(owner="worker"),
            )
        self._events.news(conversation_topic(conversation_id), DESK)

    async def shown(self, session: AsyncSession, conversation: Conversation) -> dict[str, Any]:
        """What the chat's worker sees: since when there is a word, and how the newest question
        stands. Never the word."""
        row = await session.get(SafeWord, conversation.id)
        if row is None:
            return {"chosen_at": None, "asked_at": None, "with_word": False, "state": None}
        asked = row.asked_at
        return {
            "chosen_at": shapes.maybe_iso(row.chosen_at),
            "asked_at": shapes.maybe_iso(asked),
            "with_word": bool(asked and row.chosen_at and row.chosen_at <= asked),
            "state": _state(row),
        }

    async def _mark(self, conversation_id: str, word: str) -> bytes:
        key = subkey(await self._keys.find(conversation_id), "safe-word")
        return hmac.new(key, plain(word).encode(), hashlib.sha256).digest()


async def _locked(session: AsyncSession, conversation_id: str) -> Conversation:
    """The chat, which nobody else changes meanwhile; ConversationGone."""
    found = await session.get(Conversation, conversation_id, with_for_update=True)
    if found is None:
        raise ConversationGone
    return found


async def _row(session: AsyncSession, conversation_id: str) -> SafeWord:
    row = await session.get(SafeWord, conversation_id)
    if row is None:
        row = SafeWord(conversation_id=conversation_id)
        session.add(row)
        await session.flush()
    return row


def _is_open(row: SafeWord) -> bool:
    """Asked, and neither answered nor too long ago."""
    if row.asked_at is None or row.answer is not None:
        return False
    return row.asked_at + ANSWER_WITHIN > now()


def _state(row: SafeWord) -> str | None:
    if row.asked_at is None:
        return None
    return row.answer or ("asked" if _is_open(row) else "no_answer")
