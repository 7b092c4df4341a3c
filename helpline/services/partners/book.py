"""The list of partner agencies. Nobody is referred to one whose agreement is missing, over, or was
never seen by a lead."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.languages import LANGUAGES
from helpline.db import Database
from helpline.errors import PartnerRefused
from helpline.models import Partner, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.desk.shapes import iso
from helpline.services.partners.words import PartnerWords

NATIONS = ("england", "wales", "scotland", "northern_ireland")
#: Agreements whose review is due so soon are shown as such to leads.
SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the list of one partner, as it is typed."""

    name: str
    purposes: tuple[str, ...]
    nations: tuple[str, ...]
    region: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    agreed_on: date | None = None
    review_by: date | None = None
    language: str = "en"


def standing(partner: Partner, today: date) -> str:
    """`good`; or why nobody is referred there: `ended`, `missing` (no agreement's dates),
    `future` (not yet), `overdue` (its review was due) or `unconfirmed` (no lead has seen it)."""
    if partner.ended_at is not None:
        return "ended"
    if partner.agreed_on is None or partner.review_by is None:
        return "missing"
    if partner.agreed_on > today:
        return "future"
    if partner.review_by < today:
        return "overdue"
    return "good" if partner.confirmed_by is not None else "unconfirmed"


class PartnerBook:
    """Reads and changes the list. Each change is in the audit trail."""

    def __init__(self, database: Database, words: PartnerWords) -> None:
        self._database = database
        self._words = words

    @property
    def purposes(self) -> dict[str, str]:
        """What a partner can be asked for, with its words."""
        return dict(self._words.purposes)

    async def listed(self, worker: Worker) -> list[dict[str, Any]]:
        """Every partner by name; those taken off the list last. The trail notes who looked: a
        partner's contact is somebody's name and number."""
        async with self._database.write() as session:
            await note_audit(session, worker.id, "partners_view")
            rows = await session.execute(
                select(Partner, Worker.name)
                .outerjoin(Worker, Worker.id == Partner.confirmed_by)
                .order_by(Partner.ended_at.is_not(None), func.lower(Partner.name))
            )
            return [_row(partner, name) for partner, name in rows.all()]

    async def save(
        self, worker: Worker, entry: Entry, partner_id: str | None = None, version: int = 0
    ) -> str:
        """A new partner, or one changed as it was seen (`version`); gives its id. With another
        agreement it has to be confirmed anew. PartnerRefused: `bad_partner`, `changed`, `gone`."""
        self._check(entry)
        async with self._database.write() as session:
            if partner_id is None:
                partner = Partner(id=uuid.uuid4().hex, version=0)
                session.add(partner)
            else:
                partner = await self._as_seen(session, partner_id, version)
            if _agreement(partner) != _agreement(entry):
                partner.confirmed_by = partner.confirmed_at = None
            for field in Entry.__slots__:
                value = getattr(entry, field)
                setattr(partner, field, list(value) if isinstance(value, tuple) else value)
            partner.version += 1
            await session.flush()
            await note_audit(session, worker.id, "partner_saved", partner.id)
            return partner.id

    async def confirm(self, lead: Worker, partner_id: str, version: int) -> None:
        """A lead has seen the signed agreement with these dates. PartnerRefused as `save`; also
        `missing`, `overdue` and `ended`."""
        async with self._database.write() as session:
            partner = await self._as_seen(session, partner_id, version)
            found = standing(partner, now().date())
            if found not in {"good", "unconfirmed", "future"}:
                raise PartnerRefused(found)
            partner.confirmed_by, partner.confirmed_at = lead.id, now()
            partner.version += 1
            await session.flush()
            await note_audit(session, lead.id, "partner_confirmed", partner_id)

    async def end(self, worker: Worker, partner_id: str, version: int) -> None:
        """Off the list: nobody is referred there any more."""
        async with self._database.write() as session:
            partner = await self._as_seen(session, partner_id, version)
            if partner.ended_at is None:
                partner.ended_at = now()
                partner.version += 1
                await session.flush()
                await note_audit(session, worker.id, "partner_ended", partner_id)

    async def offered(self, session: AsyncSession) -> list[dict[str, Any]]:
        """What whoever refers somebody chooses from: no contact, but why one cannot be chosen."""
        rows = await session.scalars(
            select(Partner).where(Partner.ended_at.is_(None)).order_by(func.lower(Partner.name))
        )
        return [
            {
                "id": one.id,
                "name": one.name,
                "purposes": list(one.purposes),
                "nations": list(one.nations),
                "region": one.region,
                "standing": standing(one, now().date()),
            }
            for one in rows.all()
        ]

    async def fit(
        self, session: AsyncSession, partner_id: str, purpose: str, *, in_danger: bool = False
    ) -> Partner:
        """The partner, if somebody may be referred there for this. PartnerRefused, by its standing;
        `other_purpose` for one it is not there for. In danger only one off the list is refused."""
        partner = await session.get(Partner, partner_id)
        if partner is None:
            raise PartnerRefused("gone")
        found = standing(partner, now().date())
        if found != "good" and not (in_danger and found != "ended"):
            raise PartnerRefused(found)
        if purpose not in partner.purposes or purpose not in self._words.purposes:
            raise PartnerRefused("other_purpose")
        return partner

    async def _as_seen(self, session: AsyncSession, partner_id: str, version: int) -> Partner:
        # Of two who save at once, the second waits here, and is told.
        partner = await session.get(Partner, partner_id, with_for_update=True)
        if partner is None:
            raise PartnerRefused("gone")
        if partner.version != version:
            raise PartnerRefused("changed")
        return partner

    def _check(self, entry: Entry) -> None:
        dates = entry.agreed_on is None or entry.review_by is None
        if (
            not entry.name.strip()
            or not set(entry.purposes) <= set(self._words.purposes)
            or not entry.purposes
            or not set(entry.nations) <= set(NATIONS)
            or entry.language not in LANGUAGES
            or not (dates or entry.agreed_on <= entry.review_by)  # type: ignore[operator]
        ):
            raise PartnerRefused("bad_partner")


def _agreement(one: Partner | Entry) -> tuple[object, ...]:
    """What a lead's confirmation stands for: whose agreement, about what, from when until when."""
    return one.name, sorted(one.purposes or ()), one.agreed_on, one.review_by


def _row(one: Partner, confirmed_by: str | None) -> dict[str, Any]:
    today = now().date()
    left = (one.review_by - today).days if one.review_by else None
    return {
        "id": one.id,
        "name": one.name,
        "contact_name": one.contact_name,
        "contact_phone": one.contact_phone,
        "contact_email": one.contact_email,
        "purposes": list(one.purposes),
        "nations": list(one.nations),
        "region": one.region,
        "language": one.language,
        "agreed_on": one.agreed_on.isoformat() if one.agreed_on else None,
        "review_by": one.review_by.isoformat() if one.review_by else None,
        "standing": standing(one, today),
        "soon": left is not None and 0 <= left <= SOON_DAYS,
        "confirmed_by": confirmed_by,
        "confirmed_at": iso(one.confirmed_at) if one.confirmed_at else None,
        "version": one.version,
    }
