"""Which cases a chat belongs to: those that came of it, and those that a worker linked it to."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select

from helpline.models import Case, CaseReturn


def of_chat(conversation_id: str) -> ColumnElement[bool]:
    """A condition on `Case`. For what workers are told; who may act on a case as its person is the
    chat it came of alone."""
    return or_(
        Case.conversation_id == conversation_id,
        Case.id.in_(
            select(CaseReturn.case_id).where(CaseReturn.conversation_id == conversation_id)
        ),
    )
