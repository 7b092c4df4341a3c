"""What a visitor's socket is sent: everything it has not had, in order, each once.

Woken by events, it asks the database; the database is the truth. It looks again by itself every few
seconds, so a lost wake-up costs a delay and nothing else.
"""

from __future__ import annotations

from typing import Any, Protocol

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Conversation, Worker
from helpline.models.base import table_of
from helpline.public import shapes
from helpline.services.log.events import QUEUE, VISITOR, Subscription, conversation_topic
from helpline.services_container import Services

_LOOK_AGAIN = 15.0
_AT_ONCE = 200

# Built once; see services/log/entry_rows.py.
_CHATS, _WORKERS = table_of(Conversation), table_of(Worker)
_STATE = (
    select(_CHATS.c.owner, _CHATS.c.left, _CHATS.c.folded_seq, _WORKERS.c.name)
    .select_from(_CHATS.outerjoin(_WORKERS, _WORKERS.c.id == _CHATS.c.worker_id))
    .where(_CHATS.c.id == bindparam("conversation"))
)


class Wire(Protocol):
    """Where frames go."""

    async def send(self, frame: dict[str, Any]) -> None: ...


class Pump:
    """Follows one conversation for one socket."""

    def __init__(
        self, services: Services, wire: Wire, conversation: Conversation, after: int
    ) -> None:
        self._services = services
        self._wire = wire
        self._id = conversation.id
        # What was folded away is never sent again, also not to somebody who asks from the start.
        # And who claims to have had more than there is still gets what comes.
        self._sent = max(min(after, conversation.seq), conversation.folded_seq)
        self._folded = conversation.folded_seq
        self._owner: dict[str, Any] | None = None

    @property
    def with_assistant(self) -> bool:
        """Whether the assistant has the chat, as far as this socket was told."""
        return self._owner is not None and self._owner["owner"] == "assistant"

    @property
    def _waits(self) -> bool:
        return self._owner is not None and self._owner["owner"] == "waiting"

    async def run(self) -> str:
        """Until the conversation is over for this socket: `gone` or `left`."""
        events, topic = self._services.events, conversation_topic(self._id)
        with events.subscribe(topic, side=VISITOR) as subscription:
            news, queues = True, False
            while True:
                if news and not await self._catch_up():
                    await self._signals(subscription)
                    return "gone"
                if await self._signals(subscription):
                    return "left"
                # The queue is news for those who wait in it, and for nobody else: it moves all day.
                if self._waits == queues:
                    news = await subscription.wait(_LOOK_AGAIN)
                elif self._waits:
                    events.join(subscription, QUEUE)
                    # It may have moved between the look and this line: so once more.
                    queues = news = True
                else:
                    events.leave(subscription, QUEUE)
                    queues = news = False

    async def _catch_up(self) -> bool:
        """Sends entries, fold and owner as the database has them; False if the conversation is
        gone.
        """
        while True:
            async with self._services.database.read() as session:
                found = await session.execute(_STATE, {"conversation": self._id})
                state = found.first()
                if state is None or state.left is not None:
                    return False
                lines = await self._services.log.read(session, self._id, self._sent, _AT_ONCE)
                owner = await self._owner_frame(session, state)
            folded = state.folded_seq
            for line in lines:
                if line.seq > folded:
                    await self._fold(folded)
                if line.kind not in shapes.HIDDEN_KINDS:
                    await self._wire.send(shapes.entry(self._services.log, self._id, line))
                self._sent = line.seq
            await self._fold(folded)
            if owner != self._owner:
                self._owner = owner
                await self._wire.send(owner)
            if len(lines) < _AT_ONCE:
                return True

    async def _fold(self, folded: int) -> None:
        if folded > self._folded:
            self._folded = folded
            await self._wire.send({"type": "fold"})

    async def _owner_frame(self, session: AsyncSession, state: Any) -> dict[str, Any]:
        frame: dict[str, Any] = {"type": "owner", "owner": state.owner}
        if state.owner == "waiting":
            room = await self._services.rooms.within(session)
            place = await self._services.queue.place_of(session, self._id, room)
            if place is not None:
                frame["position"] = place.position
                if place.minutes is not None:
                    frame["wait_minutes"] = place.minutes
        elif state.owner == "worker":
            frame["name"] = state.name
        return frame

    async def _signals(self, subscription: Subscription) -> bool:
        """Passes on what is never kept; True if the visitor has left elsewhere."""
        left = False
        while subscription.signals:
            name, value = subscription.signals.popleft()
            if name == "typing" and value != "visitor":
                await self._wire.send({"type": "typing", "author": value})
            elif name == "leave":
                await self._wire.send({"type": "leave"})
            elif name == "left":
                left = True
        return left
