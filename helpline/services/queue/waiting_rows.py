"""The waiting list as one worker sees it: who stands where and why, and for whom it rings when.

Before the visitor agrees, categories; after it, phrases of theirs out of the brief they agreed to.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from helpline.errors import KeyGone
from helpline.models import Conversation, Worker
from helpline.services.brief.briefs import Briefs
from helpline.services.desk import shapes
from helpline.services.desk.graphic import Graphic
from helpline.services.queue.line import Queue
from helpline.services.queue.moves import QueueMoves
from helpline.services.queue.order import Waiting
from helpline.services.queue.ringing import Kept, ring_after
from helpline.services.turns.heard import HeardStore
from helpline.services.workers.profiles import DeskProfiles
from helpline.services.workers.skills import Colleague, Skills


class WaitingRows:
    """Makes the rows. `ring_seconds`: the pause before it rings for more people."""

    def __init__(
        self,
        queue: Queue,
        moves: QueueMoves,
        briefs: Briefs,
        heard: HeardStore,
        profiles: DeskProfiles,
        skills: Skills,
        graphic: Graphic,
        ring_seconds: float,
    ) -> None:
        self._queue = queue
        self._moves = moves
        self._briefs = briefs
        self._heard = heard
        self._profiles = profiles
        self._skills = skills
        self._graphic = graphic
        self._pause = int(ring_seconds)

    async def rows(self, session: AsyncSession, worker: Worker) -> list[dict[str, Any]]:
        """Everybody who waits, in order."""
        waiting = await self._queue.waiting(session)
        if not waiting:
            return []
        colleagues = await self._profiles.colleagues(session)
        return [await self._row(session, one, worker, colleagues) for one in waiting]

    async def _row(
        self, session: AsyncSession, one: Waiting, worker: Worker, colleagues: list[Colleague]
    ) -> dict[str, Any]:
        conversation = one.conversation
        needs = await self._needs(conversation)
        nobody = Colleague(worker.id, False, frozenset(), 0, 0)
        me = next((who for who in colleagues if who.worker_id == worker.id), nobody)
        # For who may take it now: nobody else needs a word of it.
        phrases = await self._phrases(session, conversation) if me.takes_chats else []
        return {
            **shapes.row(conversation),
            "stands": shapes.stands(one.standing),
            "moved": await self._moves.shown(session, conversation, worker),
            "phrases": phrases,
            "phrases_graphic": [self._graphic.found(one) for one in phrases],
            "suits_you": bool(needs & me.skills),
            "ring_after": ring_after(
                me,
                worker.role == "lead",
                conversation.alerted,
                needs,
                colleagues,
                self._pause,
                _kept(conversation),
            ),
        }

    async def _needs(self, conversation: Conversation) -> frozenset[str]:
        try:
            heard = (await self._heard.get(conversation)).needs
        except KeyGone:
            heard = []
        return frozenset([*self._skills.chosen_by(conversation), *heard])

    async def _phrases(self, session: AsyncSession, conversation: Conversation) -> list[str]:
        try:
            return await self._briefs.phrases(session, conversation)
        except KeyGone:
            return []


def _kept(conversation: Conversation) -> Kept | None:
    """For whom it is kept, and for how much of its waiting. The same also when that is over: it
    then rings for everybody, and nobody hears it twice as new."""
    to, until = conversation.offered_to, conversation.offered_until
    if to is None or until is None or conversation.waiting_since is None:
        return None
    seconds = int((until - conversation.waiting_since).total_seconds())
    return Kept(to, seconds) if seconds > 0 else None
