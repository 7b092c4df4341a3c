"""Helpers: trained people, and sheets they have filled in."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from helpline.models import Case, DeskProfile, LookAgain, Worker
from helpline.services.assessing.prompts import today
from helpline.services.assessing.rights import TRAINED
from helpline.services.assessing.sheets import Action, Answer, DayAhead, Sheet
from helpline.services.assessing.versions import Saving
from tests.cases.agreeing import agreed
from tests.support import Helpline
from tests.visitor import Visitor


async def trained(helpline: Helpline, name: str = "Sam", role: str = "worker") -> Worker:
    """Somebody whom a lead has marked as trained."""
    worker = await helpline.worker(name, role)
    async with helpline.services.database.write() as session:
        session.add(DeskProfile(worker_id=worker.id, skills=[TRAINED], hides_queue=False))
    return worker


async def case_with(helpline: Helpline, visitor: Visitor, worker: Worker) -> Case:
    """A case of this visitor's chat that this worker has."""
    case = await agreed(helpline, visitor)
    await helpline.services.cases.work.claim(case.id, worker)
    return case


def sheet(level: str = "serious", **changed: object) -> Sheet:
    """A whole one."""
    filled: dict[str, object] = {
        "topics": {"fear": Answer("yes", "shakes when the phone rings")},
        "level": level,
        "rationale": "he waits each day, and it is getting closer",
        "plan": "stays with her sister",
        "actions": [Action("a1", "ring the officer", "Sam", today() + timedelta(days=1))],
        "again": today() + timedelta(days=7),
        **changed,
    }
    return Sheet(**filled)  # type: ignore[arg-type]


def saving(
    name: str, begun_from: int, what: Sheet | None = None, seen: dict[int, int] | None = None
) -> Saving:
    return Saving(name, begun_from, what or sheet(), seen or {})


async def prompts(helpline: Helpline, case_id: str, *, due: bool = True) -> list[LookAgain]:
    """Those that are open and due (else: all there ever were), the oldest first."""
    statement = select(LookAgain).where(LookAgain.case_id == case_id).order_by(LookAgain.id)
    if due:
        statement = statement.where(
            LookAgain.open_key.is_not(None), LookAgain.because.not_in(("due", "day_ahead"))
        )
    async with helpline.services.database.read() as session:
        return list((await session.scalars(statement)).all())


def in_days(number: int, kind: str = "court") -> DayAhead:
    return DayAhead(kind, today() + timedelta(days=number))
