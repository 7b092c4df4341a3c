"""The brief: what a worker learns first. The visitor sees it, corrects it, and agrees, or doesn't.

It is put together from what they said themselves; nothing is added. What they remove is not there.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import ConversationGone
from helpline.models import Brief, Conversation, now
from helpline.services.brief import timeline
from helpline.services.brief.brief_text import Told, signs, without_removed
from helpline.services.brief.brief_words import BriefWords
from helpline.services.content import Content
from helpline.services.desk import override_rows
from helpline.services.keys.kept import KeptStore
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, seal, unseal
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import Body, EntryLog, Fence
from helpline.services.log.events import DESK, Events, conversation_topic
from helpline.services.turns.heard import HeardStore
from helpline.services.turns.plans import Plans, lines_in_english
from helpline.services.turns.urgency import UrgencyRules

PART_CHARACTERS = 2000
# Lines of the log that the brief is made from: more than a chat of a day has.
_MOST_READ = 5000
# The parts that say why somebody waits, and how much of them stands in the list.
_SAYS_WHY = ("worry", "signs", "happening")
_PHRASES = 2
_PHRASE_CHARACTERS = 140


def _shorten(line: str) -> str:
    if len(line) <= _PHRASE_CHARACTERS:
        return line
    return line[: _PHRASE_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"


class Briefs:
    """Offers a brief, and keeps what the visitor makes of it."""

    def __init__(
        self,
        database: Database,
        keys: KeyStore,
        log: EntryLog,
        conversations: Conversations,
        content: Content,
        heard: HeardStore,
        kept: KeptStore,
        plans: Plans,
        events: Events,
        urgency: UrgencyRules,
    ) -> None:
        self._database = database
        self._keys = keys
        self._log = log
        self._conversations = conversations
        self._content = content
        self._heard = heard
        self._kept = kept
        self._plans = plans
        self._events = events
        self._urgency = urgency
        self._words = BriefWords(content.brief, content.months, lines_in_english(content))

    async def offer(self, session: AsyncSession, conversation: Conversation) -> None:
        """Posts the brief card, filled with the visitor's own words, and asks for consent."""
        heard = await self._heard.get(conversation)
        kept = await self._kept.get(conversation)
        lines = await self._log.read(session, conversation.id, 0, limit=_MOST_READ)
        labels = self._words.labels(conversation.language)
        months = self._words.months(conversation.language)
        telling = Told(self._content.brief["telling"], conversation.language)
        made = {
            "happening": [f"“{quote}”" for quote in heard.quotes],
            "signs": signs(heard, self._urgency.raising, labels),
            "plan": await self._plans.lines(conversation),
            "changes": timeline.lines(kept, labels, months),
            "told": telling.told(lines),
            "declined": telling.declined(lines, heard.denied),
        }
        texts = {name: "\n".join(text)[:PART_CHARACTERS] for name, text in made.items()}
        await self.ask(session, conversation, texts, "utter_handoff_brief_intro")

    async def ask(
        self,
        session: AsyncSession,
        conversation: Conversation,
        texts: dict[str, str],
        words: str,
    ) -> None:
        """Keeps these parts, says `words`, and posts them as a card that waits for a yes."""
        parts = self._parts(conversation.language, texts)
        await self._keep(session, conversation.id, texts)
        # A new handoff asks anew: what was agreed for an earlier one does not hold for this one.
        await session.execute(
            update(Brief).where(Brief.conversation_id == conversation.id).values(agreed_at=None)
        )
        await session.execute(
            update(Conversation)
            .where(Conversation.id == conversation.id)
            .values(agreed_at=None, history=False, shared_from=None)
        )
        await session.refresh(conversation)
        await self._conversations.post(
            session, conversation, words, author="service", fence=Fence()
        )
        await self._log.append(
            session,
            conversation.id,
            "service",
            Body(card={"type": "brief", "parts": parts}),
            kind="brief",
            fence=Fence(),
            touches=False,
        )

    async def leave(
        self, session: AsyncSession, conversation: Conversation, texts: dict[str, str]
    ) -> None:
        """Keeps less of what was agreed to, and says so: the yes holds for what is left of it."""
        await self._keep(session, conversation.id, texts)
        await self._conversations.post(
            session, conversation, "utter_handoff_brief_less", author="service", fence=Fence()
        )

    def _parts(self, language: str, texts: dict[str, str]) -> list[dict[str, Any]]:
        return [
            {
                "id": part["id"],
                "label": part["label"].get(language, part["label"]["en"]),
                "hint": part["hint"].get(language, part["hint"]["en"]),
                "text": texts.get(part["id"], ""),
            }
            for part in self._content.brief["parts"]
            if texts.get(part["id"]) or not part.get("when_filled")
        ]

    async def _keep(
        self, session: AsyncSession, conversation_id: str, texts: dict[str, str]
    ) -> None:
        key = await self._keys.find(conversation_id)
        sealed = seal(key, msgspec.json.encode(texts), place(conversation_id, "brief"))
        brief = await session.get(Brief, conversation_id)
        if brief is None:
            session.add(Brief(conversation_id=conversation_id, parts=sealed))
        else:
            brief.parts = sealed
        await session.flush()

    async def answer(
        self,
        conversation_id: str,
        client_id: str,
        parts: dict[str, str],
        agree: bool,
        history: bool,
    ) -> int:
        """The visitor's corrections and their yes or no. Gives the seq of the line that records
        it.
        """
        marked = f"v:{client_id}"
        known_parts = {part["id"] for part in self._content.brief["parts"]}
        texts = {
            name: text[:PART_CHARACTERS] for name, text in parts.items() if name in known_parts
        }
        async with self._database.write() as session:
            known = await self._log.repeated(session, conversation_id, marked)
            if known is not None:
                return known
            conversation = await session.get(Conversation, conversation_id)
            brief = await session.get(Brief, conversation_id)
            if conversation is None or brief is None:
                raise ConversationGone
            texts = without_removed(await self.texts(conversation_id, brief), texts)
            shown = self._parts(conversation.language, texts)
            seq = await self._log.append(
                session,
                conversation_id,
                "visitor",
                Body(card={"type": "brief", "parts": shown, "agreed": agree, "history": history}),
                kind="consent",
                fence=Fence(),
                client_id=marked,
            )
            if seq is None:
                raise ConversationGone
            await self._keep(session, conversation_id, texts)
            moment = now() if agree else None
            brief.agreed_at = moment
            values: dict[str, Any] = {"agreed_at": moment, "history": agree and history}
            if agree:
                # From here on a worker may read; from the start only if that was ticked. What a
                # worker who came before the yes has read already stays readable.
                earlier = conversation.shared_from or 1
                values["shared_from"] = 1 if history else earlier if earlier > 1 else seq
            else:
                # Taken back: a worker who is there may read from here on, nobody what came before.
                values["shared_from"] = seq if conversation.owner == "worker" else None
            await session.execute(
                update(Conversation).where(Conversation.id == conversation_id).values(**values)
            )
            await session.refresh(conversation)
            if await override_rows.open_now(session, conversation_id) is not None:
                # What the other two say about who sees it would not be true now.
                words = "utter_handoff_brief_kept"
            else:
                words = "utter_handoff_brief_agreed" if agree else "utter_handoff_brief_declined"
            await self._conversations.post(
                session,
                conversation,
                words,
                author="service",
                fence=Fence(),
            )
        self._events.news(conversation_topic(conversation_id), DESK)
        return seq

    async def agreed(
        self, session: AsyncSession, conversation: Conversation
    ) -> dict[str, Any] | None:
        """The brief as a worker may see it; None until the visitor has agreed."""
        if conversation.agreed_at is None:
            return None
        brief = await session.get(Brief, conversation.id)
        if brief is None or brief.agreed_at is None:
            return None
        return await self._shown(conversation, brief)

    async def phrases(self, session: AsyncSession, conversation: Conversation) -> list[str]:
        """Why they wait, in their own words, out of the brief they agreed to: at most two short
        phrases. Nothing until they have agreed."""
        brief = await self.agreed(session, conversation)
        if brief is None:
            return []
        texts = {part["id"]: part["text"] for part in brief["parts"]}
        lines = [
            line.strip()
            for name in _SAYS_WHY
            for line in texts.get(name, "").splitlines()
            if line.strip()
        ]
        return [_shorten(line) for line in lines[:_PHRASES]]

    async def opened(
        self, session: AsyncSession, conversation: Conversation
    ) -> dict[str, Any] | None:
        """The brief as the visitor has left it, agreed to or not: for whom a lead's override opens
        the chat. What they took out of it is not there either. None if there is none."""
        brief = await session.get(Brief, conversation.id)
        return None if brief is None else await self._shown(conversation, brief)

    async def texts(self, conversation_id: str, brief: Brief) -> dict[str, str]:
        """The parts as they were kept last."""
        key = await self._keys.find(conversation_id)
        opened = unseal(key, brief.parts, place(conversation_id, "brief"))
        return msgspec.json.decode(opened, type=dict[str, str])

    async def _shown(self, conversation: Conversation, brief: Brief) -> dict[str, Any]:
        texts = await self.texts(conversation.id, brief)
        return {
            "parts": [
                {
                    "id": part["id"],
                    "label": part["label"],
                    "text": self._words.for_worker(part["text"]),
                }
                for part in self._parts("en", texts)
                if part["text"]
            ],
            "agreed_at": brief.agreed_at.isoformat() + "Z" if brief.agreed_at else None,
            "history": conversation.history,
        }
