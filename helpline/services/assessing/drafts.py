"""An assessment that is being written: kept each moment, so that a reload loses nothing. Of a chat
it is kept with the chat, under its key, until there is a case to save it in."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import AssessmentChanged, AssessmentRefused
from helpline.models import AssessmentDraft, Worker, now
from helpline.services.assessing import rights
from helpline.services.assessing.sheets import Sheet
from helpline.services.audit.chain import note_audit
from helpline.services.cases.seals import CaseSeals
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, seal, unseal

_PLACE = "assessment_draft"


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a page wants kept. `seen`: the version of the draft it has (0: none); `begun_from`: the
    assessment it was begun from (0: none)."""

    seen: int
    begun_from: int
    sheet: Sheet


class Drafts:
    """Keeps, opens and drops them."""

    def __init__(self, database: Database, keys: KeyStore, seals: CaseSeals) -> None:
        self._database = database
        self._keys = keys
        self._seals = seals

    async def keep_for_case(self, case_id: str, worker: Worker, kept: Keeping) -> int:
        """Gives the draft's version. AssessmentChanged where another page has kept a newer one."""
        sealed = await self._seals.seal(case_id, kept.sheet, _PLACE, worker.id)
        async with self._database.write() as session:
            await rights.may_write(session, case_id, worker)
            row = await self.of_case(session, case_id, worker.id)
            made = AssessmentDraft(case_id=case_id, worker_id=worker.id)
            return await self._write(session, row, made, case_id, worker, kept, sealed)

    async def keep_for_chat(self, conversation_id: str, worker: Worker, kept: Keeping) -> int:
        """The same for a chat; what a colleague began before the chat was passed on is gone on
        with."""
        key = await self._keys.find(conversation_id)
        sealed = seal(key, msgspec.json.encode(kept.sheet), place(conversation_id, _PLACE))
        async with self._database.write() as session:
            await rights.own_chat(session, conversation_id, worker)
            row = await self.of_chat(session, conversation_id)
            made = AssessmentDraft(conversation_id=conversation_id, worker_id=worker.id)
            return await self._write(session, row, made, conversation_id, worker, kept, sealed)

    async def _write(
        self,
        session: AsyncSession,
        row: AssessmentDraft | None,
        made: AssessmentDraft,
        subject: str,
        worker: Worker,
        kept: Keeping,
        sealed: bytes,
    ) -> int:
        if kept.seen != (row.version if row is not None else 0):
            raise AssessmentChanged("draft")
        begun = row is None
        row = made if row is None else row
        row.words, row.begun_from = sealed, kept.begun_from
        row.worker_id, row.at, row.version = worker.id, now(), kept.seen + 1
        session.add(row)
        await session.flush()
        if begun:
            await note_audit(session, worker.id, "assessment_begun", subject)
        return row.version

    async def drop(self, of: str, subject: str, worker: Worker, seen: int) -> None:
        """What was written is not wanted. `of`: `case` or `chat`. AssessmentChanged where it is not
        the one that was seen; AssessmentRefused where there is none."""
        async with self._database.write() as session:
            if of == "case":
                case = await rights.may_write(session, subject, worker)
                row = await self.of_case(session, subject, worker.id)
                if row is None and case.conversation_id is not None:
                    # It was begun in the chat, and has not been kept with the case yet.
                    begun = await self.of_chat(session, case.conversation_id)
                    row = begun if begun is not None and begun.worker_id == worker.id else None
            else:
                await rights.own_chat(session, subject, worker)
                row = await self.of_chat(session, subject)
            if row is None:
                raise AssessmentRefused("no_draft")
            if row.version != seen:
                raise AssessmentChanged("draft")
            await session.delete(row)
            await note_audit(session, worker.id, "assessment_dropped", subject)

    async def of_case(
        self, session: AsyncSession, case_id: str, worker_id: int
    ) -> AssessmentDraft | None:
        return await session.scalar(
            select(AssessmentDraft).where(
                AssessmentDraft.case_id == case_id, AssessmentDraft.worker_id == worker_id
            )
        )

    async def of_chat(self, session: AsyncSession, conversation_id: str) -> AssessmentDraft | None:
        return await session.scalar(
            select(AssessmentDraft).where(AssessmentDraft.conversation_id == conversation_id)
        )

    async def forget(
        self, session: AsyncSession, case_id: str, worker_id: int, conversation_id: str | None
    ) -> None:
        """It was saved: the draft in the case goes, and the one of the chat it came from."""
        mine = (AssessmentDraft.case_id == case_id) & (AssessmentDraft.worker_id == worker_id)
        if conversation_id is not None:
            mine |= (AssessmentDraft.conversation_id == conversation_id) & (
                AssessmentDraft.worker_id == worker_id
            )
        await session.execute(delete(AssessmentDraft).where(mine))

    async def open(self, row: AssessmentDraft) -> Sheet:
        """What it holds. KeyGone once it is erased."""
        if row.case_id is not None:
            return await self._seals.open(row.case_id, row.words, Sheet, _PLACE, row.worker_id)
        assert row.conversation_id is not None
        key = await self._keys.find(row.conversation_id)
        raw = unseal(key, row.words, place(row.conversation_id, _PLACE))
        return msgspec.json.decode(raw, type=Sheet)
