"""How a worker likes their desk: its language, and graphic content covered or not."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from content.languages import Language
from helpline.db import Database
from helpline.models import DeskProfile
from helpline.services.log.events import DESK, Events


@dataclass(frozen=True, slots=True)
class Liked:
    """`covers_graphic`: what describes something graphic is covered until they want to read it."""

    language: str = "en"
    covers_graphic: bool = True


def liked(profile: DeskProfile | None) -> Liked:
    """What a profile says; as it is for everybody where there is none."""
    if profile is None or profile.language is None:
        return Liked()
    return Liked(profile.language, profile.covers_graphic)


class Preferences:
    """Reads and keeps them. Each one's own: nobody else is shown them, and nothing is noted."""

    def __init__(self, database: Database, events: Events) -> None:
        self._database = database
        self._events = events

    async def of(self, worker_id: int) -> Liked:
        """What this worker likes."""
        async with self._database.read() as session:
            return liked(await session.get(DeskProfile, worker_id))

    async def change(
        self, worker_id: int, language: Language | None, covers_graphic: bool | None
    ) -> Liked:
        """Changes what is given; None leaves it as it is."""
        async with self._database.write() as session:
            profile = await profile_of(session, worker_id)
            if language is not None:
                profile.language = language
            if covers_graphic is not None:
                profile.covers_graphic = covers_graphic
            await session.flush()
            now_liked = liked(profile)
        self._events.news(DESK)
        return now_liked


async def profile_of(session: AsyncSession, worker_id: int) -> DeskProfile:
    """The worker's profile, made if there is none yet, in the caller's transaction."""
    profile = await session.get(DeskProfile, worker_id)
    if profile is None:
        profile = DeskProfile(worker_id=worker_id, skills=[], hides_queue=False)
        session.add(profile)
    return profile
