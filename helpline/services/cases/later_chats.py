"""A later chat of the same person: a worker who has it says to which case it belongs, and how they
know. Whoever works on the case sees that they are back, and an assessed case is looked at again.

It is for workers alone. The visitor of the later chat gets nothing by it: no word of the case, no
say over it, and no sign that there is one, for a reference can be read over somebody's shoulder.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import CaseGone, CaseRefused, CaseWithdrawn
from helpline.models import Alert, Case, CaseReturn, Conversation, Worker, now
from helpline.services.assessing.prompts import Prompts
from helpline.services.audit.chain import note_audit
from helpline.services.cases import references as case_references
from helpline.services.cases import work as case_work
from helpline.services.cases.chats import had_by, of_chat
from helpline.services.cases.seals import CaseSeals
from helpline.services.desk.shapes import iso
from helpline.services.log.events import DESK, Events
from understanding import INDICATORS


class LaterChats:
    """Links them, and takes a mistaken link away again."""

    def __init__(
        self, database: Database, seals: CaseSeals, prompts: Prompts, events: Events
    ) -> None:
        self._database = database
        self._seals = seals
        self._prompts = prompts
        self._events = events

    async def link(self, conversation_id: str, worker: Worker, reference: str, told: str) -> str:
        """The chat that this worker has is of the person of that case; `told`: how they know. Gives
        the case's id. NotTheirs, ConversationGone; CaseGone where no such case is worked on (also
        where it was taken back: that says nothing to who only has a reference); CaseRefused where
        it is linked already."""
        wanted = case_references.tidied(reference)
        async with self._database.write() as session:
            conversation = await had_by(session, conversation_id, worker)
            case = await session.scalar(
                select(Case).where(
                    Case.reference == (wanted or ""), Case.status.in_(("new", "open"))
                )
            )
            if case is None:
                raise CaseGone
            known = await session.scalar(
                select(Case.id).where(Case.id == case.id, of_chat(conversation_id))
            )
            if known is not None:
                raise CaseRefused("linked_already")
            moment = now()
            sealed = await self._seals.seal(case.id, told, "chat", conversation_id)
            session.add(
                CaseReturn(
                    case_id=case.id,
                    conversation_id=conversation_id,
                    worker_id=worker.id,
                    words=sealed,
                    at=moment,
                )
            )
            await session.flush()
            await session.execute(
                update(Case)
                .where(Case.id == case.id)
                .values(returned_at=moment, version=Case.version + 1)
                .execution_options(synchronize_session=False)
            )
            await self._prompts.of_case(session, case.id, "returned")
            await self._what_was_told(session, conversation)
            await note_audit(session, worker.id, "case_linked", case.id, conversation_id)
        self._events.news(DESK)
        return case.id

    async def _what_was_told(self, session: AsyncSession, conversation: Conversation) -> None:
        """What was heard in it before it was linked counts as told now."""
        heard = [
            one
            for one in map(str, conversation.reasons)
            if one in INDICATORS or one.startswith("said_")
        ]
        alerts = await session.scalars(
            select(Alert.kind).where(Alert.conversation_id == conversation.id).distinct()
        )
        kinds = sorted(alerts.all())
        await self._prompts.told(session, conversation.id, heard)
        await self._prompts.happened(session, conversation.id, [("alert", one) for one in kinds])

    async def unlink(self, case_id: str, worker: Worker, conversation_id: str) -> None:
        """It was somebody else's after all. NotTheirs, CaseGone, CaseWithdrawn."""
        async with self._database.write() as session:
            case = await case_work.access(session, case_id, worker)
            if case.status == "withdrawn":
                raise CaseWithdrawn
            gone = await session.scalar(
                delete(CaseReturn)
                .where(CaseReturn.case_id == case_id, CaseReturn.conversation_id == conversation_id)
                .returning(CaseReturn.id)
            )
            if gone is None:
                raise CaseGone
            await note_audit(session, worker.id, "case_unlinked", case_id, conversation_id)
        self._events.news(DESK)

    async def shown(
        self, session: AsyncSession, case: Case, names: Mapping[int, str], readable: bool
    ) -> list[dict[str, Any]]:
        """The later chats of a case, the newest first, with who has each now (None: it is over)."""
        rows = await session.execute(
            select(CaseReturn, Conversation.owner, Conversation.left)
            .outerjoin(Conversation, Conversation.id == CaseReturn.conversation_id)
            .where(CaseReturn.case_id == case.id)
            .order_by(CaseReturn.id.desc())
        )
        return [
            {
                "conversation": one.conversation_id,
                "at": iso(one.at),
                "by": names.get(one.worker_id),
                "owner": owner if left is None else None,
                "told": await self._seals.open(case.id, one.words, str, "chat", one.conversation_id)
                if readable
                else "",
            }
            for one, owner, left in rows.all()
        ]
