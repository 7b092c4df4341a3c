"""Who may assess: a worker with the case, and leads; to write, who has been marked as trained."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from helpline.errors import (
    AssessmentRefused,
    CaseGone,
    CaseRefused,
    CaseWithdrawn,
    ConversationGone,
    NotTheirs,
)
from helpline.models import Case, Conversation, DeskProfile, Worker
from helpline.services.cases import opening as case_opening

#: The name of the mark in data/handoff/skills.yml; leads set it at the desk, and it is audited.
TRAINED = "risk_assessment"


async def is_trained(session: AsyncSession, worker: Worker) -> bool:
    """Whether a lead has marked them as trained in stalking risk assessment."""
    profile = await session.get(DeskProfile, worker.id)
    return profile is not None and TRAINED in profile.skills


async def may_read(session: AsyncSession, case_id: str, worker: Worker) -> Case:
    """The case, if its assessments may be read: by who has it, and by leads. Once it was taken back
    only by the two people who opened it, while that holds. CaseGone, NotTheirs, CaseWithdrawn."""
    case = await session.get(Case, case_id)
    if case is None:
        raise CaseGone
    if case.worker_id != worker.id and worker.role != "lead":
        raise NotTheirs
    if case.status == "withdrawn":
        opening = await case_opening.newest(session, case_id)
        if not case_opening.opens_for(opening, worker.id):
            raise CaseWithdrawn
    return case


async def may_write(session: AsyncSession, case_id: str, worker: Worker) -> Case:
    """The same for who means to write, one writer after another: CaseWithdrawn, CaseRefused where
    it is closed, AssessmentRefused for who is not trained."""
    await session.get(Case, case_id, with_for_update=True)
    case = await may_read(session, case_id, worker)
    if case.status == "withdrawn":
        raise CaseWithdrawn
    if case.status == "closed":
        raise CaseRefused("closed")
    if not await is_trained(session, worker):
        raise AssessmentRefused("not_trained")
    return case


async def chat_of(session: AsyncSession, conversation_id: str, worker: Worker) -> Conversation:
    """A chat whose visitor has agreed to be read, for its own worker and for leads.
    ConversationGone, NotTheirs; AssessmentRefused before they have agreed."""
    conversation = await session.get(Conversation, conversation_id)
    if conversation is None:
        raise ConversationGone
    if conversation.worker_id != worker.id and worker.role != "lead":
        raise NotTheirs
    if conversation.agreed_at is None:
        raise AssessmentRefused("not_agreed")
    return conversation


async def own_chat(session: AsyncSession, conversation_id: str, worker: Worker) -> Conversation:
    """The same for who means to write in it, one after another: only its own worker, and only who
    is trained."""
    await session.get(Conversation, conversation_id, with_for_update=True)
    conversation = await chat_of(session, conversation_id, worker)
    if conversation.worker_id != worker.id:
        raise NotTheirs
    if not await is_trained(session, worker):
        raise AssessmentRefused("not_trained")
    return conversation
