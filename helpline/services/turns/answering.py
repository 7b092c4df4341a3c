"""Answering: the engine's replies and effects, written in one piece or not at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from content.errors import UnknownService
from helpline.db import Database
from helpline.errors import EngineFailed
from helpline.models import Conversation
from helpline.services.content import Content
from helpline.services.keys.kept import KeptStore
from helpline.services.log import turn_numbers
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import Body, Choice, EntryLog, Fence
from helpline.services.log.events import Events, conversation_topic
from helpline.services.referral.offered import NOT_OFFERED, of_the_form
from helpline.services.referral.turns import ReferralTurns
from helpline.services.shifts.presence import PresenceBook
from helpline.services.turns.assistant import EngineReply, Turn
from helpline.services.turns.effects import AfterCommit, Effects
from helpline.services.turns.plans import SHOWN
from helpline.services.turns.walks import Walks

log = structlog.get_logger(__name__)

#: With one of these the answer is no moment for going on with something else.
_NO_MOMENT = frozenset({"alert", "delete", "handoff", "restart", "safe_exit", "self_referral"})

#: Said once before the first answer that has no words in the visitor's language.
_ONLY_ENGLISH = "utter_language_in_english"

#: How the log calls words without a response.
_NAMELESS = "nameless"


class Answering:
    """Applies what the engine said, or the fixed message in its place."""

    def __init__(
        self,
        database: Database,
        log_: EntryLog,
        content: Content,
        conversations: Conversations,
        effects: Effects,
        presence: PresenceBook,
        events: Events,
        referrals: ReferralTurns,
        kept: KeptStore,
        walks: Walks,
    ) -> None:
        self._database = database
        self._log = log_
        self._content = content
        self._conversations = conversations
        self._effects = effects
        self._presence = presence
        self._events = events
        self._referrals = referrals
        self._kept = kept
        self._walks = walks

    async def apply(self, turn: Turn, replies: list[EngineReply]) -> AfterCommit | None:
        """Writes replies and effects, fenced by owner and turn; None: the turn is late, nothing
        written. EngineFailed, and nothing written either, if nothing in them can be shown or done.
        """
        after = AfterCommit()
        asks = [one for one in replies if of_the_form(one.response, one.effect)]
        no_form = bool(asks) and bool(self._content.form_missing(turn.slots))
        if no_form:
            replies = [one for one in replies if one not in asks]
        kept_back = {
            reply.response
            for reply in replies
            if reply.response is not None and self._content.withheld(reply.response, turn.slots)
        }
        english = {
            name: bodies
            for name in kept_back
            if (bodies := self._content.approved_in_english(name, turn.slots))
        }
        kept_back -= english.keys()
        nameless = [one for one in replies if self._is_nobodys(one)]
        kept_back |= {_NAMELESS for _ in nameless}
        said = [one for one in replies if one.response not in kept_back and one not in nameless]
        bodies = self._bodies(said, turn, english)
        fence = Fence(owner="assistant", turn=turn.number)
        async with self._database.write() as session:
            if not await turn_numbers.end(session, turn.conversation_id, turn.number):
                return None
            if kept_back:
                log.warning("answer.withheld", responses=sorted(kept_back))
                conversation = await session.get(Conversation, turn.conversation_id)
                assert conversation is not None
                bodies = [*self._content.instead(conversation), *bodies]
            bodies = [*await self._in_english(session, turn, said, english), *bodies]
            if no_form:
                bodies += await self._form_is_not_offered(session, turn)
            bodies += await self._go_on(session, turn, replies, kept_back)
            if bodies:
                await self._log.append(
                    session,
                    turn.conversation_id,
                    "assistant",
                    *bodies,
                    fence=fence,
                    turn=turn.number,
                )
            effects = [reply.effect for reply in replies if reply.effect is not None]
            done = [await self._carry_out(session, turn, effect, after) for effect in effects]
            answered = bool(bodies) or any(done)
            if not answered:
                # Nobody is left without an answer: this is undone, and the fixed one follows.
                raise EngineFailed("unusable")
            await self._back_to_the_form(session, turn, effects)
        return after

    def _is_nobodys(self, reply: EngineReply) -> bool:
        """In production: words that no response stands behind, so that nobody can approve them. The
        card of a service is the directory's."""
        if not self._content.production or reply.response is not None:
            return False
        own_card = reply.card is not None and reply.card.get("type") != "service"
        return own_card or bool(reply.text or reply.choices)

    async def _form_is_not_offered(self, session: AsyncSession, turn: Turn) -> list[Body]:
        conversation = await session.get(Conversation, turn.conversation_id)
        assert conversation is not None
        return self._content.bodies(NOT_OFFERED, conversation)

    async def _back_to_the_form(
        self, session: AsyncSession, turn: Turn, effects: list[dict[str, Any]]
    ) -> None:
        """Another topic was answered in the middle of a self-referral: where they were."""
        conversation = await session.get(Conversation, turn.conversation_id, populate_existing=True)
        assert conversation is not None
        done = {str(effect.get("type")) for effect in effects}
        await self._referrals.remind(session, conversation, done, quiet=bool(turn.alerts))

    async def _go_on(
        self,
        session: AsyncSession,
        turn: Turn,
        replies: list[EngineReply],
        kept_back: set[str],
    ) -> list[Body]:
        """Keeps what was said, and where they are in a walk; after another topic, the offer to go
        on with it."""
        effects = {str(reply.effect.get("type")) for reply in replies if reply.effect is not None}
        said = list(dict.fromkeys(one.response for one in replies if one.response is not None))
        # The helpline itself says the plan.
        said += [SHOWN] if "plan" in effects else []
        quiet = bool(turn.alerts or kept_back or effects & _NO_MOMENT)
        conversation = await session.get(Conversation, turn.conversation_id, populate_existing=True)
        assert conversation is not None
        kept = await self._kept.get(conversation)
        before = (kept.place, kept.offered, kept.said)
        kept.said = list(
            dict.fromkeys([*kept.said, *(one for one in said if one not in kept_back)])
        )
        offer = self._walks.after(conversation, kept, said, quiet)
        if (kept.place, kept.offered, kept.said) != before:
            await self._kept.put(conversation, kept)
            await session.flush()
        return offer

    async def _in_english(
        self,
        session: AsyncSession,
        turn: Turn,
        said: list[EngineReply],
        english: Collection[str],
    ) -> list[Body]:
        """Who reads another language is told, in it, that this answer has no words in it yet, or
        none that were approved, and who speaks it: once, and before the answer, whose choices stay
        the last thing."""
        names = [one.response for one in said if one.response is not None]
        if not english and not any(
            self._content.only_in_english(name, turn.slots) for name in names
        ):
            return []
        conversation = await session.get(Conversation, turn.conversation_id, populate_existing=True)
        assert conversation is not None
        kept = await self._kept.get(conversation)
        if kept.told_english:
            return []
        kept.told_english = True
        await self._kept.put(conversation, kept)
        await session.flush()
        return self._content.bodies(_ONLY_ENGLISH, conversation)

    async def _carry_out(
        self, session: AsyncSession, turn: Turn, effect: dict[str, Any], after: AfterCommit
    ) -> bool:
        conversation = await session.get(Conversation, turn.conversation_id, populate_existing=True)
        assert conversation is not None
        workers = await self._presence.workers_within(session)
        known = await self._effects.apply(session, conversation, effect, workers, after, turn.text)
        if not known:
            log.error("effect.unknown", effect=str(effect.get("type"))[:40])
        return known

    def _bodies(
        self, replies: list[EngineReply], turn: Turn, english: Mapping[str, Sequence[Body]]
    ) -> list[Body]:
        """What of the replies is to be seen; a card of a service we don't know is left out.
        `english`: what is said in place of all bubbles of an answer."""
        bodies: list[Body] = []
        left = dict(english)
        language = turn.slots.get("language") or "en"
        for reply in replies:
            if reply.response is not None and reply.response in english:
                bodies += left.pop(reply.response, ())
                continue
            try:
                card = self._content.card(reply.card, language)
            except UnknownService:
                log.error("card.unknown")
                card = None
            choices = [Choice(choice.label, choice.payload) for choice in reply.choices]
            choices = self._content.choices(choices, turn.slots)
            body = Body(text=reply.text, choices=choices, card=card, response=reply.response)
            if body.text or body.card or body.choices:
                bodies.append(body)
        return bodies

    async def fall_back(self, turn: Turn) -> None:
        """The fixed safety message: the numbers, and a person if one is there."""
        on_shift = await self._presence.on_shift()
        async with self._database.write() as session:
            if not await turn_numbers.end(session, turn.conversation_id, turn.number):
                return
            conversation = await session.get(Conversation, turn.conversation_id)
            assert conversation is not None
            await self._conversations.post(
                session,
                conversation,
                "utter_safety_fallback" if on_shift else "utter_safety_fallback_closed",
                author="service",
                kind="safety",
                fence=Fence(owner="assistant", turn=turn.number),
            )
        self._events.news(conversation_topic(turn.conversation_id))
