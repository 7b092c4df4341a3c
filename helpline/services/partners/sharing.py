"""A person's yes to one partner: what for, which parts, to which wording. The yes to the helpline
itself (services/cases/files.py) covers no other agency."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

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

#: A yes is good for this long; then they are asked again. No source names a time: it is ours.
GOOD_FOR = timedelta(days=30)


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
            wanted = await self.covered(case, parts)
            if self._content.partner_missing({}):
                raise PartnerRefused("words_not_approved")
            until = now() + GOOD_FOR
            shown, wording = self._words.consent(
                self._content.fact("own.helpline.name"), partner.name, purpose, until
            )
            given = await self.record(
                session, case_id, "shared", "told", wording, Said(shown=shown, told=told), worker.id
            )
            given.partner_id, given.purpose, given.parts = partner_id, purpose, wanted
            given.until = until
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
            wording = self._words.version()
            await self.end(
                session, case_id, partner_id, "told", wording, Said(told=told), worker.id
            )
        self._events.news(DESK)

    async def covered(self, case: Case, parts: Sequence[str]) -> list[str]:
        """These parts in the order of the form. PartnerRefused where one is not in the case."""
        texts = await self._cases.parts(case)
        wanted = [q.id for q in self._content.referral.questions if q.id in parts]
        if not wanted or set(wanted) != set(parts) or any(not texts.get(q) for q in wanted):
            raise PartnerRefused("bad_parts")
        return wanted

    async def end(
        self,
        session: AsyncSession,
        case_id: str,
        partner_id: str,
        how: str,
        wording: str,
        said: Said,
        worker_id: int | None,
    ) -> int:
        """Their yes to this partner is over, and so is what rested on it, in the caller's
        transaction. Gives how many packs had been fetched by then."""
        given = await self.record(session, case_id, "unshared", how, wording, said, worker_id)
        given.partner_id = partner_id
        await session.flush()
        ended = await packs.withdraw(session, case_id, partner_id)
        fetched = sum(one.fetched_at is not None for one in ended)
        await note_audit(
            session, worker_id, "partner_consent_back", case_id, f"{partner_id}, {fetched}"
        )
        return fetched

    async def read(self, given: Consent) -> Said:
        """The words beside a line of the history."""
        if given.words is None:
            return Said()
        return await self._seals.open(
            given.case_id, given.words, Said, "consent", given.kind, given.at.isoformat()
        )

    async def record(
        self,
        session: AsyncSession,
        case_id: str,
        kind: str,
        how: str,
        wording: str,
        said: Said,
        worker_id: int | None,
    ) -> Consent:
        """One more line of the history of what they agreed to. `how`: `chat` or `told`."""
        moment = now()
        given = Consent(
            case_id=case_id,
            kind=kind,
            how=how,
            wording=wording,
            worker_id=worker_id,
            words=await self._seals.seal(case_id, said, "consent", kind, moment.isoformat()),
            at=moment,
        )
        session.add(given)
        return given


async def latest(
    session: AsyncSession, case: Case, partner_id: str, at: datetime | None = None
) -> Consent | None:
    """The yes to this partner that holds; None if it is over, was taken back or never given."""
    last = await session.scalar(
        select(Consent)
        .where(
            Consent.case_id == case.id,
            Consent.partner_id == partner_id,
            Consent.kind.in_(("shared", "unshared")),
        )
        .order_by(Consent.id.desc())
        .limit(1)
    )
    if last is None or last.kind != "shared":
        return None
    return last if last.until is None or last.until > (at or now()) else None


async def newest_ask(session: AsyncSession, case_id: str, partner_id: str) -> Consent | None:
    """The last time they were asked in the chat, whatever came of it."""
    return await session.scalar(
        select(Consent)
        .where(
            Consent.case_id == case_id, Consent.partner_id == partner_id, Consent.kind == "asked"
        )
        .order_by(Consent.id.desc())
        .limit(1)
    )


async def unanswered(session: AsyncSession, case_id: str, partner_id: str) -> Consent | None:
    """The question in the chat that they have not answered yet."""
    asked = await newest_ask(session, case_id, partner_id)
    if asked is None or (asked.until is not None and asked.until <= now()):
        return None
    after = await session.scalar(
        select(Consent.id)
        .where(
            Consent.case_id == case_id,
            Consent.partner_id == partner_id,
            Consent.id > asked.id,
        )
        .limit(1)
    )
    return asked if after is None else None


def is_of_these_words(given: Consent, case: Case) -> bool:
    """Whether what they gave is still what they agreed to pass on: a later correction is not."""
    return case.changed_at is None or case.changed_at <= given.at
