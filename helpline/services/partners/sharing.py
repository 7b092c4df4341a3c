"""A person's yes to one partner: what for, which parts, to which wording. The yes to the helpline
itself (services/cases/files.py) covers no other agency."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import PartnerRefused
from helpline.models import Case, Consent, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.cases import work as case_work
from helpline.services.cases.files import Cases
from helpline.services.cases.seals import CaseSeals, Said
from helpline.services.content import Content
from helpline.services.log.events import DESK, Events
from helpline.services.partners import packs
from helpline.services.partners.book import PartnerBook
from helpline.services.partners.words import PartnerWords


class Sharing:
    """Keeps what somebody said to a worker, and honours it when they take it back."""

    def __init__(
        self,
        database: Database,
        cases: Cases,
        seals: CaseSeals,
        book: PartnerBook,
        words: PartnerWords,
        content: Content,
        events: Events,
    ) -> None:
        self._database = database
        self._cases = cases
        self._seals = seals
        self._book = book
        self._words = words
        self._content = content
        self._events = events

    async def agree(
        self,
        case_id: str,
        worker: Worker,
        partner_id: str,
        purpose: str,
        parts: Sequence[str],
        told: str,
    ) -> int:
        """They said yes after the wording was read to them; `told`: how, and how the worker knew
        that it was them. Gives the consent's number. PartnerRefused; the errors of
        `case_work.live`."""
        async with self._database.write() as session:
            case = await case_work.live(session, case_id, worker)
            partner = await self._book.fit(session, partner_id, purpose)
            texts = await self._cases.parts(case)
            wanted = [q.id for q in self._content.referral.questions if q.id in parts]
            if not wanted or set(wanted) != set(parts) or any(not texts.get(q) for q in wanted):
                raise PartnerRefused("bad_parts")
            shown, wording = self._words.consent(
                self._content.fact("own.helpline.name"), partner.name, purpose
            )
            given = await self._record(
                session, case_id, "shared", worker, Said(shown=shown, told=told), wording
            )
            given.partner_id, given.purpose, given.parts = partner_id, purpose, wanted
            await session.flush()
            await note_audit(session, worker.id, "partner_consent", case_id, partner_id)
        self._events.news(DESK)
        return given.id

    async def take_back(self, case_id: str, worker: Worker, partner_id: str, told: str) -> None:
        """They took their yes to this partner back. Their packs can be fetched no more."""
        async with self._database.write() as session:
            case = await case_work.live(session, case_id, worker)
            if await latest(session, case, partner_id) is None:
                raise PartnerRefused("no_consent")
            given = await self._record(
                session, case_id, "unshared", worker, Said(told=told), self._words_version()
            )
            given.partner_id = partner_id
            await session.flush()
            ended = await packs.withdraw(session, case_id, partner_id)
            fetched = sum(one.fetched_at is not None for one in ended)
            await note_audit(
                session, worker.id, "partner_consent_back", case_id, f"{partner_id}, {fetched}"
            )
        self._events.news(DESK)

    def _words_version(self) -> str:
        return self._words.consent("", "", next(iter(self._words.purposes)))[1]

    async def _record(
        self,
        session: AsyncSession,
        case_id: str,
        kind: str,
        worker: Worker,
        said: Said,
        wording: str,
    ) -> Consent:
        moment = now()
        given = Consent(
            case_id=case_id,
            kind=kind,
            how="told",
            wording=wording,
            worker_id=worker.id,
            words=await self._seals.seal(case_id, said, "consent", kind, moment.isoformat()),
            at=moment,
        )
        session.add(given)
        return given


async def latest(session: AsyncSession, case: Case, partner_id: str) -> Consent | None:
    """The yes to this partner that holds; None if it was taken back or never given."""
    last = await session.scalar(
        select(Consent)
        .where(Consent.case_id == case.id, Consent.partner_id == partner_id)
        .order_by(Consent.id.desc())
        .limit(1)
    )
    return last if last is not None and last.kind == "shared" else None


def is_of_these_words(given: Consent, case: Case) -> bool:
    """Whether what they gave is still what they agreed to pass on: a later correction is not."""
    return case.changed_at is None or case.changed_at <= given.at
