"""What a case shows of partners: who can be chosen, what may be passed on, and what became of what
was passed on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import Case, Conversation, PartnerReferral, ReferralPack, Worker, now
from helpline.services.cases.files import Cases
from helpline.services.cases.seals import CaseSeals
from helpline.services.cases.view import CaseView
from helpline.services.content import Content
from helpline.services.desk.shapes import iso, maybe_iso
from helpline.services.partners import sharing
from helpline.services.partners.book import PartnerBook
from helpline.services.partners.document import REACH, RULES, lines_of
from helpline.services.partners.drafting import Drafting
from helpline.services.partners.packs import MOST_TRIES
from helpline.services.partners.reasons import Decided
from helpline.services.partners.words import PartnerWords


class PartnerView:
    """Reads; who may see a case, the case itself decides."""

    def __init__(
        self,
        database: Database,
        cases: Cases,
        seals: CaseSeals,
        case_view: CaseView,
        book: PartnerBook,
        drafting: Drafting,
        words: PartnerWords,
        content: Content,
    ) -> None:
        self._database = database
        self._cases = cases
        self._seals = seals
        self._case_view = case_view
        self._book = book
        self._drafting = drafting
        self._words = words
        self._content = content

    async def of_case(self, case_id: str, worker: Worker) -> dict[str, Any]:
        """Partners with their standing and the yes to each; the parts that there are, line by line,
        but for how to reach the person; the referrals. NotTheirs, CaseGone."""
        async with self._database.write() as session:
            case, readable = await self._case_view.look(session, case_id, worker)
            texts = await self._cases.parts(case) if readable else {}
            partners = await self._book.offered(session)
            for one in partners:
                given = await sharing.latest(session, case, one["id"])
                one["consent"] = None
                if given is not None:
                    one["consent"] = {
                        "purpose": given.purpose,
                        "parts": list(given.parts or []),
                        "at": iso(given.at),
                        "old": not sharing.is_of_these_words(given, case),
                        "until": maybe_iso(given.until),
                    }
                asked = await sharing.unanswered(session, case.id, one["id"])
                one["asked"] = iso(asked.at) if asked is not None else None
            return {
                "partners": partners,
                "purposes": dict(self._words.purposes),
                "in_danger": sorted(self._words.without_consent),
                # The day in what is read out; whether they can be asked in a chat instead.
                "until": self._words.day(now() + sharing.GOOD_FOR),
                "in_chat": await self._in_chat(session, case, worker),
                "wording": self._words.consent_with_gaps(self._content.fact("own.helpline.name")),
                "parts": [
                    {
                        "id": name,
                        "label": label,
                        # How to reach them stands behind the rules, here as in the case itself.
                        "lines": [] if name == REACH else lines_of(texts[name]),
                        "rule": name in RULES,
                        "reach": name == REACH,
                    }
                    for name, label in self._drafting.labels().items()
                    if texts.get(name)
                ],
                "referrals": await self._referrals(session, case, worker, readable),
            }

    async def _in_chat(self, session: AsyncSession, case: Case, worker: Worker) -> bool:
        if case.conversation_id is None:
            return False
        chat = await session.get(Conversation, case.conversation_id)
        return (
            chat is not None
            and chat.left is None
            and chat.owner == "worker"
            and chat.worker_id == worker.id
        )

    async def _referrals(
        self, session: AsyncSession, case: Case, worker: Worker, readable: bool
    ) -> list[dict[str, Any]]:
        names = {row.id: row.name for row in await session.execute(select(Worker.id, Worker.name))}
        rows = await session.scalars(
            select(PartnerReferral)
            .where(PartnerReferral.case_id == case.id)
            .order_by(PartnerReferral.made_at.desc())
        )
        lying = await session.execute(
            select(ReferralPack.referral_id, ReferralPack.expires_at, ReferralPack.tries)
            .join(PartnerReferral, PartnerReferral.id == ReferralPack.referral_id)
            .where(PartnerReferral.case_id == case.id, ReferralPack.expires_at > now())
        )
        packs = {row.referral_id: row for row in lying}
        shown = []
        for one in rows.all():
            row = referral_row(one, names)
            pack = packs.get(one.id)
            row["until"] = iso(pack.expires_at) if pack is not None else None
            row["locked"] = pack is not None and pack.tries >= MOST_TRIES
            if one.basis == "danger" and readable:
                decided = await self._seals.open(case.id, one.words, Decided, "partner", one.id)
                row["why"], row["unsafe"] = decided.why, decided.unsafe
                row["answer"] = decided.answer
                row["own"] = one.made_by == worker.id
            shown.append(row)
        return shown


def referral_row(one: PartnerReferral, names: dict[int, str]) -> dict[str, Any]:
    """One referral as the desk shows it: no word of what was given."""
    return {
        "id": one.id,
        "partner": one.partner_id,
        "name": one.partner_name,
        "purpose": one.purpose,
        "basis": one.basis,
        "status": one.status,
        "by": names.get(one.made_by),
        "second": names.get(one.second) if one.second is not None else None,
        "risk": one.risk,
        "parts": list(one.parts),
        "made": iso(one.made_at),
        "fetched": maybe_iso(one.fetched_at),
        "acknowledged": maybe_iso(one.acknowledged_at),
        "acknowledged_how": one.acknowledged_how,
        "ended": maybe_iso(one.ended_at),
    }
