"""What is written about a case, and when its person is to be contacted.

Notes and attempts are only added. A call-back has a safe time: from when, until when. After it
nobody calls: it stays in sight as missed, and a new time is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import CaseRefused
from helpline.models import CallBack, Case, CaseNote, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.cases import work as case_work
from helpline.services.cases.seals import CaseSeals
from helpline.services.log.events import DESK, Events

WAYS = ("call", "text", "email", "chat", "visit", "other")
RESULTS = ("reached", "no_answer", "voicemail", "sent", "not_safe", "wrong_person")
#: How a call-back that was due can end by a worker's hand.
SETTLED = ("done", "missed", "cancelled")
LONGEST = timedelta(hours=12)
FURTHEST = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Attempt:
    """That contact was tried: one of WAYS, one of RESULTS."""

    way: str
    result: str


@dataclass(frozen=True, slots=True)
class SafeTime:
    """From when until when a person may be contacted (UTC, without a zone)."""

    due_at: datetime
    until: datetime


class CaseDiary:
    """Writes and reads what belongs to a case's course."""

    def __init__(self, database: Database, seals: CaseSeals, events: Events) -> None:
        self._database = database
        self._seals = seals
        self._events = events

    async def write(
        self,
        case_id: str,
        worker: Worker,
        client_id: str,
        text: str,
        attempt: Attempt | None = None,
    ) -> None:
        """A note, or an attempt to reach the person. The same `client_id` again adds nothing.
        NotTheirs, CaseGone, CaseWithdrawn, CaseRefused."""
        sealed = None
        if text:
            sealed = await self._seals.seal(case_id, text, "note", worker.id, client_id)
        async with self._database.write() as session:
            await case_work.live(session, case_id, worker)
            known = await session.scalar(
                select(CaseNote.id).where(
                    CaseNote.case_id == case_id,
                    CaseNote.worker_id == worker.id,
                    CaseNote.client_id == client_id,
                )
            )
            if known is not None:
                return
            session.add(
                CaseNote(
                    case_id=case_id,
                    worker_id=worker.id,
                    client_id=client_id,
                    kind="note" if attempt is None else "attempt",
                    way=attempt.way if attempt else None,
                    result=attempt.result if attempt else None,
                    words=sealed,
                )
            )
            await session.flush()
            detail = f"{attempt.way}, {attempt.result}" if attempt else ""
            action = "case_attempt" if attempt else "case_note"
            await note_audit(session, worker.id, action, case_id, detail)
        self._events.news(DESK)

    async def plan(
        self,
        case_id: str,
        worker: Worker,
        client_id: str,
        at: SafeTime,
        who: int | None,
        mind: str,
    ) -> None:
        """A call-back in the diary, for `who` (None: whoever has the case). `mind`: what to mind.
        CaseRefused for a time that is over, longer than half a day, or too far away."""
        moment = now()
        if not at.due_at < at.until <= at.due_at + LONGEST or at.until <= moment:
            raise CaseRefused("no_such_time")
        if at.due_at > moment + FURTHEST:
            raise CaseRefused("no_such_time")
        sealed = None
        if mind:
            sealed = await self._seals.seal(case_id, mind, "call", worker.id, client_id)
        async with self._database.write() as session:
            case = await case_work.live(session, case_id, worker)
            known = await session.scalar(
                select(CallBack.id).where(
                    CallBack.case_id == case_id,
                    CallBack.made_by == worker.id,
                    CallBack.client_id == client_id,
                )
            )
            if known is not None:
                return
            whose = who if who is not None else case.worker_id
            if whose is not None:
                chosen = await session.get(Worker, whose)
                if chosen is None or not chosen.active:
                    raise CaseRefused("no_such_worker")
            session.add(
                CallBack(
                    case_id=case_id,
                    made_by=worker.id,
                    client_id=client_id,
                    worker_id=whose,
                    given_by=worker.id if whose not in {None, worker.id} else None,
                    due_at=at.due_at,
                    until=at.until,
                    words=sealed,
                )
            )
            await session.flush()
            await note_audit(session, worker.id, "case_call_back", case_id)
        self._events.news(DESK)

    async def settle(self, call_back_id: int, worker: Worker, status: str) -> None:
        """Done, missed or cancelled. CaseRefused where it was settled already."""
        async with self._database.write() as session:
            call_back = await session.get(CallBack, call_back_id)
            if call_back is None:
                raise CaseRefused("no_such_call_back")
            await case_work.live(session, call_back.case_id, worker)
            done = await session.scalar(
                update(CallBack)
                .where(CallBack.id == call_back_id, CallBack.status == "due")
                .values(status=status, settled_at=now())
                .returning(CallBack.id)
            )
            if done is None:
                raise CaseRefused("settled")
            await note_audit(session, worker.id, "case_call_back", call_back.case_id, status)
        self._events.news(DESK)

    async def due(
        self, session: AsyncSession, worker: Worker, until: datetime
    ) -> Sequence[tuple[CallBack, Case]]:
        """What is in the diary up to that moment, the earliest first: a worker's own and what is
        nobody's; for leads everybody's."""
        statement = (
            select(CallBack, Case)
            .join(Case, Case.id == CallBack.case_id)
            .where(
                CallBack.status == "due",
                CallBack.due_at <= until,
                Case.status.in_(("new", "open")),
            )
            .order_by(CallBack.due_at)
            .limit(200)
        )
        if worker.role != "lead":
            statement = statement.where(
                (CallBack.worker_id == worker.id)
                | ((CallBack.worker_id.is_(None)) & (Case.worker_id == worker.id))
            )
        return [(row[0], row[1]) for row in (await session.execute(statement)).all()]
