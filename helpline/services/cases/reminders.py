"""What cases ask of somebody now: to be the second person for opening one, to call back in a safe
time, to take one that nobody has, to look at one that a colleague gave them, to know of one that
is theirs no more. Shown on the board until it is done; nothing is due by a timer: the times
themselves say it. Categories, references and times, no word of anybody's.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import CallBack, Case, CaseMoved, CaseOpening, Consent, Worker, now
from helpline.services.cases.given import given_to
from helpline.services.cases.opening import ASKED_FOR
from helpline.services.desk.shapes import iso, maybe_iso

#: So long ago the page that has a case open may have been opened.
_OF_LATE = timedelta(hours=1)
#: A call-back is told so long before its safe time begins: a chat takes a while to end well.
SOON = timedelta(minutes=15)
_LIVE = ("new", "open")

Here = Callable[[AsyncSession], Awaitable[Collection[int]]]


def _unclaimed(what: ColumnElement[Any], *more: ColumnElement[bool]) -> ScalarSelect[Any]:
    """Of cases of nobody, or of somebody who works here no more."""
    gone = select(Worker.id).where(Worker.active.is_(False))
    nobodys = Case.worker_id.is_(None) | Case.worker_id.in_(gone)
    return select(what).where(Case.status.in_(_LIVE), nobodys, *more).scalar_subquery()


# A board is made many times a second, and most of the time no case asks for anybody: one question
# says whether the others need to be put. Built once; see services/log/entry_rows.py.
_STANDS = select(
    select(func.count(CaseOpening.id))
    .where(CaseOpening.status == "asked")
    .scalar_subquery()
    .label("openings"),
    select(func.count(CallBack.id))
    .where(CallBack.status == "due", CallBack.due_at <= bindparam("soon"))
    .scalar_subquery()
    .label("call_backs"),
    select(func.max(Consent.id))
    .where(Consent.worker_id.is_(None), Consent.at > bindparam("lately"))
    .scalar_subquery()
    .label("answered"),
    _unclaimed(func.count(Case.id)).label("unclaimed"),
    _unclaimed(func.count(Case.id), Case.urgency > 0).label("urgent"),
    _unclaimed(func.min(Case.created_at)).label("since"),
    select(func.count(Case.id))
    .where(
        Case.status.in_(_LIVE),
        Case.worker_id == bindparam("worker"),
        Case.given_by.is_not(None),
    )
    .scalar_subquery()
    .label("given"),
    select(func.count(CallBack.id))
    .where(
        CallBack.worker_id == bindparam("worker"),
        CallBack.status == "due",
        CallBack.given_by.is_not(None),
    )
    .scalar_subquery()
    .label("given_calls"),
    select(func.count(CaseMoved.id))
    .where(CaseMoved.worker_id == bindparam("worker"))
    .scalar_subquery()
    .label("moved"),
)


class CaseReminders:
    """Reads them, in the caller's session."""

    async def of(
        self,
        session: AsyncSession,
        worker: Worker,
        here: Here,
        at: datetime | None = None,
    ) -> dict[str, Any]:
        """`openings` this worker can stand for; `call_backs` that are theirs to make, for leads
        also those that would else be missed; `unclaimed`: how many cases nobody has, or None;
        `answered`: by case of theirs, the number of what its person last said to it themselves, so
        that a page with that case open shows it anew; `given`: what a colleague gave them and they
        have not opened yet, and what a lead moved on from them. `here`: who is at an open desk."""
        moment = at or now()
        stands = (
            await session.execute(
                _STANDS,
                {"soon": moment + SOON, "lately": moment - _OF_LATE, "worker": worker.id},
            )
        ).one()
        unclaimed = {
            "number": stands.unclaimed,
            "urgent": stands.urgent,
            "since": maybe_iso(stands.since),
        }
        return {
            "openings": await self._openings(session, worker, moment) if stands.openings else [],
            "call_backs": await self._call_backs(session, worker, await here(session), moment)
            if stands.call_backs
            else [],
            "unclaimed": unclaimed if stands.unclaimed else None,
            "answered": await self._answered(session, worker, moment) if stands.answered else {},
            "given": await given_to(session, worker.id)
            if stands.given or stands.given_calls or stands.moved
            else [],
        }

    async def _answered(
        self, session: AsyncSession, worker: Worker, moment: datetime
    ) -> dict[str, int]:
        """Of late: agreed, corrected, taken back, on their own screen."""
        statement = (
            select(Consent.case_id, func.max(Consent.id))
            .join(Case, Case.id == Consent.case_id)
            .where(Consent.worker_id.is_(None), Consent.at > moment - _OF_LATE)
            .group_by(Consent.case_id)
            .order_by(Consent.case_id)
        )
        if worker.role != "lead":
            statement = statement.where(Case.worker_id == worker.id)
        rows = await session.execute(statement)
        return {case_id: number for case_id, number in rows}  # noqa: C416 - rows are no pairs

    async def _openings(
        self, session: AsyncSession, worker: Worker, moment: datetime
    ) -> list[dict[str, Any]]:
        """The oldest first. Somebody else than who asked; one of the two is a lead."""
        statement = (
            select(CaseOpening, Case.reference, Worker.name)
            .join(Case, Case.id == CaseOpening.case_id)
            .join(Worker, Worker.id == CaseOpening.asked_by)
            .where(
                CaseOpening.status == "asked",
                CaseOpening.asked_at > moment - ASKED_FOR,
                CaseOpening.asked_by != worker.id,
                Case.status == "withdrawn",
            )
            .order_by(CaseOpening.asked_at)
        )
        if worker.role != "lead":
            statement = statement.where(Worker.role == "lead")
        rows = await session.execute(statement)
        return [
            {
                "opening": one.id,
                "case": one.case_id,
                "reference": reference,
                "risk": one.risk,
                "by": name,
                "since": iso(one.asked_at),
            }
            for one, reference, name in rows.all()
        ]

    async def _call_backs(
        self, session: AsyncSession, worker: Worker, here: Collection[int], moment: datetime
    ) -> list[dict[str, Any]]:
        """The earliest first. `standing`: `soon`, `now`, or `over`: nobody may call any more, and
        it stays until somebody has said what came of it."""
        rows = await session.execute(
            select(CallBack, Case)
            .join(Case, Case.id == CallBack.case_id)
            .where(
                CallBack.status == "due",
                CallBack.due_at <= moment + SOON,
                Case.status.in_(_LIVE),
            )
            .order_by(CallBack.due_at, CallBack.id)
        )
        found = []
        for call, case in rows.all():
            whose = call.worker_id if call.worker_id is not None else case.worker_id
            standing = _standing(call, moment)
            missed = standing == "over" or (standing == "now" and whose not in here)
            if whose != worker.id and not (worker.role == "lead" and missed):
                continue
            found.append((call, case, whose, standing))
        names = await _names(session, {whose for _, _, whose, _ in found if whose is not None})
        return [
            {
                "call_back": call.id,
                "case": case.id,
                "reference": case.reference,
                "worker": names.get(whose) if whose is not None else None,
                "mine": whose == worker.id,
                "from": iso(call.due_at),
                "until": iso(call.until),
                "standing": standing,
            }
            for call, case, whose, standing in found
        ]


def _standing(call: CallBack, moment: datetime) -> str:
    if call.until <= moment:
        return "over"
    return "now" if call.due_at <= moment else "soon"


async def _names(session: AsyncSession, ids: Collection[int]) -> dict[int, str]:
    if not ids:
        return {}
    rows = await session.execute(select(Worker.id, Worker.name).where(Worker.id.in_(ids)))
    return {row.id: row.name for row in rows}
