"""What workers do with a case: take it, give it on, put it back, close it. Each leaves a line in
the audit trail."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import CaseChanged, CaseGone, CaseRefused, CaseWithdrawn, NotTheirs
from helpline.models import CallBack, Case, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.cases import given
from helpline.services.cases import ownership as case_ownership
from helpline.services.cases.files import Cases
from helpline.services.log.events import DESK, Events

OUTCOMES = ("supported", "referred", "emergency", "not_reached", "declined", "other")


async def access(session: AsyncSession, case_id: str, worker: Worker) -> Case:
    """The case, if this worker may read it: who has it, who is to call about it, and leads.
    NotTheirs, or CaseGone."""
    case = await session.get(Case, case_id)
    if case is None:
        raise CaseGone
    if case.worker_id == worker.id or worker.role == "lead":
        return case
    to_call = await session.scalar(
        select(CallBack.id).where(
            CallBack.case_id == case_id, CallBack.worker_id == worker.id, CallBack.status == "due"
        )
    )
    if to_call is None:
        raise NotTheirs
    return case


async def live(session: AsyncSession, case_id: str, worker: Worker) -> Case:
    """As `access`, for who means to do something: CaseWithdrawn where the person took their
    agreement back, CaseRefused where the case is closed."""
    case = await access(session, case_id, worker)
    if case.status == "withdrawn":
        raise CaseWithdrawn
    if case.status == "closed":
        raise CaseRefused("closed")
    return case


class CaseWork:
    """The hands a case goes through."""

    def __init__(
        self, database: Database, cases: Cases, events: Events, keep_case_days: float
    ) -> None:
        self._database = database
        self._cases = cases
        self._events = events
        self._keep = timedelta(days=keep_case_days)

    async def claim(self, case_id: str, worker: Worker) -> None:
        """Exactly one wins; CaseChanged, with the winner's name, for everybody else."""
        async with self._database.write() as session:
            if not await case_ownership.claim(session, case_id, worker.id):
                raise await self._why_not(session, case_id, worker)
            await given.forget_moved(session, case_id, worker.id)
            await note_audit(session, worker.id, "case_claim", case_id)
        self._events.news(DESK)

    async def assign(
        self, case_id: str, lead: Worker, worker_id: int | None, seen_version: int
    ) -> None:
        """A lead gives it to a worker (None: to nobody). CaseRefused if that worker can't sign in;
        CaseChanged if the case is not as the lead saw it."""
        if lead.role != "lead":
            raise NotTheirs
        async with self._database.write() as session:
            if worker_id is not None:
                chosen = await session.get(Worker, worker_id)
                if chosen is None or not chosen.active or chosen.role not in {"worker", "lead"}:
                    raise CaseRefused("no_such_worker")
            # As the lead saw it, or nothing is done: so this is who had it.
            had = await session.scalar(select(Case.worker_id).where(Case.id == case_id))
            if not await case_ownership.assign(
                session, case_id, worker_id, seen_version, lead.id, now()
            ):
                raise await self._why_not(session, case_id, lead)
            if worker_id is not None:
                await given.forget_moved(session, case_id, worker_id)
            if had != worker_id:
                await given.moved_on(session, case_id, had, lead.id)
            detail = "nobody" if worker_id is None else str(worker_id)
            await note_audit(session, lead.id, "case_assign", case_id, detail)
        self._events.news(DESK)

    async def place(self, case_id: str, worker: Worker, region: str | None) -> None:
        """Where its person lives, as a worker chose it (services/cases/regions.py); None: it is not
        known. NotTheirs, CaseGone, CaseWithdrawn, CaseRefused."""
        async with self._database.write() as session:
            case = await live(session, case_id, worker)
            if case.region == region:
                return
            case.region = region
            case.version += 1
            await note_audit(session, worker.id, "case_region", case_id, region or "")
        self._events.news(DESK)

    async def moved_read(self, case_id: str, worker: Worker) -> None:
        """They have read that a lead moved this case on from them; nothing, if nobody did."""
        async with self._database.write() as session:
            told = await given.forget_moved(session, case_id, worker.id)
        if told:
            self._events.news(DESK)

    async def release(self, case_id: str, worker: Worker) -> None:
        """Back among the new ones, for whoever can take it."""
        async with self._database.write() as session:
            if not await case_ownership.release(session, case_id, worker.id):
                raise await self._why_not(session, case_id, worker)
            await note_audit(session, worker.id, "case_release", case_id)
        self._events.news(DESK)

    async def close(self, case_id: str, worker: Worker, outcome: str) -> None:
        """Done, with what came of it. What is left in the diary is cancelled; the case is erased
        when its time after closing is over."""
        moment = now()
        async with self._database.write() as session:
            theirs = None if worker.role == "lead" else worker.id
            if not await case_ownership.close(
                session, case_id, outcome, moment, moment + self._keep, theirs
            ):
                raise await self._why_not(session, case_id, worker)
            await session.execute(
                update(CallBack)
                .where(CallBack.case_id == case_id, CallBack.status == "due")
                .values(status="cancelled", settled_at=moment)
            )
            await note_audit(session, worker.id, "case_close", case_id, outcome)
        self._events.news(DESK)

    async def reopen(self, case_id: str, lead: Worker) -> None:
        """A lead takes up a closed case again."""
        if lead.role != "lead":
            raise NotTheirs
        async with self._database.write() as session:
            if not await case_ownership.reopen(session, case_id, lead.id):
                raise await self._why_not(session, case_id, lead)
            await given.forget_moved(session, case_id, lead.id)
            await note_audit(session, lead.id, "case_reopen", case_id)
        self._events.news(DESK)

    async def withdrawn(self, case_id: str, worker: Worker, told: str) -> None:
        """The person told this worker that they take their agreement back; `told`: how they said
        so, and how the worker knew it was them. CaseRefused if it was taken back already."""
        async with self._database.write() as session:
            case = await access(session, case_id, worker)
            if not await self._cases.withdraw(
                session, case, "told", worker_id=worker.id, told=told
            ):
                raise CaseRefused("not_live")
            await note_audit(session, worker.id, "case_withdrawn", case_id, "told")
        self._events.news(DESK)

    async def _why_not(self, session: AsyncSession, case_id: str, worker: Worker) -> Exception:
        case = await session.get(Case, case_id, populate_existing=True)
        if case is None:
            return CaseGone()
        if case.status == "withdrawn":
            return CaseWithdrawn()
        if case.worker_id is not None and case.worker_id != worker.id:
            name = await session.scalar(select(Worker.name).where(Worker.id == case.worker_id))
            return CaseChanged(name)
        return CaseChanged()
