"""Referring a case to a partner: looked at first, then sealed, then told by link and code; and what
is known of it afterwards."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import CaseGone, PartnerRefused
from helpline.models import Case, CaseNote, Partner, PartnerReferral, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.cases import work as case_work
from helpline.services.cases.seals import CaseSeals
from helpline.services.log.events import DESK, Events
from helpline.services.partners.blocks import blocks_of
from helpline.services.partners.book import PartnerBook
from helpline.services.partners.document import Document, encoded
from helpline.services.partners.drafting import Draft, Drafting, Wanted
from helpline.services.partners.packs import Files, Packs, Way, take_away
from helpline.services.partners.printing import print_pack
from helpline.services.partners.words import PartnerWords


@dataclass(frozen=True, slots=True)
class Ready:
    """A pack that lies ready. `way`: link and code, shown this once. `language`: the partner's, in
    which the link opens."""

    referral_id: str
    way: Way
    until: datetime
    language: str


class Referrals:
    """Makes packs by consent. Each step is in the case's diary and in the audit trail."""

    def __init__(
        self,
        database: Database,
        seals: CaseSeals,
        book: PartnerBook,
        drafting: Drafting,
        packs: Packs,
        words: PartnerWords,
        events: Events,
    ) -> None:
        self._database = database
        self._seals = seals
        self._book = book
        self._drafting = drafting
        self._packs = packs
        self._words = words
        self._events = events

    async def preview(self, case_id: str, worker: Worker, wanted: Wanted) -> dict[str, Any]:
        """The pack as it would go out, block by block; the digest that stands for these words; and
        every line that can be left out. Noted: it is a look at the case."""
        async with self._database.write() as session:
            await note_audit(session, worker.id, "partner_preview", case_id, wanted.partner_id)
            draft = await self._draft(session, case_id, worker, wanted)
        return shown(draft, self._words)

    async def make(
        self, case_id: str, worker: Worker, client_id: str, wanted: Wanted, digest: str
    ) -> Ready:
        """Seals exactly what was previewed. PartnerRefused: `seen_other` where the words are others
        than those that `digest` stands for, `made_already` for the same `client_id` again."""
        async with self._database.read() as session:
            draft = await self._draft(session, case_id, worker, wanted)
        if draft.digest != digest:
            raise PartnerRefused("seen_other")
        referral_id = uuid.uuid4().hex
        sealed = await self.sealed_files(referral_id, draft.document)
        made = False
        try:
            async with self._database.write() as session:
                # As it stands now: the yes may have been taken back while it was printed.
                again = await self._draft(session, case_id, worker, wanted)
                if again.digest != digest or again.consent is None:
                    raise PartnerRefused("seen_other")
                known = await session.scalar(
                    select(PartnerReferral.id).where(
                        PartnerReferral.case_id == case_id,
                        PartnerReferral.made_by == worker.id,
                        PartnerReferral.client_id == client_id,
                    )
                )
                if known is not None:
                    raise PartnerRefused("made_already")
                session.add(
                    PartnerReferral(
                        id=referral_id,
                        case_id=case_id,
                        partner_id=wanted.partner_id,
                        partner_name=draft.document.partner,
                        purpose=wanted.purpose,
                        consent_id=again.consent.id,
                        made_by=worker.id,
                        client_id=client_id,
                        parts=draft.parts,
                        words=await self._seals.seal(
                            case_id, draft.document, "partner", referral_id
                        ),
                        sealed=True,
                    )
                )
                await session.flush()
                ready = await self.lay_ready(session, worker, referral_id, sealed)
                await self.note(session, case_id, worker, "made", draft.document.partner)
                await note_audit(
                    session,
                    worker.id,
                    "partner_referral",
                    case_id,
                    f"{wanted.partner_id}, {wanted.purpose}",
                )
                made = True
        finally:
            if not made:
                await self._packs.unprepare(referral_id)
        self._events.news(DESK)
        return ready

    async def sealed_files(self, referral_id: str, document: Document) -> bytes:
        """Both files, sealed under the pack's own key."""
        pdf = await print_pack(document, self._words)
        return await self._packs.prepare(referral_id, Files(pdf=pdf, data=encoded(document)))

    async def lay_ready(
        self, session: AsyncSession, worker: Worker, referral_id: str, sealed: bytes
    ) -> Ready:
        """The pack can be fetched from the end of this transaction on."""
        way = self._packs.way()
        until = await self._packs.put(session, referral_id, sealed, way)
        await note_audit(session, worker.id, "partner_code", referral_id)
        return Ready(referral_id, way, until, await self._language(session, referral_id))

    async def _language(self, session: AsyncSession, referral_id: str) -> str:
        language: str | None = await session.scalar(
            select(Partner.language)
            .join(PartnerReferral, PartnerReferral.partner_id == Partner.id)
            .where(PartnerReferral.id == referral_id)
        )
        return language or "en"

    async def note(
        self, session: AsyncSession, case_id: str, worker: Worker, what: str, partner: str
    ) -> None:
        """A line in the case's diary: what was done, and with whom."""
        client_id = uuid.uuid4().hex
        sealed = await self._seals.seal(case_id, partner, "note", worker.id, client_id)
        session.add(
            CaseNote(
                case_id=case_id,
                worker_id=worker.id,
                client_id=client_id,
                kind="partner",
                result=what,
                words=sealed,
            )
        )
        await session.flush()

    async def new_code(self, referral_id: str, worker: Worker) -> Ready:
        """Another link and code: the old one was lost, used without the file arriving, or tried
        wrongly too often. PartnerRefused: `pack_gone`."""
        way = self._packs.way()
        async with self._database.write() as session:
            referral, _ = await self._of(session, referral_id, worker)
            until = await self._packs.renew(session, referral_id, way)
            if until is None:
                raise PartnerRefused("pack_gone")
            await self.note(session, referral.case_id, worker, "new_code", referral.partner_name)
            await note_audit(session, worker.id, "partner_code", referral_id)
            language = await self._language(session, referral_id)
        self._events.news(DESK)
        return Ready(referral_id, way, until, language)

    async def told_us(self, referral_id: str, worker: Worker) -> None:
        """The partner said, by telephone, that they have it and will act."""
        async with self._database.write() as session:
            referral, _ = await self._of(session, referral_id, worker)
            await self._move(session, referral_id, ("made", "fetched"), "acknowledged",
                             acknowledged_at=now(), acknowledged_how="told")  # fmt: skip
            await self.note(session, referral.case_id, worker, "told_us", referral.partner_name)
            await note_audit(session, worker.id, "partner_acknowledged", referral_id, "told")
        self._events.news(DESK)

    async def settle(self, referral_id: str, worker: Worker) -> None:
        """Nothing more is waited for: the partner can't act, or it came to nothing. The pack can be
        fetched no more."""
        async with self._database.write() as session:
            referral, _ = await self._of(session, referral_id, worker)
            await self._move(session, referral_id,
                             ("made", "fetched", "acknowledged", "outdated", "withdrawn"),
                             "settled", ended_at=now())  # fmt: skip
            await take_away(session, referral_id)
            await self.note(session, referral.case_id, worker, "settled", referral.partner_name)
            await note_audit(session, worker.id, "partner_settled", referral_id)
        await self._packs.sweep()
        self._events.news(DESK)

    async def _move(
        self, session: AsyncSession, referral_id: str, before: tuple[str, ...], to: str, **more: Any
    ) -> None:
        done = await session.scalar(
            update(PartnerReferral)
            .where(PartnerReferral.id == referral_id, PartnerReferral.status.in_(before))
            .values(status=to, **more)
            .returning(PartnerReferral.id)
            .execution_options(synchronize_session=False)
        )
        if done is None:
            raise PartnerRefused("not_now")

    async def _of(
        self, session: AsyncSession, referral_id: str, worker: Worker
    ) -> tuple[PartnerReferral, Case]:
        referral = await session.get(PartnerReferral, referral_id)
        if referral is None:
            raise CaseGone
        return referral, await case_work.access(session, referral.case_id, worker)

    async def _draft(
        self, session: AsyncSession, case_id: str, worker: Worker, wanted: Wanted
    ) -> Draft:
        case = await case_work.live(session, case_id, worker)
        partner = await self._book.fit(session, wanted.partner_id, wanted.purpose)
        return await self._drafting.with_consent(session, case, worker, partner, wanted)


def shown(draft: Draft, words: PartnerWords) -> dict[str, Any]:
    """A draft as the desk shows it."""
    return {
        "digest": draft.digest,
        "parts": draft.parts,
        "blocks": [
            {"kind": one.kind, "text": one.text, "lines": one.lines, "box": one.box}
            for one in blocks_of(draft.document, words)
        ],
    }
