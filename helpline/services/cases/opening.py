"""Opening a withdrawn case: only where somebody is at serious risk, only by two people.

One asks, with the kind of risk and a written reason; another one, who must not be the same person,
stands for it or refuses. One of the two is a lead. It opens the case to both for an hour and keeps
it a month more, so that what was done can be accounted for. All of it is in the audit trail.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import CaseGone, CaseRefused, NotTheirs
from helpline.models import Case, CaseOpening, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.cases.seals import CaseSeals, Reason
from helpline.services.log.events import DESK, Events

OPEN_FOR = timedelta(hours=1)
#: Nobody has answered by then: the request is over.
ASKED_FOR = timedelta(hours=12)
KEPT_AFTER = timedelta(days=30)


def opens_for(opening: CaseOpening | None, worker_id: int, at: datetime | None = None) -> bool:
    """Whether this worker may read the withdrawn case by it: one of the two, within the hour."""
    return (
        opening is not None
        and opening.status == "open"
        and opening.until is not None
        and opening.until > (at or now())
        and worker_id in {opening.asked_by, opening.second}
    )


async def newest(session: AsyncSession, case_id: str) -> CaseOpening | None:
    """The last one that was asked for, whatever came of it."""
    return await session.scalar(
        select(CaseOpening)
        .where(CaseOpening.case_id == case_id)
        .order_by(CaseOpening.asked_at.desc())
        .limit(1)
    )


def awaits_answer(opening: CaseOpening | None, at: datetime | None = None) -> bool:
    """Whether a second person can still stand for it."""
    return (
        opening is not None
        and opening.status == "asked"
        and opening.asked_at > (at or now()) - ASKED_FOR
    )


class CaseOpenings:
    """Asks, and answers."""

    def __init__(self, database: Database, seals: CaseSeals, events: Events) -> None:
        self._database = database
        self._seals = seals
        self._events = events

    async def ask(self, case_id: str, worker: Worker, risk: str, why: str) -> None:
        """CaseRefused where the case is not withdrawn, or a request or an opening holds."""
        async with self._database.write() as session:
            case = await session.get(Case, case_id, with_for_update=True)
            if case is None:
                raise CaseGone
            if case.worker_id != worker.id and worker.role != "lead":
                raise NotTheirs
            last = await newest(session, case_id)
            if case.status != "withdrawn":
                raise CaseRefused("not_withdrawn")
            if awaits_answer(last) or (last is not None and opens_for(last, last.asked_by)):
                raise CaseRefused("asked_already")
            opening_id = uuid.uuid4().hex
            sealed = await self._seals.seal(case_id, Reason(why=why), "opening", opening_id)
            session.add(
                CaseOpening(
                    id=opening_id, case_id=case_id, asked_by=worker.id, risk=risk, words=sealed
                )
            )
            await session.flush()
            await note_audit(session, worker.id, "case_opening_asked", case_id, risk)
        self._events.news(DESK)

    async def answer(self, case_id: str, second: Worker, agree: bool, said: str) -> None:
        """The second person. CaseRefused for who asked themselves (`same_person`), for two of whom
        none is a lead (`needs_lead`), or where nothing is asked."""
        moment = now()
        async with self._database.write() as session:
            case = await session.get(Case, case_id, with_for_update=True)
            opening = await newest(session, case_id)
            if case is None:
                raise CaseGone
            if opening is None or not awaits_answer(opening, moment):
                raise CaseRefused("nothing_asked")
            if opening.asked_by == second.id:
                raise CaseRefused("same_person")
            if case.status != "withdrawn":
                raise CaseRefused("not_withdrawn")
            asker = await session.get(Worker, opening.asked_by)
            if agree and second.role != "lead" and (asker is None or asker.role != "lead"):
                raise CaseRefused("needs_lead")
            reason = await self._seals.open(case_id, opening.words, Reason, "opening", opening.id)
            reason.answer = said
            opening.words = await self._seals.seal(case_id, reason, "opening", opening.id)
            opening.second, opening.answered_at = second.id, moment
            opening.status = "open" if agree else "refused"
            if agree:
                opening.until = moment + OPEN_FOR
                await session.execute(
                    update(Case)
                    .where(Case.id == case_id)
                    .values(erase_at=moment + KEPT_AFTER, version=Case.version + 1)
                    .execution_options(synchronize_session=False)
                )
            await session.flush()
            action = "case_opened" if agree else "case_opening_refused"
            await note_audit(session, second.id, action, case_id, opening.risk)
        self._events.news(DESK)

    async def reason(self, opening: CaseOpening) -> Reason:
        """What the two wrote."""
        return await self._seals.open(opening.case_id, opening.words, Reason, "opening", opening.id)
