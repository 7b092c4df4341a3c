"""Who waits, in which order, and an honest guess of how long."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Conversation
from helpline.services.queue.order import Waiting, in_order
from helpline.services.queue.room import Room
from helpline.services.turns.urgency import UrgencyRules

_STEP_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place: 1 is next. `minutes` is rounded up to five, None if it can't be told."""

    position: int
    minutes: int | None


class Queue:
    """Reads the queue. `chat_minutes`: how long a chat usually lasts."""

    def __init__(self, rules: UrgencyRules, chat_minutes: float) -> None:
        self._rules = rules
        self._chat_minutes = chat_minutes

    async def waiting(self, session: AsyncSession) -> list[Waiting]:
        """Everybody who waits, in the order of services/queue/order.py."""
        rows = await session.scalars(select(Conversation).where(Conversation.owner == "waiting"))
        return in_order(rows, self._rules)

    async def place_of(
        self, session: AsyncSession, conversation_id: str, room: Room
    ) -> Place | None:
        """The place of a waiting conversation; None if it does not wait.

        The guess: whoever there is room for now is taken within a few minutes; the others when as
        many chats have ended as stand before them, each a usual chat long, as many at once as the
        workers on shift take on together.
        """
        ids = [one.conversation.id for one in await self.waiting(session)]
        if conversation_id not in ids:
            return None
        position = ids.index(conversation_id) + 1
        if room.workers < 1:
            return Place(position, None)
        if position <= room.free:
            return Place(position, _STEP_MINUTES)
        rounds = math.ceil((position - room.free) / max(1, room.slots))
        minutes = math.ceil(rounds * self._chat_minutes / _STEP_MINUTES) * _STEP_MINUTES
        return Place(position, minutes)
