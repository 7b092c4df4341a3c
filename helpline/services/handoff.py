"""From the assistant into the queue: the place first, the brief agreed while waiting.

`waiting` is entered only while somebody is on shift. Otherwise the visitor is told so, with the
ways that are open.
"""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from content.own_side import own_side
from helpline.db import Database
from helpline.models import Conversation, Entry
from helpline.services.brief.briefs import Briefs
from helpline.services.figures.days import Counted, note_figure
from helpline.services.keys.kept import KeptStore
from helpline.services.log import ownership
from helpline.services.log.conversations import Conversations
from helpline.services.log.events import DESK, QUEUE, Events, conversation_topic
from helpline.services.queue.line import Queue
from helpline.services.queue.room import Rooms
from helpline.services.shifts.hours import Hours
from helpline.services.shifts.presence import PresenceBook
from helpline.services.turns.heard import HeardStore
from helpline.services.turns.urgency import UrgencyRules

#: Nobody is there; and the same to somebody who worries about what they do themselves.
_CLOSED, _CLOSED_OWN = "utter_handoff_closed", "utter_handoff_closed_own"


class Handoff:
    """Enters and leaves the queue."""

    def __init__(
        self,
        database: Database,
        conversations: Conversations,
        briefs: Briefs,
        presence: PresenceBook,
        hours: Hours,
        events: Events,
        queue: Queue,
        urgency: UrgencyRules,
        rooms: Rooms,
        heard: HeardStore,
        kept: KeptStore,
    ) -> None:
        self._database = database
        self._conversations = conversations
        self._briefs = briefs
        self._presence = presence
        self._hours = hours
        self._events = events
        self._queue = queue
        self._urgency = urgency
        self._rooms = rooms
        self._heard = heard
        self._kept = kept

    async def _own_side(self, conversation: Conversation) -> bool:
        heard, kept = await self._heard.get(conversation), await self._kept.get(conversation)
        return own_side(heard.intents, kept.said)

    async def ask(self, conversation_id: str, reason: str) -> None:
        """The visitor wants a person. Works without the engine."""
        workers = await self._presence.workers_on_shift()
        async with self._database.write() as session:
            conversation = await session.get(Conversation, conversation_id)
            if conversation is not None:
                await self.enter(session, conversation, reason, workers)
        self.tell(conversation_id)

    async def enter(
        self, session: AsyncSession, conversation: Conversation, reason: str, workers: int
    ) -> bool:
        """Into the queue, in the caller's transaction; or the honest answer. True if now waiting.

        `workers`: how many are on shift, asked before the transaction began.
        """
        if conversation.owner == "waiting":
            await self._conversations.announce(session, conversation, "utter_handoff_waiting_still")
            return True
        if conversation.owner != "assistant":
            return False
        if workers < 1:
            await note_figure(session, Counted.ASKED, "nobody_here")
            await self._conversations.announce(
                session,
                conversation,
                _CLOSED_OWN if await self._own_side(conversation) else _CLOSED,
                {
                    "next_open": self._hours.next_open_words(
                        conversation.nation, conversation.language
                    )
                },
            )
            return False
        if not await ownership.enter_queue(session, conversation.id):
            return False
        await note_figure(session, Counted.ASKED, "queued")
        await session.refresh(conversation)
        self._urgency.note(conversation, [reason])
        await session.flush()
        # What was still to be answered by the assistant is now for the worker.
        await session.execute(
            update(Entry)
            .where(Entry.conversation_id == conversation.id, Entry.turn.is_(None))
            .values(turn=0)
        )
        room = await self._rooms.within(session)
        place = await self._queue.place_of(session, conversation.id, room)
        assert place is not None
        await self._conversations.announce(
            session,
            conversation,
            "utter_handoff_queued",
            {"position": str(place.position), "wait": str(place.minutes or "")},
        )
        await self._briefs.offer(session, conversation)
        return True

    async def stay(self, conversation_id: str) -> None:
        """The visitor would rather stay with the assistant: out of the queue if they are in it."""
        async with self._database.write() as session:
            left = await ownership.leave_queue(session, conversation_id)
            conversation = await session.get(Conversation, conversation_id, populate_existing=True)
            if conversation is None:
                return
            if left:
                await note_figure(session, Counted.GAVE_UP, "stayed")
            await self._conversations.announce(
                session,
                conversation,
                "utter_handoff_left_queue" if left else "utter_arrival_choices",
            )
        self.tell(conversation_id)

    async def go_on(self, conversation_id: str) -> None:
        """The visitor goes on as they are: told where they stand, moved nowhere."""
        posts = {"assistant": "utter_arrival_choices", "waiting": "utter_handoff_waiting_still"}
        async with self._database.write() as session:
            conversation = await session.get(Conversation, conversation_id)
            if conversation is not None and conversation.owner in posts:
                await self._conversations.announce(session, conversation, posts[conversation.owner])
        self.tell(conversation_id)

    async def nobody_left(self) -> None:
        """Everybody went off shift: nobody waits in a queue that nobody serves."""
        sent_back: list[str] = []
        async with self._database.write() as session:
            for waiting in await self._queue.waiting(session):
                conversation = waiting.conversation
                if await ownership.leave_queue(session, conversation.id):
                    await note_figure(session, Counted.GAVE_UP, "shift_ended")
                    await session.refresh(conversation)
                    await self._conversations.announce(
                        session,
                        conversation,
                        "utter_handoff_shift_ended",
                        {
                            "next_open": self._hours.next_open_words(
                                conversation.nation, conversation.language
                            )
                        },
                    )
                    sent_back.append(conversation.id)
        # After the commit: who is woken earlier would not see it yet.
        for conversation_id in sent_back:
            self.tell(conversation_id)

    async def back_to_front(self, conversation_id: str) -> None:
        """A word to the visitor whose worker vanished: an apology, and the first place."""
        async with self._database.write() as session:
            conversation = await session.get(Conversation, conversation_id)
            if conversation is not None:
                await self._conversations.announce(session, conversation, "utter_handoff_requeued")
        self.tell(conversation_id)

    def tell(self, conversation_id: str) -> None:
        self._events.news(conversation_topic(conversation_id), DESK, QUEUE)
