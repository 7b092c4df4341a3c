"""How many chats the people on shift can take now, and at once: what an honest wait rests on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from helpline.services.shifts.presence import PresenceBook
from helpline.services.workers.profiles import DeskProfiles


@dataclass(frozen=True, slots=True)
class Room:
    """`workers`: how many are on shift. `slots`: how many chats they take at once, all together.
    `free`: how many of these nobody is in."""

    workers: int
    slots: int
    free: int


class Rooms:
    """Reads it: who takes chats now, each with their limit and the chats they have."""

    def __init__(self, presence: PresenceBook, profiles: DeskProfiles) -> None:
        self._presence = presence
        self._profiles = profiles

    async def within(self, session: AsyncSession) -> Room:
        """In the caller's session. Nobody on shift: no room at all."""
        workers = await self._presence.workers_within(session)
        if workers < 1:
            return Room(0, 0, 0)
        takers = [one for one in await self._profiles.colleagues(session) if one.takes_chats]
        if not takers:
            # Somebody is there, and not at this desk (WAYMARK_ALWAYS_ON_SHIFT): one chat each.
            return Room(workers, workers, 0)
        return Room(
            workers,
            sum(one.limit for one in takers),
            sum(max(0, one.limit - one.live) for one in takers),
        )
