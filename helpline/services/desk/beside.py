"""What the desk shows beside the queue and a chat's log: colleagues who are here, chats offered to
this worker or kept for one of them, raised hands, and what was arranged in a chat.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import Conversation, Worker, now
from helpline.services.desk import shapes
from helpline.services.desk.asides import Asides
from helpline.services.desk.hands import Hands
from helpline.services.desk.still_you import StillYou
from helpline.services.log.conversations import access
from helpline.services.shifts.presence import PresenceBook


class DeskBeside:
    """Reads it, in the caller's session. Nothing is changed here."""

    def __init__(
        self,
        database: Database,
        asides: Asides,
        hands: Hands,
        presence: PresenceBook,
        still_you: StillYou,
    ) -> None:
        self._database = database
        self._asides = asides
        self._hands = hands
        self._presence = presence
        self._still_you = still_you

    async def board(self, session: AsyncSession, worker: Worker) -> dict[str, Any]:
        """The board's part: who could take a chat over, what this worker is asked to take over, for
        whom a waiting chat is kept, and (for leads) who wants help."""
        here = await self._presence.people_within(session)
        return {
            "colleagues": [shapes.worker(one) for one in here if one.id != worker.id],
            "offers": await self._offers(session, worker),
            "kept": await self._kept(session),
            "hands": await self._hands.raised(session, worker),
        }

    async def _offers(self, session: AsyncSession, worker: Worker) -> list[dict[str, Any]]:
        rows = await session.execute(
            select(Conversation, Worker.name)
            .join(Worker, Worker.id == Conversation.worker_id)
            .where(
                Conversation.offered_to == worker.id,
                Conversation.owner == "worker",
                Conversation.left.is_(None),
                Conversation.offered_until > now(),
            )
            .order_by(Conversation.offered_until)
        )
        return [
            {**shapes.row(one), "by": name, "until": shapes.iso(one.offered_until)}
            for one, name in rows.all()
            if one.offered_until is not None
        ]

    async def _kept(self, session: AsyncSession) -> dict[str, str]:
        """Names by chat."""
        rows = await session.execute(
            select(Conversation.id, Worker.name)
            .join(Worker, Worker.id == Conversation.offered_to)
            .where(
                Conversation.owner == "waiting",
                Conversation.offered_until > now(),
                # Somebody in danger is kept for nobody: whoever is there takes them.
                Conversation.alerted.is_(False),
            )
            .order_by(Conversation.id)
        )
        return {row[0]: row[1] for row in rows.all()}

    async def chat(self, session: AsyncSession, conversation: Conversation) -> dict[str, Any]:
        """The chat's part: times as ISO, or None."""
        return {
            "paused_until": shapes.maybe_iso(conversation.paused_until),
            "offered": await self._offered(session, conversation),
            "hand_up_at": shapes.maybe_iso(conversation.hand_up_at),
            "asides": conversation.asides,
            "still_you": await self._still_you.shown(session, conversation),
        }

    async def _offered(
        self, session: AsyncSession, conversation: Conversation
    ) -> dict[str, Any] | None:
        until = conversation.offered_until
        if conversation.owner != "worker" or until is None or until <= now():
            return None
        name = await session.scalar(select(Worker.name).where(Worker.id == conversation.offered_to))
        return {"to": name, "until": shapes.iso(until)}

    async def asides(self, conversation_id: str, worker: Worker) -> list[dict[str, Any]]:
        """Notes and whispers beside a chat whose state this worker was just sent."""
        async with self._database.read() as session:
            conversation = await access(session, conversation_id)
            return await self._asides.shown(session, conversation, worker)
