"""Saved assessments: each is kept, and the next begins from the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content.assessment import Assessment as Table
from helpline.db import Database
from helpline.errors import AssessmentChanged, AssessmentRefused, CaseGone
from helpline.models import Assessment, LookAgain, Worker, now
from helpline.services.assessing import rights
from helpline.services.assessing.drafts import Drafts
from helpline.services.assessing.prompts import Prompts, today
from helpline.services.assessing.sheets import Sheet, check_whole, tidied
from helpline.services.audit.chain import note_audit
from helpline.services.cases.seals import CaseSeals
from helpline.services.log.events import DESK, Events

#: How far ahead the next look may be set.
FURTHEST = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Saving:
    """What a page wants saved. `id`: its own, the same when it is sent again; `begun_from`: the
    newest assessment it has seen (0: none); `seen`: open prompts before the writer's eyes, each
    with its version."""

    id: str
    begun_from: int
    sheet: Sheet
    seen: Mapping[int, int]


class Versions:
    """Saves and reads them."""

    def __init__(
        self,
        database: Database,
        seals: CaseSeals,
        table: Table,
        wording: str,
        drafts: Drafts,
        prompts: Prompts,
        events: Events,
    ) -> None:
        self._database = database
        self._seals = seals
        self._table = table
        self._wording = wording
        self._drafts = drafts
        self._prompts = prompts
        self._events = events

    async def save(self, case_id: str, worker: Worker, wanted: Saving) -> int:
        """Gives the version's number; the same `id` again saves nothing more. AssessmentChanged,
        with who did, where somebody has saved since; AssessmentRefused where the judgement, its
        reasons or the day of the next look are missing. Nothing of the draft is touched then."""
        sheet = tidied(wanted.sheet, self._table)
        sealed = await self._seals.seal(case_id, sheet, "assessment", worker.id, wanted.id)
        async with self._database.write() as session:
            case = await rights.may_write(session, case_id, worker)
            known = await session.scalar(
                select(Assessment.number).where(
                    Assessment.case_id == case_id,
                    Assessment.worker_id == worker.id,
                    Assessment.client_id == wanted.id,
                )
            )
            if known is not None:
                return known
            check_whole(sheet, today(), today() + FURTHEST)
            last = await self.newest(session, case_id)
            if (last.number if last is not None else 0) != wanted.begun_from:
                raise AssessmentChanged("assessment", await _name(session, last))
            number = wanted.begun_from + 1
            session.add(
                Assessment(
                    case_id=case_id,
                    number=number,
                    worker_id=worker.id,
                    client_id=wanted.id,
                    wording=self._wording,
                    words=sealed,
                )
            )
            await session.flush()
            await self._prompts.assessed(session, case_id, worker.id, wanted.seen)
            await self._prompts.plan(session, case_id, sheet)
            await self._drafts.forget(session, case_id, worker.id, case.conversation_id)
            await note_audit(session, worker.id, "assessment_save", case_id)
        self._events.news(DESK)
        return number

    async def not_needed(self, prompt_id: int, version: int, worker: Worker, reason: str) -> None:
        """A prompt is answered: no new assessment is needed, and why. AssessmentChanged where it
        was answered, or happened again, since the page saw it."""
        async with self._database.read() as session:
            prompt = await session.get(LookAgain, prompt_id)
        if prompt is None:
            raise CaseGone
        if not reason.strip():
            raise AssessmentRefused("no_reason")
        sealed = await self._seals.seal(prompt.case_id, reason.strip(), "look_again", prompt_id)
        async with self._database.write() as session:
            await rights.may_write(session, prompt.case_id, worker)
            row = await session.get(LookAgain, prompt_id, with_for_update=True)
            if row is None or row.open_key is None or row.version != version:
                raise AssessmentChanged("prompt")
            row.open_key, row.answer, row.words = None, "not_needed", sealed
            row.answered_at, row.answered_by = now(), worker.id
            await session.flush()
            await note_audit(session, worker.id, "look_again_not_needed", row.case_id)
        self._events.news(DESK)

    async def newest(self, session: AsyncSession, case_id: str) -> Assessment | None:
        return await session.scalar(
            select(Assessment)
            .where(Assessment.case_id == case_id)
            .order_by(Assessment.number.desc())
            .limit(1)
        )

    async def all(self, session: AsyncSession, case_id: str) -> Sequence[Assessment]:
        """The newest first."""
        rows = await session.scalars(
            select(Assessment)
            .where(Assessment.case_id == case_id)
            .order_by(Assessment.number.desc())
        )
        return rows.all()

    async def open(self, row: Assessment) -> Sheet:
        """What it holds. KeyGone once it is erased."""
        return await self._seals.open(
            row.case_id, row.words, Sheet, "assessment", row.worker_id, row.client_id
        )


async def _name(session: AsyncSession, last: Assessment | None) -> str | None:
    if last is None:
        return None
    return await session.scalar(select(Worker.name).where(Worker.id == last.worker_id))
