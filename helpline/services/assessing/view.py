"""The page of an assessment, as the desk gets it. Each look is in the audit trail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content.assessment import ANSWERS
from content.assessment import Assessment as Table
from content.standing import stamped_wording
from helpline.db import Database
from helpline.errors import CaseGone, CaseWithdrawn, NotTheirs
from helpline.models import AssessmentDraft, Case, LookAgain, Worker
from helpline.services.assessing import rights
from helpline.services.assessing.board import LookAgainBoard
from helpline.services.assessing.changes import changes
from helpline.services.assessing.drafts import Drafts
from helpline.services.assessing.prompts import PLANNED, today
from helpline.services.assessing.sayings import Sayings
from helpline.services.assessing.sheets import Sheet, as_shown
from helpline.services.assessing.versions import Versions
from helpline.services.audit.chain import note_audit
from helpline.services.cases.files import LIVE, Cases
from helpline.services.cases.seals import CaseSeals
from helpline.services.content import Content
from helpline.services.desk.shapes import iso


class AssessmentView:
    """Reads it all for one worker at a time."""

    def __init__(
        self,
        database: Database,
        table: Table,
        content: Content,
        cases: Cases,
        seals: CaseSeals,
        drafts: Drafts,
        versions: Versions,
        sayings: Sayings,
        board: LookAgainBoard,
    ) -> None:
        self._database = database
        self._table = table
        self._content = content
        self._cases = cases
        self._seals = seals
        self._drafts = drafts
        self._versions = versions
        self._sayings = sayings
        self._board = board

    async def of_case(self, case_id: str, worker: Worker) -> dict[str, Any]:
        """CaseGone, NotTheirs, CaseWithdrawn."""
        async with self._database.write() as session:
            await rights.may_read(session, case_id, worker)
            await note_audit(session, worker.id, "assessment_view", case_id)
        async with self._database.read() as session:
            case = await rights.may_read(session, case_id, worker)
            return await self._case(session, case, worker)

    async def of_chat(self, conversation_id: str, worker: Worker) -> dict[str, Any]:
        """Of a chat: its case's, once there is one that this worker may open; until then the draft
        that is kept with the chat. ConversationGone, NotTheirs, AssessmentRefused."""
        async with self._database.write() as session:
            chat = await rights.chat_of(session, conversation_id, worker)
            case = await self._cases.of_conversation(session, conversation_id)
            if case is not None:
                try:
                    await rights.may_read(session, case.id, worker)
                except (NotTheirs, CaseWithdrawn):
                    case = None
            subject = case.id if case is not None else conversation_id
            await note_audit(session, worker.id, "assessment_view", subject)
        async with self._database.read() as session:
            if case is not None:
                return await self._case(session, case, worker)
            beside, told = await self._sayings.of_chat(session, chat)
            draft = await self._drafts.of_chat(session, conversation_id)
            own = chat.worker_id == worker.id
            return {
                "of": "chat",
                "id": conversation_id,
                "reference": None,
                "may_write": own and await rights.is_trained(session, worker),
                "trained": await rights.is_trained(session, worker),
                "may_save": False,
                **self._fixed(beside, told),
                "number": 0,
                "sheet": None,
                "draft": await self._draft(draft),
                "versions": [],
                "prompts": [],
            }

    async def version(self, case_id: str, number: int, worker: Worker) -> dict[str, Any]:
        """One saved assessment, and what changed in it against the one before."""
        async with self._database.write() as session:
            await rights.may_read(session, case_id, worker)
            await note_audit(session, worker.id, "assessment_view", case_id, "earlier")
        async with self._database.read() as session:
            rows = {one.number: one for one in await self._versions.all(session, case_id)}
            if number not in rows:
                raise CaseGone
            sheet = await self._versions.open(rows[number])
            before = Sheet()
            if number - 1 in rows:
                before = await self._versions.open(rows[number - 1])
            name = await session.scalar(
                select(Worker.name).where(Worker.id == rows[number].worker_id)
            )
        return {
            "number": number,
            "at": iso(rows[number].at),
            "by": name,
            "sheet": as_shown(sheet),
            "changes": msgspec.to_builtins(changes(before, sheet)) if number > 1 else [],
        }

    async def _case(self, session: AsyncSession, case: Case, worker: Worker) -> dict[str, Any]:
        beside, told = await self._sayings.of_case(session, case, worker)
        rows = await self._versions.all(session, case.id)
        draft = await self._drafts.of_case(session, case.id, worker.id)
        if draft is None and case.conversation_id is not None:
            of_chat = await self._drafts.of_chat(session, case.conversation_id)
            if of_chat is not None and of_chat.worker_id == worker.id:
                draft = of_chat
        trained = await rights.is_trained(session, worker)
        names = {row.id: row.name for row in await session.execute(select(Worker.id, Worker.name))}
        return {
            "of": "case",
            "id": case.id,
            "reference": case.reference,
            "may_write": trained and case.status in LIVE,
            "may_save": trained and case.status in LIVE,
            "trained": trained,
            **self._fixed(beside, told),
            "number": rows[0].number if rows else 0,
            "sheet": as_shown(await self._versions.open(rows[0])) if rows else None,
            "draft": await self._draft(draft),
            "versions": [
                {"number": one.number, "at": iso(one.at), "by": names.get(one.worker_id)}
                for one in rows
            ],
            "prompts": await self._prompts(session, case, names),
        }

    def _fixed(
        self, beside: dict[str, list[dict[str, str]]], told: list[dict[str, str]]
    ) -> dict[str, Any]:
        table = self._table
        return {
            "topics": [
                {
                    **self._sentence("topics" if topic.tool else "beside", name),
                    "name": name,
                    "tool": topic.tool,
                    "said": beside.get(name, []),
                }
                for name, topic in table.topics.items()
            ],
            "told": told,
            "answers": list(ANSWERS),
            "levels": [
                {
                    **self._sentence("levels", name),
                    "name": name,
                    "again": (today() + timedelta(days=table.again_in_days[name])).isoformat(),
                }
                for name in table.levels
            ],
            "days": [
                {"name": name, **self._sentence("days", name)} for name in table.look_again.days
            ],
            "rules": [self._sentence("rules", name) for name in table.rules],
            "refer": [self._sentence("refer", name) for name in table.refer],
        }

    def _sentence(self, group: str, name: str) -> dict[str, Any]:
        """A sentence with where it comes from, and whether anybody has approved it."""
        one = self._table.said(group, name)
        text, _, hint = self._table.text(group, name, self._content.directory.facts).partition(
            "\n\n"
        )
        return {
            "text": text,
            "hint": hint,
            "source": one.metadata["source"],
            "checked": one.metadata["checked"],
            "draft": one.metadata["status"] != "approved"
            and not stamped_wording(one, self._content.stamps),
        }

    async def _draft(self, row: AssessmentDraft | None) -> dict[str, Any] | None:
        if row is None:
            return None
        return {
            # One that was begun in the chat is not yet kept with the case.
            "version": row.version,
            "of_chat": row.conversation_id is not None,
            "begun_from": row.begun_from,
            "at": iso(row.at),
            "sheet": as_shown(await self._drafts.open(row)),
        }

    async def _prompts(
        self, session: AsyncSession, case: Case, names: dict[int, str]
    ) -> list[dict[str, Any]]:
        """Open ones first, then how the others were answered; planned days too."""
        rows = await session.scalars(
            select(LookAgain)
            .where(LookAgain.case_id == case.id)
            .order_by(LookAgain.open_key.is_(None), LookAgain.due_at, LookAgain.id)
        )
        shown = []
        for one in rows.all():
            if one.answer == "replaced":
                continue
            reason = ""
            if one.words is not None:
                reason = await self._seals.open(case.id, one.words, str, "look_again", one.id)
            shown.append(
                {
                    **self._board.shown(one),
                    "open": one.open_key is not None,
                    "planned": one.because in PLANNED,
                    "answer": one.answer,
                    "by": names.get(one.answered_by) if one.answered_by is not None else None,
                    "answered": iso(one.answered_at) if one.answered_at else None,
                    "reason": reason,
                }
            )
        return shown
