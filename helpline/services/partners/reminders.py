"""What somebody has to do about a referral: shown on the board of whoever has the case or made it,
and of leads, until it is done. Nothing is due by a timer: the times themselves say it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Case, PartnerReferral, ReferralPack, Worker, now
from helpline.services.desk.shapes import iso
from helpline.services.partners.disclosures import ASKED_FOR

#: Nobody is reminded of what is older: what is left then is for the lead's look at cases.
OLDEST = timedelta(days=30)


class Reminders:
    """`after`: how long a partner has before somebody is reminded."""

    def __init__(self, hours: float) -> None:
        self._after = timedelta(hours=hours)

    async def of(
        self, session: AsyncSession, worker: Worker, at: datetime | None = None
    ) -> list[dict[str, Any]]:
        """The most pressing first. `what`: `second` (asked to stand for telling without consent),
        `delete` (taken back after it was fetched), `corrected` (what they gave has changed since it
        was fetched), `outdated` (changed before), `expired` (its time ran out unfetched),
        `not_fetched`, `not_acknowledged`."""
        moment = at or now()
        rows = await session.execute(
            select(PartnerReferral, Case, ReferralPack.expires_at, Worker.role, Worker.name)
            .join(Case, Case.id == PartnerReferral.case_id)
            .outerjoin(Worker, Worker.id == PartnerReferral.made_by)
            .outerjoin(ReferralPack, ReferralPack.referral_id == PartnerReferral.id)
            .where(
                PartnerReferral.status.in_(
                    ("asked", "made", "fetched", "acknowledged", "withdrawn", "outdated")
                ),
                PartnerReferral.made_at > moment - OLDEST,
                Case.status != "closed",
            )
            .order_by(PartnerReferral.made_at)
        )
        found = []
        for one, case, until, maker, made_by in rows.all():
            what = self._what(one, case, until, moment)
            concerned = (
                _can_be_second(worker, one, maker)
                if what == "second"
                else _concerns(worker, one, case)
            )
            if what is None or not concerned:
                continue
            found.append(
                {
                    "referral": one.id,
                    "case": case.id,
                    "reference": case.reference,
                    "name": one.partner_name,
                    "what": what,
                    "by": made_by if what == "second" else None,
                    "since": iso(one.fetched_at or one.made_at),
                }
            )
        return sorted(found, key=lambda row: _ORDER.index(str(row["what"])))

    def _what(
        self, one: PartnerReferral, case: Case, until: datetime | None, moment: datetime
    ) -> str | None:
        match one.status:
            case "asked":
                return "second" if one.made_at > moment - ASKED_FOR else None
            case "withdrawn":
                return "delete" if one.fetched_at is not None else None
            case "outdated":
                return "outdated"
            case "made":
                if until is None or until <= moment:
                    return "expired"
                return "not_fetched" if one.made_at <= moment - self._after else None
        fetched = one.fetched_at
        if fetched is None and one.acknowledged_at is not None:
            fetched = one.acknowledged_at
        if fetched is not None and case.changed_at is not None and case.changed_at > fetched:
            return "corrected"
        if one.status == "fetched" and fetched is not None and fetched <= moment - self._after:
            return "not_acknowledged"
        return None


_ORDER = (
    "second", "delete", "corrected", "outdated", "expired", "not_fetched", "not_acknowledged",
)  # fmt: skip


def _concerns(worker: Worker, one: PartnerReferral, case: Case) -> bool:
    """Who made it and who has the case; leads all."""
    return worker.role == "lead" or worker.id in {one.made_by, one.second, case.worker_id}


def _can_be_second(worker: Worker, one: PartnerReferral, maker: str | None) -> bool:
    """Somebody else than who asked; one of the two is a lead."""
    return one.made_by != worker.id and "lead" in {worker.role, maker}
