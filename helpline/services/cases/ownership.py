"""Who works on a case: each change is one conditional UPDATE, so that two people never both win."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Case


async def _change(
    session: AsyncSession, case_id: str, *conditions: ColumnElement[bool], **values: Any
) -> bool:
    done = await session.scalar(
        update(Case)
        .where(Case.id == case_id, *conditions)
        .values(version=Case.version + 1, **values)
        .returning(Case.id)
        .execution_options(synchronize_session=False)
    )
    return done is not None


async def claim(session: AsyncSession, case_id: str, worker_id: int) -> bool:
    """new → open, by whoever is first."""
    return await _change(session, case_id, Case.status == "new", status="open", worker_id=worker_id)


async def assign(
    session: AsyncSession,
    case_id: str,
    worker_id: int | None,
    seen_version: int,
    lead_id: int,
    at: datetime,
) -> bool:
    """A lead gives a live case to somebody, or back to nobody; only as the lead saw it. Whoever
    gets it from somebody else is to be told."""
    told = worker_id is not None and worker_id != lead_id
    return await _change(
        session,
        case_id,
        Case.status.in_(("new", "open")),
        Case.version == seen_version,
        status="new" if worker_id is None else "open",
        worker_id=worker_id,
        given_by=lead_id if told else None,
        given_at=at if told else None,
    )


async def release(session: AsyncSession, case_id: str, worker_id: int) -> bool:
    """open → new, by the worker who has it."""
    return await _change(
        session,
        case_id,
        Case.status == "open",
        Case.worker_id == worker_id,
        status="new",
        worker_id=None,
        given_by=None,
        given_at=None,
    )


async def close(
    session: AsyncSession,
    case_id: str,
    outcome: str,
    at: datetime,
    erase_at: datetime,
    worker_id: int | None,
) -> bool:
    """open → closed with an outcome. `worker_id`: only while it is theirs (None: a lead closes)."""
    theirs = () if worker_id is None else (Case.worker_id == worker_id,)
    return await _change(
        session,
        case_id,
        Case.status == "open" if theirs else Case.status.in_(("new", "open")),
        *theirs,
        status="closed",
        outcome=outcome,
        closed_at=at,
        erase_at=erase_at,
    )


async def reopen(session: AsyncSession, case_id: str, worker_id: int) -> bool:
    """closed → open, by a lead who takes it: closed by a slip, or the person is back."""
    return await _change(
        session,
        case_id,
        Case.status == "closed",
        status="open",
        worker_id=worker_id,
        given_by=None,
        given_at=None,
        outcome=None,
        closed_at=None,
        erase_at=None,
    )
