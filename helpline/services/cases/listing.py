"""The list of cases and the diary, as the desk shows them: references, times and categories, never
a word of anybody's. Nothing here opens a sealed text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Assessment, CallBack, Case, Worker, now
from helpline.services.assessing import board as look_again
from helpline.services.cases import references as case_references
from helpline.services.cases.diary import CaseDiary
from helpline.services.desk.shapes import iso
from helpline.services.turns.urgency import LEVELS

MOST = 100
#: How far ahead the diary is shown.
AHEAD = timedelta(days=7)
#: A case that nobody has touched for so long is shown to leads as quiet.
QUIET = timedelta(days=30)
FLAGS = ("due", "urgent", "young", "returned", "nobody", "look_again", "not_assessed")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `status`: one of a case's, or `live`. `worker`: who has it. `days`: made
    within so many.
    `since`, `until`: asked for from then on, and before then (UTC, without a zone)."""

    status: str = "live"
    reference: str | None = None
    mine: bool = False
    flag: str | None = None
    days: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    worker: int | None = None


class CaseList:
    """Finds cases by what is not sealed."""

    def __init__(self, diary: CaseDiary) -> None:
        self._diary = diary

    async def board(self, session: AsyncSession, worker: Worker, wanted: Wanted) -> dict[str, Any]:
        """The list, the newest and most urgent first, and what is in the diary for this worker."""
        moment = now()
        cases = await self._found(session, worker, wanted, moment)
        names = await self._names(session)
        nearest = await self._nearest(session, [one.id for one in cases])
        due = await self._diary.due(session, worker, moment + AHEAD)
        worked_on = [one.id for one in cases if one.status in ("new", "open")]
        risk = await look_again.standing(session, worked_on)
        board: dict[str, Any] = {
            "cases": [
                {**row(one, names, nearest.get(one.id), moment), **risk.get(one.id, {})}
                for one in cases
            ],
            "due": [
                {
                    "case": case.id,
                    "reference": case.reference,
                    "worker": names.get(call.worker_id or case.worker_id or 0),
                    **times(call, moment),
                }
                for call, case in due
            ],
            "more": len(cases) == MOST,
        }
        if worker.role == "lead":
            board["workers"] = await self._workers(session)
        return board

    async def _found(
        self, session: AsyncSession, worker: Worker, wanted: Wanted, moment: datetime
    ) -> list[Case]:
        statement = select(Case)
        if wanted.reference is not None:
            # Whoever types a reference wants that case, whatever else is picked.
            tidied = case_references.tidied(wanted.reference)
            rows = await session.scalars(statement.where(Case.reference == (tidied or "")))
            return list(rows.all())
        live = ("new", "open")
        statuses = live if wanted.status == "live" else (wanted.status,)
        statement = statement.where(Case.status.in_(statuses))
        if wanted.mine:
            statement = statement.where(Case.worker_id == worker.id)
        if wanted.worker is not None:
            statement = statement.where(Case.worker_id == wanted.worker)
        if wanted.days is not None:
            statement = statement.where(Case.created_at >= moment - timedelta(days=wanted.days))
        if wanted.since is not None:
            statement = statement.where(Case.created_at >= wanted.since)
        if wanted.until is not None:
            statement = statement.where(Case.created_at < wanted.until)
        match wanted.flag:
            case "urgent":
                statement = statement.where(Case.urgency > 0)
            case "young":
                statement = statement.where(Case.audience == "young")
            case "returned":
                statement = statement.where(Case.returned_at.is_not(None))
            case "nobody":
                gone = select(Worker.id).where(Worker.active.is_(False))
                statement = statement.where(Case.worker_id.is_(None) | Case.worker_id.in_(gone))
            case "due":
                due = select(CallBack.case_id).where(
                    CallBack.status == "due", CallBack.due_at <= moment
                )
                statement = statement.where(Case.id.in_(due))
            case "look_again":
                statement = statement.where(Case.id.in_(look_again.due_cases(moment)))
            case "not_assessed":
                known = select(Assessment.id).where(Assessment.case_id == Case.id)
                statement = statement.where(~known.exists())
        rows = await session.scalars(
            statement.order_by(Case.urgency.desc(), Case.created_at).limit(MOST)
        )
        return list(rows.all())

    async def _names(self, session: AsyncSession) -> dict[int, str]:
        rows = await session.execute(select(Worker.id, Worker.name))
        return {row.id: row.name for row in rows.all()}

    async def _workers(self, session: AsyncSession) -> list[dict[str, Any]]:
        rows = await session.scalars(
            select(Worker)
            .where(Worker.active, Worker.role.in_(("worker", "lead")))
            .order_by(func.lower(Worker.name))
        )
        return [{"id": one.id, "name": one.name} for one in rows.all()]

    async def _nearest(self, session: AsyncSession, ids: list[str]) -> dict[str, CallBack]:
        rows = await session.scalars(
            select(CallBack)
            .where(CallBack.case_id.in_(ids), CallBack.status == "due")
            .order_by(CallBack.due_at.desc())
        )
        return {one.case_id: one for one in rows.all()}


def times(call: CallBack, moment: datetime) -> dict[str, Any]:
    """A call-back's safe time: `now` while it lasts, `over` once nobody may call any more."""
    standing = "over" if call.until <= moment else "now" if call.due_at <= moment else "later"
    return {
        "call_back": call.id,
        "from": iso(call.due_at),
        "until": iso(call.until),
        "status": call.status,
        "standing": standing,
    }


def row(
    case: Case, names: dict[int, str], call: CallBack | None, moment: datetime
) -> dict[str, Any]:
    """One line of the list."""
    return {
        "id": case.id,
        "reference": case.reference,
        "status": case.status,
        "origin": case.origin,
        "audience": case.audience,
        "nation": case.nation,
        "region": case.region,
        "language": case.language,
        "urgency": LEVELS[case.urgency],
        "reasons": list(case.reasons),
        "worker": names.get(case.worker_id) if case.worker_id is not None else None,
        "worker_id": case.worker_id,
        "since": iso(case.created_at),
        "agreed": iso(case.agreed_at),
        "returned": iso(case.returned_at) if case.returned_at else None,
        "changed": iso(case.changed_at) if case.changed_at else None,
        "withdrawn": iso(case.withdrawn_at) if case.withdrawn_at else None,
        "closed": iso(case.closed_at) if case.closed_at else None,
        "erased_on": iso(case.erase_at) if case.erase_at else None,
        "outcome": case.outcome,
        "version": case.version,
        "quiet": case.created_at < moment - QUIET and call is None,
        "call": times(call, moment) if call is not None else None,
    }
