"""What a colleague gave to somebody, a case or a call-back in it, and what a lead moved on from
somebody who had it. It stands on their board, also at their next sign-in, until they have opened
the case, or said that they have read that it is no longer theirs. Of the case it says nothing but
its reference, and who has it now.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import CallBack, Case, CaseMoved, Worker
from helpline.services.desk.shapes import iso

_LIVE = ("new", "open")


async def given_to(session: AsyncSession, worker_id: int) -> list[dict[str, Any]]:
    """Cases first, each kind the oldest first. `what`: `case`, `call_back` or `moved`; `id`: of
    this gift, so that a page tells of each once."""
    cases = await session.execute(
        select(Case, Worker.name)
        .outerjoin(Worker, Worker.id == Case.given_by)
        .where(Case.status.in_(_LIVE), Case.worker_id == worker_id, Case.given_by.is_not(None))
        .order_by(Case.given_at, Case.id)
    )
    found: list[dict[str, Any]] = []
    for case, name in cases.all():
        since = case.given_at or case.created_at
        found.append(
            {
                "what": "case",
                "id": f"{case.id} {since.isoformat()}",
                "case": case.id,
                "reference": case.reference,
                "by": name,
                "since": iso(since),
            }
        )
    calls = await session.execute(
        select(CallBack, Case, Worker.name)
        .join(Case, Case.id == CallBack.case_id)
        .outerjoin(Worker, Worker.id == CallBack.given_by)
        .where(
            CallBack.worker_id == worker_id,
            CallBack.status == "due",
            CallBack.given_by.is_not(None),
            Case.status.in_(_LIVE),
        )
        .order_by(CallBack.due_at, CallBack.id)
    )
    for call, case, name in calls.all():
        found.append(
            {
                "what": "call_back",
                "id": str(call.id),
                "case": case.id,
                "reference": case.reference,
                "by": name,
                "since": iso(call.created_at),
                "from": iso(call.due_at),
                "until": iso(call.until),
            }
        )
    return [*found, *await _moved_from(session, worker_id)]


async def _moved_from(session: AsyncSession, worker_id: int) -> list[dict[str, Any]]:
    """`now_with`: None while nobody has it."""
    rows = await session.execute(
        select(CaseMoved.id, Case.id.label("case"), Case.reference, Worker.name)
        .join(Case, Case.id == CaseMoved.case_id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .where(
            CaseMoved.worker_id == worker_id,
            Case.status.in_(_LIVE),
            or_(Case.worker_id.is_(None), Case.worker_id != worker_id),
        )
        .order_by(CaseMoved.id)
    )
    return [
        {
            "what": "moved",
            "id": str(one.id),
            "case": one.case,
            "reference": one.reference,
            "now_with": one.name,
        }
        for one in rows.all()
    ]


async def moved_on(session: AsyncSession, case_id: str, had: int | None, lead_id: int) -> None:
    """A lead gave it to somebody else, or back to nobody: who had it is to be told."""
    if had is None or had == lead_id:
        return
    await forget_moved(session, case_id, had)
    session.add(CaseMoved(case_id=case_id, worker_id=had))
    await session.flush()


async def forget_moved(session: AsyncSession, case_id: str, worker_id: int) -> bool:
    """They have read it, or have the case again. True: they were to be told."""
    gone = await session.scalars(
        delete(CaseMoved)
        .where(CaseMoved.case_id == case_id, CaseMoved.worker_id == worker_id)
        .returning(CaseMoved.id)
    )
    return bool(gone.all())


async def seen(session: AsyncSession, case: Case, worker_id: int) -> bool:
    """They have opened it: nothing of it waits for them any more. True: something did."""
    mine = case.worker_id == worker_id and case.given_by is not None
    if mine:
        case.given_by = case.given_at = None
    calls = await session.scalars(
        update(CallBack)
        .where(
            CallBack.case_id == case.id,
            CallBack.worker_id == worker_id,
            CallBack.given_by.is_not(None),
        )
        .values(given_by=None)
        .returning(CallBack.id)
    )
    return bool(calls.all()) or mine
