"""Telling the police, or whoever else acts on serious danger, without a person's agreement.

Like opening a case that was taken back (services/cases/opening.py): one asks, with the kind of
danger and a written reason, and sees what would go; another one, not the same person, sees the
very same and stands for it or refuses. One of the two is a lead. Exactly that goes, and nothing
else; all of it is in the audit trail. Whether the person is told is decided and written down too.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import CaseGone, CaseRefused, CaseWithdrawn, PartnerRefused
from helpline.models import Case, PartnerReferral, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.cases.seals import CaseSeals
from helpline.services.cases.view import CaseView
from helpline.services.desk.shapes import iso
from helpline.services.log.events import DESK, Events
from helpline.services.partners.blocks import blocks_of
from helpline.services.partners.book import PartnerBook
from helpline.services.partners.document import Decision, Named
from helpline.services.partners.drafting import Draft, Drafting, Wanted
from helpline.services.partners.packs import Packs
from helpline.services.partners.reasons import Decided
from helpline.services.partners.referrals import Ready, Referrals, shown
from helpline.services.partners.words import PartnerWords

#: Nobody has answered by then: the request is over.
ASKED_FOR = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Asked:
    """Why, for which kind of danger, and why the person must not be told (None: they are)."""

    risk: str
    why: str = ""
    unsafe: str | None = None


class Disclosures:
    """Asks, and answers."""

    def __init__(
        self,
        database: Database,
        seals: CaseSeals,
        case_view: CaseView,
        book: PartnerBook,
        drafting: Drafting,
        packs: Packs,
        words: PartnerWords,
        referrals: Referrals,
        events: Events,
    ) -> None:
        self._database = database
        self._seals = seals
        self._case_view = case_view
        self._book = book
        self._drafting = drafting
        self._packs = packs
        self._words = words
        self._referrals = referrals
        self._events = events

    async def preview(
        self, case_id: str, worker: Worker, wanted: Wanted, asked: Asked
    ) -> dict[str, Any]:
        """What would go, as it would go; noted as a look at the case."""
        async with self._database.write() as session:
            await note_audit(session, worker.id, "partner_preview", case_id, wanted.partner_id)
            draft = await self._draft(session, case_id, worker, wanted, asked)
        return shown(draft, self._words)

    async def ask(
        self,
        case_id: str,
        worker: Worker,
        client_id: str,
        wanted: Wanted,
        asked: Asked,
        digest: str,
    ) -> str:
        """Asks a second person; gives the referral's id. PartnerRefused, CaseWithdrawn, NotTheirs,
        CaseGone; CaseRefused where somebody has asked already."""
        referral_id = uuid.uuid4().hex
        async with self._database.write() as session:
            draft = await self._draft(session, case_id, worker, wanted, asked)
            if draft.digest != digest:
                raise PartnerRefused("seen_other")
            waiting = await session.scalar(
                select(PartnerReferral.id).where(
                    PartnerReferral.case_id == case_id,
                    PartnerReferral.status == "asked",
                    PartnerReferral.made_at > now() - ASKED_FOR,
                )
            )
            if waiting is not None:
                raise CaseRefused("asked_already")
            words = Decided(
                why=asked.why, unsafe=asked.unsafe, document=draft.document, digest=digest
            )
            session.add(
                PartnerReferral(
                    id=referral_id,
                    case_id=case_id,
                    partner_id=wanted.partner_id,
                    partner_name=draft.document.partner,
                    purpose=wanted.purpose,
                    basis="danger",
                    risk=asked.risk,
                    made_by=worker.id,
                    client_id=client_id,
                    parts=draft.parts,
                    words=await self._seals.seal(case_id, words, "partner", referral_id),
                    status="asked",
                )
            )
            await session.flush()
            detail = f"{wanted.partner_id}, {asked.risk}, {'not told' if asked.unsafe else 'told'}"
            await note_audit(session, worker.id, "partner_asked", case_id, detail)
        self._events.news(DESK)
        return referral_id

    async def look(self, referral_id: str, second: Worker) -> dict[str, Any]:
        """What the second person is asked about: the reason, and the very pack."""
        async with self._database.write() as session:
            referral, decided = await self._asked(session, referral_id, second)
            await note_audit(session, second.id, "partner_preview", referral.case_id, referral_id)
        return {
            "risk": referral.risk,
            "why": decided.why,
            "unsafe": decided.unsafe,
            "blocks": [
                {"kind": one.kind, "text": one.text, "lines": one.lines, "box": one.box}
                for one in blocks_of(decided.document, self._words)
            ],
        }

    async def answer(
        self, referral_id: str, second: Worker, agree: bool, said: str
    ) -> Ready | None:
        """The second person. With a yes the pack is sealed as both saw it, and its link and code
        are given; None with a no. CaseRefused: `same_person`, `needs_lead`, `nothing_asked`."""
        async with self._database.read() as session:
            referral, decided = await self._asked(session, referral_id, second)
            await self._may_stand_for(session, referral, second)
        document = decided.document
        assert document.decision is not None
        document.decision.second = second.name
        document.made = iso(now())
        sealed = await self._referrals.sealed_files(referral_id, document) if agree else b""
        ready: Ready | None = None
        done = False
        try:
            async with self._database.write() as session:
                referral, known = await self._asked(session, referral_id, second)
                await self._may_stand_for(session, referral, second)
                if known.digest != decided.digest:
                    raise PartnerRefused("seen_other")
                decided.answer = said
                referral.words = await self._seals.seal(
                    referral.case_id, decided, "partner", referral_id
                )
                referral.second, referral.made_at = second.id, now()
                referral.status = "made" if agree else "refused"
                referral.sealed = agree
                await session.flush()
                if agree:
                    ready = await self._referrals.lay_ready(session, second, referral_id, sealed)
                    await self._referrals.note(
                        session, referral.case_id, second, "decided", referral.partner_name
                    )
                action = "partner_agreed" if agree else "partner_refused"
                await note_audit(session, second.id, action, referral.case_id, referral.risk or "")
                done = True
        finally:
            if agree and not done:
                await self._packs.unprepare(referral_id)
        self._events.news(DESK)
        return ready

    async def _may_stand_for(
        self, session: AsyncSession, referral: PartnerReferral, second: Worker
    ) -> None:
        if referral.made_by == second.id:
            raise CaseRefused("same_person")
        asker = await session.get(Worker, referral.made_by)
        if second.role != "lead" and (asker is None or asker.role != "lead"):
            raise CaseRefused("needs_lead")

    async def _asked(
        self, session: AsyncSession, referral_id: str, second: Worker
    ) -> tuple[PartnerReferral, Decided]:
        referral = await session.get(PartnerReferral, referral_id, with_for_update=True)
        if referral is None or second.role not in {"worker", "lead"}:
            raise CaseGone
        if referral.status != "asked" or referral.made_at <= now() - ASKED_FOR:
            raise CaseRefused("nothing_asked")
        decided = await self._seals.open(
            referral.case_id, referral.words, Decided, "partner", referral_id
        )
        return referral, decided

    async def _draft(
        self, session: AsyncSession, case_id: str, worker: Worker, wanted: Wanted, asked: Asked
    ) -> Draft:
        case: Case
        case, readable = await self._case_view.look(session, case_id, worker)
        if not readable:
            # Taken back: two people have to open it first.
            raise CaseWithdrawn
        if wanted.purpose not in self._words.without_consent:
            raise PartnerRefused("other_purpose")
        partner = await self._book.fit(session, wanted.partner_id, wanted.purpose, in_danger=True)
        decision = Decision(
            risk=Named(asked.risk, self._words.risk(asked.risk, partner.language)),
            decided_by=worker.name,
            second="",
            person_knows=asked.unsafe is None,
        )
        return await self._drafting.in_danger(case, worker, partner, wanted, decision)
