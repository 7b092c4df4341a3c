"""The fixed messages that answer an alert: which one is due, and the posting of it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Alert, Conversation, now
from helpline.services.alerts.kinds import DANGERS
from helpline.services.log import turn_numbers
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import Fence

QUIET_FOR = timedelta(minutes=10)


class AlertAnswers:
    """Posts them, in the caller's transaction."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def recently(self, session: AsyncSession, conversation_id: str, kind: str) -> bool:
        """Whether the fixed message of this kind stands in the log since less than ten minutes.
        The neutral reply to a stranger at the screen is given each time."""
        if kind == "someone_else_typing":
            return False
        found = await session.scalar(
            select(Alert.id).where(
                Alert.conversation_id == conversation_id,
                Alert.kind == kind,
                Alert.answered_at > now() - QUIET_FOR,
            )
        )
        return found is not None

    async def recently_answered(self, session: AsyncSession, conversation_id: str) -> set[str]:
        """Kinds whose fixed message was posted in the last ten minutes."""
        rows = await session.scalars(
            select(Alert.kind).where(
                Alert.conversation_id == conversation_id, Alert.answered_at > now() - QUIET_FOR
            )
        )
        return set(rows.all())

    async def post(
        self, session: AsyncSession, conversation: Conversation, alert: Alert, on_shift: bool
    ) -> None:
        """The fixed message of an alert, in the caller's transaction."""
        alert.answered_at = now()
        if alert.kind == "someone_else_typing":
            # Nothing here may say what this chat was: earlier lines fold away, the reply looks like
            # any other, and an answer to what was asked before must not come after it.
            await turn_numbers.drop(session, conversation.id)
            await session.refresh(conversation)
            conversation.folded_seq = conversation.seq
            await session.flush()
            await self._conversations.post(
                session, conversation, "utter_safety_someone_else_typing", fence=Fence()
            )
            return
        await self._conversations.post(
            session,
            conversation,
            f"utter_safety_{alert.kind}",
            author="service",
            kind="safety",
            fence=Fence(),
        )
        if alert.kind == "immediate_danger":
            await self._conversations.post_card(session, conversation, {"type": "emergency"})
        if alert.kind in DANGERS:
            await self._conversations.post(
                session,
                conversation,
                "utter_safety_worker_told" if on_shift else "utter_safety_nobody_here",
                author="service",
                kind="safety",
                fence=Fence(),
            )
