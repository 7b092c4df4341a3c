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

import structlog
from sqlalchemy import select

from helpline.db import Database
from helpline.errors import EngineFailed, KeyGone
from helpline.models import Conversation, Entry
from helpline.services.alerts.alerts import Alerts
from helpline.services.leaving.leaving import Leaving
from helpline.services.log.events import DESK, QUEUE, Events, conversation_topic
from helpline.services.turns.answering import Answering
from helpline.services.turns.asking import Asking
from helpline.services.turns.assistant import Assistant, Turn

log = structlog.get_logger(__name__)

_TYPING_COUNTS = 2.5
_LONGEST_GATHER = 6.0


class Turns:
    """Runs turns, one at a time per conversation."""

    def __init__(
        self,
        database: Database,
        asking: Asking,
        assistant: Assistant,
        answering: Answering,
        alerts: Alerts,
        leaving: Leaving,
        events: Events,
        gather_seconds: float,
    ) -> None:
        self._database = database
        self._asking = asking
        self._assistant = assistant
        self._answering = answering
        self._alerts = alerts
        self._leaving = leaving
        self._events = events
        self._gather = gather_seconds
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._asked_again: set[str] = set()
        self._hurry: dict[str, asyncio.Event] = {}
        self._last_sign: dict[str, float] = {}
        self._events_told: set[str] = set()

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
        return conversation_id in self._tasks or conversation_id in self._events_told

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
            turn = await self._asking.begin(conversation_id)
            if turn is not None:
                await self._run(turn)

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

    async def event(self, conversation_id: str, intent: str) -> None:
        """A turn of ours: the engine is told what happened."""
        self._events_told.add(conversation_id)
        try:
            turn = await self._asking.begin_event(conversation_id, intent)
            if turn is not None:
                await self._run(turn)
        finally:
            self._events_told.discard(conversation_id)

    async def _run(self, turn: Turn) -> None:
        topic = conversation_topic(turn.conversation_id)
        self._events.signal(topic, "typing", "assistant")
        try:
            replies = await self._assistant.ask(turn)
        except EngineFailed as failure:
            if failure.reason != "forgotten":
                log.warning("engine.failed", reason=failure.reason)
                await self._answering.fall_back(turn)
            return
        try:
            after = await self._answering.apply(turn, replies)
        except KeyGone:
            return
        except EngineFailed as failure:
            log.warning("engine.failed", reason=failure.reason)
            await self._answering.fall_back(turn)
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

    async def sweep(self) -> None:
        """Takes up turns that a crash or a failure cut off, and messages nobody took up."""
        async with self._database.read() as session:
            cut = await session.scalars(
                select(Conversation.id).where(
                    Conversation.owner == "assistant",
                    Conversation.answered_turn < Conversation.turn,
                )
            )
            cut_off = [one for one in cut.all() if not self.busy(one)]
            rows = await session.scalars(
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
            owed = set(rows.all())
        if cut_off:
            async with self._database.write() as session:
                for conversation_id in cut_off:
                    if not self.busy(conversation_id):
                        await self._asking.take_up(session, conversation_id)
        for conversation_id in owed.union(cut_off):
            if not self.busy(conversation_id):
                self.poke(conversation_id)

    async def close(self) -> None:
        """Stops all turns; what they owe is taken up at the next start."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
