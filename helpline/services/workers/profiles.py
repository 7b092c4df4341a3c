"""How much each worker takes on at once, what they are the right person for, and how they like
their board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import NoSuchWorker
from helpline.models import Conversation, DeskProfile, Presence, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.log.events import DESK, Events
from helpline.services.workers.preferences import liked, profile_of
from helpline.services.workers.skills import Colleague, Skills

#: Nobody reads more than this at once and answers well.
MOST_CHATS = 10
# The roles that have a board.
_TAKE_CHATS = ("worker", "lead")


def limit_of(profile: DeskProfile | None, usual: int) -> int:
    """How many chats a worker has at once at most: the lead's number, or their own lower one."""
    highest = usual if profile is None or profile.max_chats is None else profile.max_chats
    own = None if profile is None else profile.own_limit
    return highest if own is None else min(own, highest)


async def live_chats(session: AsyncSession) -> dict[int | None, int]:
    """How many chats each worker has now; those that the visitor left don't count."""
    rows = await session.execute(
        select(Conversation.worker_id, func.count(Conversation.id))
        .where(Conversation.owner == "worker", Conversation.left.is_(None))
        .group_by(Conversation.worker_id)
    )
    return {worker_id: int(number) for worker_id, number in rows}


class DeskProfiles:
    """Reads and sets them. `usual_chats`: the limit of whom no lead has given another."""

    def __init__(
        self, database: Database, events: Events, skills: Skills, usual_chats: int
    ) -> None:
        self._database = database
        self._events = events
        self._skills = skills
        self._usual = usual_chats

    async def limit(self, session: AsyncSession, worker_id: int) -> int:
        """How many chats this worker has at once at most."""
        return limit_of(await session.get(DeskProfile, worker_id), self._usual)

    async def set_own(self, worker: Worker, limit: int | None, hides_queue: bool) -> None:
        """A worker's own choices: a lower limit (None: the lead's), and whether the list of who
        waits is hidden from them."""
        async with self._database.write() as session:
            profile = await profile_of(session, worker.id)
            profile.own_limit, profile.hides_queue = limit, hides_queue
        self._events.news(DESK)

    async def set_by_lead(
        self, lead: Worker, worker_id: int, max_chats: int | None, skills: Sequence[str]
    ) -> None:
        """What a lead sets for a worker (None: the usual limit); audited. NoSuchWorker."""
        async with self._database.write() as session:
            worker = await session.get(Worker, worker_id)
            if worker is None or not worker.active:
                raise NoSuchWorker
            profile = await profile_of(session, worker_id)
            profile.max_chats, profile.skills = max_chats, self._skills.known(skills)
            detail = f"{max_chats or 'usual'} {' '.join(profile.skills)}"[:200].strip()
            await note_audit(session, lead.id, "desk_profile", str(worker_id), detail)
        self._events.news(DESK)

    async def mine(self, session: AsyncSession, worker_id: int) -> dict[str, Any]:
        """A worker's own, as their page shows it."""
        profile = await session.get(DeskProfile, worker_id) or DeskProfile(skills=[])
        likes = liked(profile)
        return {
            "limit": limit_of(profile, self._usual),
            "max_chats": profile.max_chats or self._usual,
            "own_limit": profile.own_limit,
            "skills": [self._skills.labels[one] for one in self._known(profile)],
            "hides_queue": bool(profile.hides_queue),
            "covers_graphic": likes.covers_graphic,
            "language": likes.language,
            "live": (await live_chats(session)).get(worker_id, 0),
        }

    def _known(self, profile: DeskProfile | None) -> list[str]:
        return self._skills.known(profile.skills if profile else ())

    def _of(self, worker: Worker, profile: DeskProfile | None) -> dict[str, Any]:
        return {
            "id": str(worker.id),
            "name": worker.name,
            "role": worker.role,
            "max_chats": profile.max_chats if profile else None,
            "own_limit": profile.own_limit if profile else None,
            "skills": self._known(profile),
        }

    async def colleagues(self, session: AsyncSession) -> list[Colleague]:
        """Everybody whose desk is open now, each once however many desks they have open."""
        open_desks = await session.execute(
            select(Presence.worker_id, func.max(case((Presence.available, 1), else_=0)))
            .where(Presence.until > now())
            .group_by(Presence.worker_id)
        )
        takes = {worker_id: bool(available) for worker_id, available in open_desks}
        profiles = {
            one.worker_id: one
            for one in await session.scalars(
                select(DeskProfile).where(DeskProfile.worker_id.in_(takes))
            )
        }
        live = await live_chats(session)
        return [
            Colleague(
                worker_id,
                available,
                frozenset(self._known(profiles.get(worker_id))),
                live.get(worker_id, 0),
                limit_of(profiles.get(worker_id), self._usual),
            )
            for worker_id, available in takes.items()
        ]

    async def team(self) -> dict[str, Any]:
        """Everybody who works here, for leads, and the skills there are."""
        async with self._database.read() as session:
            live = await live_chats(session)
            here = {one.worker_id: one for one in await self.colleagues(session)}
            rows = await session.execute(
                select(Worker, DeskProfile)
                .outerjoin(DeskProfile, DeskProfile.worker_id == Worker.id)
                .where(Worker.active.is_(True), Worker.role.in_(_TAKE_CHATS))
                .order_by(Worker.name, Worker.id)
            )
            workers = [
                {
                    **self._of(worker, profile),
                    "live": live.get(worker.id, 0),
                    "takes_chats": worker.id in here and here[worker.id].takes_chats,
                }
                for worker, profile in rows
            ]
        labels = [{"name": name, "label": label} for name, label in self._skills.labels.items()]
        return {"workers": workers, "skills": labels, "usual_chats": self._usual}
