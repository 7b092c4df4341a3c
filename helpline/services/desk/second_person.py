"""The second person of an override (services/desk/overrides.py): stands for one that is asked for,
or refuses it; looks afterwards at one that a lead opened alone.

Never the person who asked, and one of the two is a lead. What they are asked about is risk and
written reasons, not the chat. A lead's being alone is on the board until somebody has looked, also
when the chat is erased by then; the reasons went with it, and the lead has to be asked.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import CaseRefused, ConversationGone, KeyGone
from helpline.models import Conversation, Override, OverrideReview, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.desk import override_rows, shapes
from helpline.services.desk.alone import LOOKED_AT_WITHIN
from helpline.services.desk.overrides import Overrides, name_of
from helpline.services.log.events import DESK, Events, conversation_topic

#: Kept this long once somebody has looked.
KEPT_AFTER = timedelta(days=30)


class SecondPerson:
    """What waits for a second person, what they are asked about, and their answer."""

    def __init__(self, database: Database, overrides: Overrides, events: Events) -> None:
        self._database = database
        self._overrides = overrides
        self._events = events

    async def board(
        self, session: AsyncSession, worker: Worker, at: datetime | None = None
    ) -> list[dict[str, Any]]:
        """What this worker can answer: the ones that are asked for first, then those that were
        opened alone; the oldest first. Categories and times, no word."""
        moment = at or now()
        asked = await session.execute(
            select(Override, Worker)
            .join(Worker, Worker.id == Override.worker_id)
            .where(Override.status == "asked", Override.ended_at.is_(None), Override.until > moment)
            .order_by(Override.created_at)
        )
        alone = await session.execute(
            select(OverrideReview, Worker)
            .outerjoin(Worker, Worker.id == OverrideReview.worker_id)
            .where(OverrideReview.reviewed_at.is_(None))
            .order_by(OverrideReview.opened_at)
        )
        waits = [
            _row(one.id, "asked", one.risk, one.told, by, one.created_at, moment)
            for one, by in asked.all()
            if may_be_second(worker, by)
        ]
        looked_at = [
            _row(one.id, "alone", one.risk, one.told, by, one.opened_at, moment)
            for one, by in alone.all()
            if worker.id != one.worker_id
        ]
        return [*waits, *looked_at]

    async def look(self, override_id: str, second: Worker) -> dict[str, Any]:
        """Risk and reasons, for who may answer; noted. CaseRefused: `same_person`, `needs_lead`,
        `nothing_asked`. `reason` is None once the chat is erased."""
        async with self._database.write() as session:
            override, review = await self._found(session, override_id, second)
            subject = review if review is not None else override
            assert subject is not None
            written = None
            if override is not None:
                try:
                    written = await self._overrides.reasons(override)
                except KeyGone:
                    written = None
            await note_audit(session, second.id, "override_look", subject.conversation_id)
            return {
                "risk": subject.risk,
                "told": subject.told,
                "by": await name_of(session, subject.worker_id),
                "alone": review is not None,
                "reason": written.why if written else None,
                "telling_is_unsafe": written.unsafe if written else None,
                "cannot_wait": written.cannot_wait if written else None,
            }

    async def answer(self, override_id: str, second: Worker, agree: bool, said: str) -> bool:
        """The second person's word. Of one that is asked for: it is opened, or refused. Of one that
        was opened alone: it stands, or it ends now. Gives whether the chat is open by it.

        CaseRefused: `same_person`, `needs_lead`, `nothing_asked`; ConversationGone, VisitorLeft,
        NotWithPeople, AlreadyOpened where it can't be opened any more.
        """
        async with self._database.write() as session:
            override, review = await self._found(session, override_id, second)
            if review is not None:
                conversation_id = review.conversation_id
                opened = await self._looked(session, review, override, second, agree, said)
            else:
                assert override is not None
                conversation_id = override.conversation_id
                opened = await self._stood(session, override, second, agree, said)
        self._events.news(conversation_topic(conversation_id), DESK)
        return opened

    async def _stood(
        self, session: AsyncSession, override: Override, second: Worker, agree: bool, said: str
    ) -> bool:
        conversation = await session.get(
            Conversation, override.conversation_id, with_for_update=True
        )
        if conversation is None:
            raise ConversationGone
        await self._overrides.answered(override, said)
        override.second = second.id
        if not agree:
            override.status, override.ended_at = "refused", now()
            await session.flush()
            await note_audit(session, second.id, "override_refused", conversation.id, override.risk)
            return False
        await self._overrides.check(session, conversation, override)
        asker = await session.get(Worker, override.worker_id)
        assert asker is not None
        lead = asker if asker.role == "lead" else second
        await self._overrides.open(session, conversation, override, lead)
        detail = f"{override.risk}, {'told' if override.told else 'not told'}"
        await note_audit(session, second.id, "override", conversation.id, detail)
        return True

    async def _looked(
        self,
        session: AsyncSession,
        review: OverrideReview,
        override: Override | None,
        second: Worker,
        agree: bool,
        said: str,
    ) -> bool:
        moment = now()
        review.reviewed_by, review.agreed, review.reviewed_at = second.id, agree, moment
        review.erase_at = moment + KEPT_AFTER
        opened = False
        if override is not None:
            override.second = second.id
            try:
                await self._overrides.answered(override, said)
            except KeyGone:
                # Erased in this very moment: what was written is gone, and that somebody looked
                # is kept.
                override = None
        if override is not None:
            if not agree and override.ended_at is None:
                override.ended_at = moment
            opened = override_rows.is_open(override, moment)
        await session.flush()
        action = "override_stood_for" if agree else "override_not_stood_for"
        await note_audit(session, second.id, action, review.conversation_id, review.risk)
        return opened

    async def _found(
        self, session: AsyncSession, override_id: str, second: Worker
    ) -> tuple[Override | None, OverrideReview | None]:
        """The override, if the chat is still there; and its review, if a lead opened it alone."""
        override = await session.get(Override, override_id, with_for_update=True)
        review = await session.get(OverrideReview, override_id, with_for_update=True)
        if review is not None:
            if review.reviewed_at is not None:
                raise CaseRefused("nothing_asked")
            if review.worker_id == second.id:
                raise CaseRefused("same_person")
            return override, review
        if override is None or not override_rows.awaits_answer(override):
            raise CaseRefused("nothing_asked")
        if override.worker_id == second.id:
            raise CaseRefused("same_person")
        asker = await session.get(Worker, override.worker_id)
        if asker is None or not may_be_second(second, asker):
            raise CaseRefused("needs_lead")
        return override, None


def may_be_second(worker: Worker, asker: Worker) -> bool:
    """Somebody else than who asked; one of the two is a lead."""
    return worker.id != asker.id and "lead" in {worker.role, asker.role}


def _row(
    override_id: str,
    what: str,
    risk: str,
    told: bool,
    by: Worker | None,
    since: datetime,
    moment: datetime,
) -> dict[str, Any]:
    return {
        "override": override_id,
        "what": what,
        "risk": risk,
        "told": told,
        "by": by.name if by is not None else None,
        "since": shapes.iso(since),
        "overdue": what == "alone" and since < moment - LOOKED_AT_WITHIN,
    }
