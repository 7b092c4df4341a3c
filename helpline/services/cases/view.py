"""A case, opened: its rules first, then what was agreed to, and everything that was done. Each time
somebody opens one, and each time somebody sees how to reach its person, is in the audit trail."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import CaseWithdrawn, NotTheirs
from helpline.models import CallBack, Case, CaseNote, Consent, Conversation, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.cases import given
from helpline.services.cases import listing as case_list
from helpline.services.cases import opening as case_opening
from helpline.services.cases import work as case_work
from helpline.services.cases.files import Cases
from helpline.services.cases.later_chats import LaterChats
from helpline.services.cases.listing import CaseList, Wanted
from helpline.services.cases.opening import CaseOpenings
from helpline.services.cases.seals import CaseSeals, Said
from helpline.services.cases.ticked import by_kind, ticked_in
from helpline.services.content import Content
from helpline.services.desk.graphic import Graphic
from helpline.services.desk.shapes import iso
from helpline.services.log.events import DESK, Events

#: Stands behind the rules: it leaves the server only when somebody says they have read these.
REACH = "contact_how"
#: The rules of contact, in the order in which they are read.
RULES = ("contact_never", "contact_when", "voicemail", "code_word", "access")


class CaseView:
    """What the desk is given to see."""

    def __init__(
        self,
        database: Database,
        cases: Cases,
        seals: CaseSeals,
        openings: CaseOpenings,
        listed: CaseList,
        content: Content,
        graphic: Graphic,
        later_chats: LaterChats,
        events: Events,
    ) -> None:
        self._database = database
        self._cases = cases
        self._seals = seals
        self._openings = openings
        self._listed = listed
        self._content = content
        self._graphic = graphic
        self._later_chats = later_chats
        self._events = events

    async def board(self, worker: Worker, wanted: Wanted) -> dict[str, Any]:
        """List and diary: nothing sealed."""
        async with self._database.read() as session:
            return await self._listed.board(session, worker, wanted)

    async def open(self, case_id: str, worker: Worker) -> dict[str, Any]:
        """All of it but how to reach its person. NotTheirs, CaseGone."""
        async with self._database.write() as session:
            case = await self._may_open(session, case_id, worker)
            news = await given.seen(session, case, worker.id)
            await note_audit(session, worker.id, "case_view", case_id)
        if news:
            self._events.news(DESK)
        async with self._database.read() as session:
            return await self._shown(session, case, worker)

    async def reach(self, case_id: str, worker: Worker) -> str:
        """How to reach its person, for who has read the rules. CaseWithdrawn where they took their
        agreement back and no two people have opened it."""
        async with self._database.write() as session:
            case = await self._may_open(session, case_id, worker)
            if not await self._readable(session, case, worker):
                raise CaseWithdrawn
            await note_audit(session, worker.id, "case_reach", case_id)
        return (await self._cases.parts(case)).get(REACH, "")

    async def look(self, session: AsyncSession, case_id: str, worker: Worker) -> tuple[Case, bool]:
        """The case, if this worker may see that it is there; and whether they may read it.
        NotTheirs, CaseGone."""
        case = await self._may_open(session, case_id, worker)
        return case, await self._readable(session, case, worker)

    async def _may_open(self, session: AsyncSession, case_id: str, worker: Worker) -> Case:
        try:
            return await case_work.access(session, case_id, worker)
        except NotTheirs:
            # A second person who is asked to stand for opening sees what they are asked about.
            opening = await case_opening.newest(session, case_id)
            case = await session.get(Case, case_id)
            if case is None or case.status != "withdrawn" or opening is None:
                raise
            if not (
                case_opening.awaits_answer(opening) or case_opening.opens_for(opening, worker.id)
            ):
                raise
            return case

    async def _readable(self, session: AsyncSession, case: Case, worker: Worker) -> bool:
        if case.status != "withdrawn":
            return True
        return case_opening.opens_for(await case_opening.newest(session, case.id), worker.id)

    async def _shown(self, session: AsyncSession, case: Case, worker: Worker) -> dict[str, Any]:
        moment = now()
        names = {row.id: row.name for row in await session.execute(select(Worker.id, Worker.name))}
        readable = await self._readable(session, case, worker)
        texts = await self._cases.parts(case) if readable else {}
        return {
            **case_list.row(case, names, None, moment),
            "readable": readable,
            "rules": self._boxes(texts, RULES),
            "can_reach": bool(texts.get(REACH)),
            # The rules above are never covered: nobody may miss one.
            "parts": [
                self._graphic.marked(box, box["text"])
                for box in self._boxes(
                    texts,
                    [q.id for q in self._content.referral.questions if q.id not in {*RULES, REACH}],
                )
            ],
            "consents": await self._consents(session, case, names, readable),
            "call_backs": await self._call_backs(session, case, names, readable),
            "notes": await self._notes(session, case, names, readable),
            "opening": await self._opening(session, case, worker, names),
            "chat": await self._chat(session, case),
            "where": by_kind(await ticked_in(self._seals, case) if readable else []),
            "later_chats": await self._later_chats.shown(session, case, names, readable),
            "linked": [
                {
                    "id": one.id,
                    "reference": one.reference,
                    "status": one.status,
                    "since": iso(one.created_at),
                }
                for one in await self._cases.others_of(session, case)
            ],
            "mine": case.worker_id == worker.id,
            "answered": await self._answered(session, case.id),
        }

    async def _answered(self, session: AsyncSession, case_id: str) -> int:
        """The number of what its person last said to it themselves (services/cases/reminders.py),
        0 for nothing: a page knows by it whether it shows the newest."""
        number = await session.scalar(
            select(func.max(Consent.id)).where(
                Consent.case_id == case_id, Consent.worker_id.is_(None)
            )
        )
        return number or 0

    def _boxes(self, texts: dict[str, str], wanted: Any) -> list[dict[str, Any]]:
        labels = {one.id: one.label["en"] for one in self._content.referral.questions}
        return [
            {"id": name, "label": labels[name], "text": texts[name]}
            for name in wanted
            if texts.get(name)
        ]

    async def _consents(
        self, session: AsyncSession, case: Case, names: dict[int, str], readable: bool
    ) -> list[dict[str, Any]]:
        rows = await session.scalars(
            select(Consent).where(Consent.case_id == case.id).order_by(Consent.id)
        )
        shown = []
        for one in rows.all():
            words = Said()
            if one.words is not None:
                words = await self._seals.open(
                    case.id, one.words, Said, "consent", one.kind, one.at.isoformat()
                )
            shown.append(
                {
                    "kind": one.kind,
                    "how": one.how,
                    "at": iso(one.at),
                    "by": names.get(one.worker_id) if one.worker_id is not None else None,
                    "wording": one.wording,
                    "shown": words.shown,
                    "told": words.told if readable else "",
                }
            )
        return shown

    async def _notes(
        self, session: AsyncSession, case: Case, names: dict[int, str], readable: bool
    ) -> list[dict[str, Any]]:
        rows = await session.scalars(
            select(CaseNote).where(CaseNote.case_id == case.id).order_by(CaseNote.id.desc())
        )
        shown = []
        for one in rows.all():
            text = ""
            if readable and one.words is not None:
                text = await self._seals.open(
                    case.id, one.words, str, "note", one.worker_id, one.client_id
                )
            shown.append(
                {
                    "kind": one.kind,
                    "at": iso(one.at),
                    "by": names.get(one.worker_id),
                    "way": one.way,
                    "result": one.result,
                    "text": text,
                }
            )
        return shown

    async def _call_backs(
        self, session: AsyncSession, case: Case, names: dict[int, str], readable: bool
    ) -> list[dict[str, Any]]:
        rows = await session.scalars(
            select(CallBack).where(CallBack.case_id == case.id).order_by(CallBack.due_at.desc())
        )
        shown = []
        for one in rows.all():
            mind = ""
            if readable and one.words is not None:
                mind = await self._seals.open(
                    case.id, one.words, str, "call", one.made_by, one.client_id
                )
            who = one.worker_id or case.worker_id
            shown.append(
                {
                    **case_list.times(one, now()),
                    "worker": names.get(who) if who is not None else None,
                    "mind": mind,
                }
            )
        return shown

    async def _opening(
        self, session: AsyncSession, case: Case, worker: Worker, names: dict[int, str]
    ) -> dict[str, Any] | None:
        last = await case_opening.newest(session, case.id)
        if last is None:
            return None
        reason = await self._openings.reason(last)
        return {
            "risk": last.risk,
            "by": names.get(last.asked_by),
            "at": iso(last.asked_at),
            "status": last.status,
            "awaits": case_opening.awaits_answer(last),
            "second": names.get(last.second) if last.second is not None else None,
            "until": iso(last.until) if last.until else None,
            "open": case_opening.opens_for(last, worker.id),
            "own": last.asked_by == worker.id,
            "why": reason.why,
            "answer": reason.answer,
        }

    async def _chat(self, session: AsyncSession, case: Case) -> dict[str, Any] | None:
        """The chat it came of, while there is one: somebody who is back may be waiting there."""
        if case.conversation_id is None:
            return None
        chat = await session.get(Conversation, case.conversation_id)
        if chat is None or chat.left is not None:
            return None
        return {"conversation": chat.id, "owner": chat.owner}
