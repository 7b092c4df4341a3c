"""A document for a partner as it would go out now: what is shown as the preview, and what is sealed
when the worker says so, are made by the same lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.errors import PartnerRefused
from helpline.models import Case, Consent, Partner, Worker, now
from helpline.services.cases.files import Cases
from helpline.services.cases.seals import CaseSeals, Said
from helpline.services.content import Content
from helpline.services.desk.shapes import iso
from helpline.services.partners import document as docs
from helpline.services.partners import sharing
from helpline.services.partners.document import Decision, Document, Named, Part
from helpline.services.partners.words import PartnerWords


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a worker has picked. `leave_out`: of a part the numbers of lines; none: all of it.
    `given_parts`: of a decision without consent, the parts that go."""

    partner_id: str
    purpose: str
    leave_out: Mapping[str, Sequence[int]]
    given_parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The document, the version of its words, and the yes it rests on."""

    document: Document
    digest: str
    consent: Consent | None

    @property
    def parts(self) -> list[str]:
        return [one.id for one in self.document.all_parts()]


class Drafting:
    """Makes documents; changes nothing."""

    def __init__(
        self, cases: Cases, seals: CaseSeals, content: Content, words: PartnerWords
    ) -> None:
        self._cases = cases
        self._seals = seals
        self._content = content
        self._words = words

    def labels(self, language: str = "en") -> dict[str, str]:
        """Every part a case can have, in the order of the form."""
        return {
            one.id: one.label.get(language, one.label["en"])
            for one in self._content.referral.questions
        }

    async def with_consent(
        self, session: AsyncSession, case: Case, worker: Worker, partner: Partner, wanted: Wanted
    ) -> Draft:
        """By a yes to this partner, for this purpose, to words that are still the same.
        PartnerRefused: `no_consent`, `other_purpose`, `consent_old`, and those of `made_parts`."""
        given = await sharing.latest(session, case, partner.id)
        if given is None:
            raise PartnerRefused("no_consent")
        if given.purpose != wanted.purpose:
            raise PartnerRefused("other_consent")
        if not sharing.is_of_these_words(given, case):
            raise PartnerRefused("consent_old")
        parts = await self._parts(case, given.parts or [], wanted, partner.language)
        document = await self._document(case, worker, partner, wanted, "consent", parts)
        assert given.words is not None
        said = await self._seals.open(
            case.id, given.words, Said, "consent", given.kind, given.at.isoformat()
        )
        told_to = ""
        if given.how == "told":
            name = await session.scalar(select(Worker.name).where(Worker.id == given.worker_id))
            told_to = name or self._content.fact("own.helpline.name")
        document.consent = docs.Consent(iso(given.at), told_to, given.wording, said.shown)
        return Draft(document, docs.digest_of(parts), given)

    async def in_danger(
        self, case: Case, worker: Worker, partner: Partner, wanted: Wanted, decision: Decision
    ) -> Draft:
        """What two people may decide without a yes: the parts that were picked, and no more. The
        second person's name is filled in when they have."""
        parts = await self._parts(case, wanted.given_parts, wanted, partner.language)
        document = await self._document(case, worker, partner, wanted, "danger", parts)
        document.decision = decision
        return Draft(document, docs.digest_of(parts, decision), None)

    async def _parts(
        self, case: Case, covered: Sequence[str], wanted: Wanted, language: str
    ) -> dict[str, Part]:
        texts = await self._cases.parts(case)
        parts = docs.made_parts(texts, self.labels(language), covered, wanted.leave_out)
        if not parts:
            raise PartnerRefused("nothing_left")
        return parts

    async def _document(
        self,
        case: Case,
        worker: Worker,
        partner: Partner,
        wanted: Wanted,
        basis: str,
        parts: dict[str, Part],
    ) -> Document:
        first = {docs.NEVER, docs.REACH, *docs.RULES}
        texts = await self._cases.parts(case)
        return Document(
            format=docs.FORMAT,
            version=docs.VERSION,
            reference=case.reference,
            made=iso(now()),
            made_by=worker.name,
            helpline=self._content.fact("own.helpline.name"),
            helpline_phone=self._content.fact("own.helpline.phone"),
            partner=partner.name,
            purpose=Named(wanted.purpose, self._words.purpose(wanted.purpose, partner.language)),
            basis=basis,
            never=[parts[docs.NEVER]] if docs.NEVER in parts else [],
            rules=[parts[one] for one in docs.RULES if one in parts and one != docs.NEVER],
            rules_withheld=any(texts.get(one) and one not in parts for one in docs.RULES),
            reach=parts.get(docs.REACH),
            parts=[one for name, one in parts.items() if name not in first],
            language=partner.language,
        )
