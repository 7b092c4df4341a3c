"""How long a worker keeps a chat without a sign of life: an open desk renews it; who is gone, or
lets the visitor wait too long for an answer, loses it, and it goes back to the front of the queue.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from helpline.db import Database
from helpline.models import Conversation, now
from helpline.services.figures.days import Counted, note_figure
from helpline.services.log import ownership


class Leases:
    """Renews them, and takes back those that are over."""

    def __init__(self, database: Database, lease_seconds: float) -> None:
        self._database = database
        self._lease = timedelta(seconds=lease_seconds)

    async def renew(self, worker_id: int) -> None:
        """The worker's desk is open: their leases run on."""
        async with self._database.write() as session:
            await session.execute(
                update(Conversation)
                .where(Conversation.owner == "worker", Conversation.worker_id == worker_id)
                .values(lease_until=now() + self._lease)
            )

    async def lapsed(self, answer_minutes: float) -> list[str]:
        """Takes back chats whose worker vanished or did not answer; gives their ids."""
        moment = now()
        unanswered = moment - timedelta(minutes=answer_minutes)
        taken: list[str] = []
        async with self._database.read() as session:
            rows = await session.scalars(
                select(Conversation.id).where(
                    Conversation.owner == "worker",
                    Conversation.left.is_(None),
                    (Conversation.lease_until < moment)
                    | (Conversation.unanswered_since < unanswered),
                )
            )
            due = rows.all()
        if not due:
            return taken
        async with self._database.write() as session:
            for conversation_id in due:
                if await ownership.requeue(session, conversation_id, moment, unanswered):
                    taken.append(conversation_id)
                    await note_figure(session, Counted.DROPPED, "")
        return taken
