"""Which cases a chat belongs to: those that came of it, and those that a worker linked it to; and
whose chat it is."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.errors import ConversationGone, NotTheirs
from helpline.models import Case, CaseReturn, Conversation, Worker


def of_chat(conversation_id: str) -> ColumnElement[bool]:
    """A condition on `Case`. For what workers are told; who may act on a case as its person is the
    chat it came of alone."""
    return or_(
        Case.conversation_id == conversation_id,
        Case.id.in_(
            select(CaseReturn.case_id).where(CaseReturn.conversation_id == conversation_id)
        ),
    )


async def had_by(session: AsyncSession, conversation_id: str, worker: Worker) -> Conversation:
    """The chat that this worker has now. ConversationGone, NotTheirs."""
    conversation = await session.get(Conversation, conversation_id)
    if conversation is None:
        raise ConversationGone
    if conversation.worker_id != worker.id or conversation.owner != "worker":
        raise NotTheirs
    return conversation
