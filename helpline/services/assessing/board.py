"""Which assessments are to be looked at again, for the board and the list of cases: categories and
times, no words of anybody's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.assessment import Assessment as Table
from helpline.models import Assessment, Case, LookAgain, Worker, now
from helpline.services.assessing.prompts import DAY_AHEAD
from helpline.services.content import Content
from helpline.services.desk.shapes import iso

_MOST = 50
_LIVE = ("new", "open")


def due_cases(moment: datetime) -> Select[str]:
    """The ids of cases in which a new look is due."""
    return select(LookAgain.case_id).where(
        LookAgain.open_key.is_not(None), LookAgain.due_at <= moment
    )


async def standing(session: AsyncSession, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Of each of these cases: when it was last assessed, when a new look became due, when the next
    one will be."""
    moment = now()
    found: dict[str, dict[str, Any]] = {
        one: {"assessed": None, "look_again": None, "next_look": None} for one in ids
    }
    last = await session.execute(
        select(Assessment.case_id, func.max(Assessment.at))
        .where(Assessment.case_id.in_(ids))
        .group_by(Assessment.case_id)
    )
    for case_id, at in last:
        found[case_id]["assessed"] = iso(at)
    rows = await session.execute(
        select(LookAgain.case_id, LookAgain.due_at)
        .where(LookAgain.case_id.in_(ids), LookAgain.open_key.is_not(None))
        .order_by(LookAgain.due_at.desc())
    )
    for case_id, due_at in rows:
        # The earliest comes last.
        found[case_id]["look_again" if due_at <= moment else "next_look"] = iso(due_at)
    return found


class LookAgainBoard:
    """The rows of what is due."""

    def __init__(self, table: Table, content: Content) -> None:
        self._table = table
        self._content = content
        self._within = timedelta(hours=table.look_again.within_hours)

    async def rows(self, session: AsyncSession, worker: Worker) -> list[dict[str, Any]]:
        """What is due in this worker's cases; for leads in everybody's. The oldest first."""
        statement = (
            select(LookAgain, Case.reference, Worker.name)
            .join(Case, Case.id == LookAgain.case_id)
            .outerjoin(Worker, Worker.id == Case.worker_id)
            .where(
                LookAgain.open_key.is_not(None),
                LookAgain.due_at <= now(),
                Case.status.in_(_LIVE),
            )
            .order_by(LookAgain.due_at, LookAgain.id)
            .limit(_MOST)
        )
        if worker.role != "lead":
            statement = statement.where(Case.worker_id == worker.id)
        found = (await session.execute(statement)).all()
        return [
            {**self.shown(one), "case": one.case_id, "reference": reference, "worker": name}
            for one, reference, name in found
        ]

    def shown(self, one: LookAgain) -> dict[str, Any]:
        """One prompt: since when, why, whether it is overdue. `version` goes with an answer."""
        labels: Mapping[str, str] = self._content.brief["reasons"]
        facts = self._content.directory.facts
        about = labels.get(one.about, "")
        if one.because == DAY_AHEAD:
            about = self._table.text("days", one.about, facts)
        return {
            "id": one.id,
            "version": one.version,
            "since": iso(one.due_at),
            "because": one.because,
            "why": self._table.text("because", one.because, facts),
            "about": about,
            "day": one.day and iso(one.day),
            "overdue": one.due_at + self._within < now(),
        }
