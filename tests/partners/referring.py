"""Helpers: a partner with a good agreement, a case whose person agreed to it, and its pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from helpline.models import Audit, Case, Partner, PartnerReferral, Worker, now
from helpline.services.partners.book import Entry
from helpline.services.partners.drafting import Wanted
from helpline.services.partners.referrals import Ready
from tests.cases.agreeing import agreed
from tests.support import Helpline

PARTS = {
    "name": "Robin",
    "happening": "He waits at the bus stop. He rang canarywordline on Monday.\nHe knows my shifts.",
    "children": "two, nine and eleven",
    "contact_how": "text 07700 900123",
    "contact_when": "weekdays ten till two",
    "contact_never": "never ring my work",
    "code_word": "banana",
}
TO_HOUSING = ("name", "happening", "contact_how", "contact_when", "contact_never", "code_word")
TODAY = now().date()
DAY = timedelta(days=1)


def entry(**changed: Any) -> Entry:
    """A partner as somebody would type it, with a good agreement."""
    fields: dict[str, Any] = {
        "name": "Safe Homes",
        "purposes": ("housing", "practical_support"),
        "nations": ("england",),
        "contact_name": "Pat Example",
        "contact_phone": "0161 496 0000",
        "agreed_on": TODAY - 30 * DAY,
        "review_by": TODAY + 300 * DAY,
    }
    return Entry(**{**fields, **changed})


async def partner(helpline: Helpline, *, confirmed: bool = True, **changed: Any) -> Partner:
    """A partner of the list; `confirmed`: by a lead."""
    lead = await helpline.worker("Lee", "lead")
    book = helpline.services.partners.book
    partner_id = await book.save(lead, entry(**changed))
    if confirmed:
        await book.confirm(lead, partner_id, 1)
    async with helpline.services.database.read() as session:
        found = await session.get(Partner, partner_id)
    assert found is not None
    return found


@dataclass
class Referring:
    """A case with its worker, and a partner that its person agreed to."""

    helpline: Helpline
    case: Case
    worker: Worker
    partner: Partner

    def wanted(self, leave_out: Mapping[str, Sequence[int]] | None = None) -> Wanted:
        return Wanted(self.partner.id, "housing", leave_out or {})

    async def made(
        self, leave_out: Mapping[str, Sequence[int]] | None = None, client_id: str = "r1"
    ) -> Ready:
        """Previewed, then sealed."""
        referrals = self.helpline.services.partners.referrals
        seen = await referrals.preview(self.case.id, self.worker, self.wanted(leave_out))
        return await referrals.make(
            self.case.id, self.worker, client_id, self.wanted(leave_out), seen["digest"]
        )

    async def referral(self, ready: Ready) -> PartnerReferral:
        async with self.helpline.services.database.read() as session:
            found = await session.get(PartnerReferral, ready.referral_id)
        assert found is not None
        return found

    async def agree(self, parts: Sequence[str] = TO_HOUSING, purpose: str = "housing") -> int:
        return await self.helpline.services.partners.sharing.agree(
            self.case.id, self.worker, self.partner.id, purpose, parts, "on the phone, code word"
        )


async def referring(
    helpline: Helpline, parts: Mapping[str, str] = PARTS, *, agrees: bool = True
) -> Referring:
    """A case that a worker has taken; its person agreed to the partner (`agrees`)."""
    case = await agreed(helpline, await helpline.visitor(), parts)
    worker = await helpline.worker("Sam")
    await helpline.services.cases.work.claim(case.id, worker)
    made = Referring(helpline, case, worker, await partner(helpline))
    if agrees:
        await made.agree([one for one in TO_HOUSING if one in parts])
    return made


async def trail(helpline: Helpline, subject: str) -> list[str]:
    """What the audit trail says of it, in order."""
    async with helpline.services.database.read() as session:
        rows = await session.scalars(
            select(Audit.action).where(Audit.subject == subject).order_by(Audit.id)
        )
        return list(rows.all())
