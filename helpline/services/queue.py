"""The order in which people wait, and an honest guess of how long."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Conversation

URGENCY = ("normal", "high", "danger")
_STEP_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place: 1 is next. `minutes` is rounded up to five, None if it can't be told."""

    position: int
    minutes: int | None


async def waiting(session: AsyncSession) -> list[Conversation]:
    """Everybody who waits: the most urgent first, then who was dropped by a vanished worker,
    then the longest wait.
    """
    rows = await session.scalars(
        select(Conversation)
        .where(Conversation.owner == "waiting")
        .order_by(
            Conversation.urgency.desc(), Conversation.front.desc(), Conversation.waiting_since
        )
    )
    return list(rows.all())


async def place_of(
    session: AsyncSession, conversation_id: str, workers: int, chat_minutes: float
) -> Place | None:
    """The place of a waiting conversation; None if it does not wait.

    The guess: those before you, shared among the workers on shift, each a usual chat long.
    """
    ids = [row.id for row in await waiting(session)]
    if conversation_id not in ids:
        return None
    position = ids.index(conversation_id) + 1
    if workers < 1:
        return Place(position, None)
    rounds = math.ceil(position / workers)
    minutes = math.ceil(rounds * chat_minutes / _STEP_MINUTES) * _STEP_MINUTES
    return Place(position, minutes)
