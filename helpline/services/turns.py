"""A turn: what the visitor wrote since the last one, the assistant's answer, in one piece or not
at all.

Bursts are gathered: the turn waits for a short pause, and for somebody who types on. One turn at a
time per conversation. No transaction is held while the engine thinks; its answer is applied only
if the assistant still owns the chat and the turn is still the current one. A failed turn is
answered by the fixed safety message with the numbers and the way to a person.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

import structlog
from sqlalchemy import select, update

from content.errors import UnknownService
from helpline.db import Database
from helpline.errors import EngineFailed, KeyGone
from helpline.models import Conversation, Entry
from helpline.services import ownership
from helpline.services.alerts import Alerts
from helpline.services.assistant import Assistant, EngineReply, Turn
from helpline.services.bursts import Meaning, meaning_alone, meaning_joined
from helpline.services.content import Content, slots_of
from helpline.services.conversations import Conversations
from helpline.services.effects import AfterCommit, Effects
from helpline.services.entry_log import Body, Choice, EntryLog, Fence, Line
from helpline.services.events import DESK, QUEUE, Events, conversation_topic
from helpline.services.heard import HeardStore
from helpline.services.hours import Hours
from helpline.services.leaving import Leaving
from helpline.services.presence import PresenceBook
from helpline.services.reading import Reads

log = structlog.get_logger(__name__)

# An alert whose fixed message stands already is taken up by the assistant under this intent.
INTENT_OF_ALERT = {
    "immediate_danger": "immediate_danger",
    "suicidal_thoughts": "suicidal_thoughts",
    "harmful_request": "request_harmful_help",
    "threat_by_visitor": "request_harmful_help",
}
_TYPING_COUNTS = 2.5
_LONGEST_GATHER = 6.0


@dataclass(frozen=True, slots=True)
class _Asked:
    """A begun turn and what it is about."""

    turn: Turn
    recent: frozenset[str]


class Turns:
    """Runs turns, one at a time per conversation."""

    def __init__(
        self,
        database: Database,
        log_: EntryLog,
        content: Content,
        conversations: Conversations,
        assistant: Assistant,
        reads: Reads,
        heard: HeardStore,
        alerts: Alerts,
        effects: Effects,
        leaving: Leaving,
        presence: PresenceBook,
        hours: Hours,
        events: Events,
        gather_seconds: float,
    ) -> None:
        self._database = database
        self._log = log_
        self._content = content
        self._conversations = conversations
        self._assistant = assistant
        self._reads = reads
        self._heard = heard
        self._alerts = alerts
        self._effects = effects
        self._leaving = leaving
        self._presence = presence
        self._hours = hours
        self._events = events
        self._gather = gather_seconds
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._asked_again: set[str] = set()
        self._hurry: dict[str, asyncio.Event] = {}
        self._last_sign: dict[str, float] = {}

    def visitor_typed(self, conversation_id: str) -> None:
        """They type on: a gathering turn waits a little more."""
        if conversation_id in self._tasks:
            self._last_sign[conversation_id] = time.monotonic() + _TYPING_COUNTS - self._gather

    def poke(self, conversation_id: str, *, hurry: bool = False) -> None:
        """There is something to answer. `hurry`: do not gather (a picked choice)."""
        self._last_sign[conversation_id] = time.monotonic()
        self._asked_again.add(conversation_id)
        going = self._hurry.setdefault(conversation_id, asyncio.Event())
        if hurry or self._gather <= 0:
            going.set()
        if conversation_id not in self._tasks:
            task = asyncio.create_task(self._work(conversation_id))
            self._tasks[conversation_id] = task
            task.add_done_callback(lambda _done: self._finished(conversation_id))

    def busy(self, conversation_id: str) -> bool:
        """Whether a turn of this conversation is gathering or under way."""
        return conversation_id in self._tasks

    def _finished(self, conversation_id: str) -> None:
        task = self._tasks.pop(conversation_id)
        if not task.cancelled() and task.exception() is not None:
            # The text of an exception may quote a row; its type is enough. The sweep tries again.
            log.error("turn.failed", error=type(task.exception()).__name__)
        self._hurry.pop(conversation_id, None)
        self._last_sign.pop(conversation_id, None)
        if conversation_id in self._asked_again and not task.cancelled():
            self.poke(conversation_id)

    async def _work(self, conversation_id: str) -> None:
        while conversation_id in self._asked_again:
            await self._pause(conversation_id)
            self._asked_again.discard(conversation_id)
            asked = await self._begin(conversation_id)
            if asked is not None:
                await self._run(asked)

    async def _pause(self, conversation_id: str) -> None:
        """Until nothing came for the gathering time, or somebody is in a hurry."""
        begun = time.monotonic()
        hurry = self._hurry[conversation_id]
        while not hurry.is_set():
            now = time.monotonic()
            left = self._last_sign.get(conversation_id, begun) + self._gather - now
            if left <= 0 or now - begun > _LONGEST_GATHER:
                break
            try:
                async with asyncio.timeout(left):
                    await hurry.wait()
            except TimeoutError:
                continue
        hurry.clear()
        if self._gather <= 0:
            hurry.set()

    async def _begin(self, conversation_id: str) -> _Asked | None:
        """Takes the next turn number and the messages it answers; None if there is nothing to
        do.
        """
        workers = await self._presence.workers_on_shift()
        async with self._database.write() as session:
            seqs = (
                await session.scalars(
                    select(Entry.seq)
                    .where(
                        Entry.conversation_id == conversation_id,
                        Entry.author == "visitor",
                        Entry.turn.is_(None),
                        Entry.read_at.is_not(None),
                    )
                    .order_by(Entry.seq)
                )
            ).all()
            if not seqs:
                return None
            number = await ownership.begin_turn(session, conversation_id)
            await session.execute(
                update(Entry)
                .where(Entry.conversation_id == conversation_id, Entry.seq.in_(seqs))
                .values(turn=number or 0)
            )
            if number is None:
                return None
            conversation = await session.get(Conversation, conversation_id)
            assert conversation is not None
            lines = await self._log.lines(session, conversation_id, seqs)
            recent = await self._alerts.recently_answered(session, conversation_id)
            said = await self._log.said_last(session, conversation_id)
            heard = await self._heard.get(conversation)
        metadata: dict[str, object] = {
            "presence": {
                "on_shift": workers > 0,
                "open_now": self._hours.open_now(conversation.nation),
            },
            "heard": {"indicators": heard.indicators, "messages": heard.messages},
            "said": said,
        }
        turn = await self._understood(conversation, number, lines, recent, metadata)
        return _Asked(turn, frozenset(recent))

    async def _understood(
        self,
        conversation: Conversation,
        number: int,
        lines: list[Line],
        recent: set[str],
        metadata: dict[str, object],
    ) -> Turn:
        """The turn with its reading: a picked choice says its own meaning, words are read."""
        text = "\n".join(line.body.text or "" for line in lines)
        payload = lines[-1].body.payload
        if payload is not None and payload.startswith("/"):
            meaning = Meaning(payload[1:].partition("{")[0], 1.0, (), ())
        else:
            meaning = await self._meaning(lines)
        intent, confidence = meaning.intent, meaning.confidence
        for kind, follow_up in INTENT_OF_ALERT.items():
            if kind in meaning.alerts and kind in recent:
                intent, confidence = follow_up, 1.0
                break
        metadata["answered"] = sorted(recent)
        return Turn(
            conversation.id,
            number,
            text,
            intent,
            confidence,
            meaning.alerts,
            meaning.indicators,
            slots_of(conversation),
            metadata,
        )

    async def _meaning(self, lines: list[Line]) -> Meaning:
        written = [line.body.text or "" for line in lines if line.body.payload is None]
        readings = [await self._reads.read(text) for text in written]
        alone = meaning_alone(readings)
        if alone is not None:
            return alone
        return meaning_joined(readings, await self._reads.read("\n".join(written)))

    async def event(self, conversation_id: str, intent: str) -> None:
        """A turn of ours, e.g. after a worker has handed back; there are no words of the visitor
        in it.
        """
        async with self._database.write() as session:
            number = await ownership.begin_turn(session, conversation_id)
            conversation = await session.get(Conversation, conversation_id)
        if number is None or conversation is None:
            return
        metadata: dict[str, object] = {"answered": [], "said": []}
        turn = Turn(
            conversation_id, number, "", intent, 1.0, (), (), slots_of(conversation), metadata
        )
        await self._run(_Asked(turn, frozenset()))

    async def _run(self, asked: _Asked) -> None:
        turn = asked.turn
        topic = conversation_topic(turn.conversation_id)
        self._events.signal(topic, "typing", "assistant")
        try:
            replies = await self._assistant.ask(turn)
        except EngineFailed as failure:
            if failure.reason != "forgotten":
                log.warning("engine.failed", reason=failure.reason)
                await self._fall_back(turn)
            return
        try:
            after = await self._apply(turn, replies)
        except KeyGone:
            return
        except EngineFailed as failure:
            log.warning("engine.failed", reason=failure.reason)
            await self._fall_back(turn)
            return
        if after is None:
            log.info("turn.late", turn=turn.number)
            return
        self._events.news(topic)
        if after.alerts:
            await self._alerts.raise_for(turn.conversation_id, after.alerts, turn.text)
        if after.desk:
            self._events.news(DESK, QUEUE)
        if after.forget:
            await self._leaving.forget(turn.conversation_id)
        if after.leave:
            self._events.signal(topic, "leave")
            await self._leaving.leave(turn.conversation_id)

    async def _apply(self, turn: Turn, replies: list[EngineReply]) -> AfterCommit | None:
        """Writes replies and effects, fenced by owner and turn; None: the turn is late, nothing
        written. EngineFailed, and nothing written either, if nothing in them can be shown or done.
        """
        workers = await self._presence.workers_on_shift()
        after = AfterCommit()
        bodies = self._bodies(replies)
        fence = Fence(owner="assistant", turn=turn.number)
        async with self._database.write() as session:
            if not await ownership.end_turn(session, turn.conversation_id, turn.number):
                return None
            conversation = await session.get(Conversation, turn.conversation_id)
            assert conversation is not None
            for body in bodies:
                await self._log.append(
                    session,
                    turn.conversation_id,
                    "assistant",
                    body,
                    fence=fence,
                    turn=turn.number,
                )
            answered = bool(bodies)
            for reply in replies:
                if reply.effect is None:
                    continue
                await session.refresh(conversation)
                known = await self._effects.apply(
                    session, conversation, reply.effect, workers, after
                )
                answered = answered or known
                if not known:
                    log.error("effect.unknown", effect=str(reply.effect.get("type"))[:40])
            if not answered:
                # Nobody is left without an answer: this is undone, and the fixed one follows.
                raise EngineFailed("unusable")
        return after

    def _bodies(self, replies: list[EngineReply]) -> list[Body]:
        """What of the replies is to be seen; a card of a service we don't know is left out."""
        bodies = []
        for reply in replies:
            try:
                card = self._content.card(reply.card)
            except UnknownService:
                log.error("card.unknown")
                card = None
            choices = [Choice(choice.label, choice.payload) for choice in reply.choices]
            body = Body(text=reply.text, choices=choices, card=card, response=reply.response)
            if body.text or body.card or body.choices:
                bodies.append(body)
        return bodies

    async def _fall_back(self, turn: Turn) -> None:
        """The fixed safety message: the numbers, and a person if one is there."""
        on_shift = await self._presence.on_shift()
        async with self._database.write() as session:
            if not await ownership.end_turn(session, turn.conversation_id, turn.number):
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

    async def sweep(self, *, at_start: bool = False) -> None:
        """Takes up turns that a crash cut off (at start), and messages nobody took up."""
        async with self._database.write() as session:
            if at_start:
                cut = select(Conversation.id).where(
                    Conversation.owner == "assistant",
                    Conversation.answered_turn < Conversation.turn,
                )
                for conversation_id in (await session.scalars(cut)).all():
                    answered = await session.scalar(
                        select(Conversation.answered_turn).where(Conversation.id == conversation_id)
                    )
                    await session.execute(
                        update(Entry)
                        .where(
                            Entry.conversation_id == conversation_id,
                            Entry.author == "visitor",
                            Entry.turn > (answered or 0),
                        )
                        .values(turn=None)
                    )
            owed = (
                await session.scalars(
                    select(Entry.conversation_id)
                    .join(Conversation, Conversation.id == Entry.conversation_id)
                    .where(
                        Entry.author == "visitor",
                        Entry.turn.is_(None),
                        Entry.read_at.is_not(None),
                        Conversation.owner == "assistant",
                    )
                    .distinct()
                )
            ).all()
        for conversation_id in owed:
            if not self.busy(conversation_id):
                self.poke(conversation_id)

    async def close(self) -> None:
        """Stops all turns; what they owe is taken up at the next start."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
