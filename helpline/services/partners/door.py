"""The partner's side: a link and a code open a pack once; one press says that they have it.

Wrong, used up, over, taken back and never issued are one and the same from outside: the same work,
the same writes, the same answer (docs/decisions).
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import KeyGone, PackRefused, SealBroken
from helpline.models import Case, PartnerReferral, ReferralPack, now
from helpline.services.audit.chain import note_audit
from helpline.services.figures.days import Counted, note_figure
from helpline.services.log.events import DESK, Events
from helpline.services.partners.packs import MOST_TRIES, Files, Packs, tidied

#: How long the page that a right code opened gives the files.
RECEIPT_FOR = timedelta(minutes=60)
_RECEIPT_BYTES = 24


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a right code gives: the case's reference, and the receipt by which this page asks for
    the files and says that they have it."""

    reference: str
    receipt: str


class PackDoor:
    """Lets partners in. Nobody signs in here."""

    def __init__(self, database: Database, packs: Packs, events: Events) -> None:
        self._database = database
        self._packs = packs
        self._events = events

    async def enter(self, link: str, code: str) -> Fetched:
        """Counts the try, and opens with the right code: once. PackRefused for anything else."""
        link_hash = self._packs.hashed("link", link)
        wanted = self._packs.hashed("code", link, tidied(code))
        receipt = secrets.token_urlsafe(_RECEIPT_BYTES)
        moment = now()
        async with self._database.write() as session:
            # The try is taken in the statement that reads the code: many at once are many tries.
            row = (
                await session.execute(
                    update(ReferralPack)
                    .where(
                        ReferralPack.link_hash == link_hash,
                        ReferralPack.expires_at > moment,
                        ReferralPack.tries < MOST_TRIES,
                        ReferralPack.code_hash.is_not(None),
                    )
                    .values(tries=ReferralPack.tries + 1)
                    .returning(ReferralPack.referral_id, ReferralPack.code_hash)
                )
            ).one_or_none()
            right = hmac.compare_digest(row.code_hash if row else bytes(len(wanted)), wanted)
            referral_id = row.referral_id if row and right else ""
            fetched = await self._open(session, referral_id, receipt)
            # Written in each case: how long it takes tells nobody whether there is such a link.
            label = "refused" if fetched is None else "fetched"
            await note_figure(session, Counted.PACK, label, moment)
        if fetched is None:
            raise PackRefused
        self._events.news(DESK)
        return fetched

    async def _open(self, session: AsyncSession, referral_id: str, receipt: str) -> Fetched | None:
        """The code is used up and the referral fetched; None, by the same statements, for none."""
        moment = now()
        used = await session.scalar(
            update(ReferralPack)
            .where(ReferralPack.referral_id == referral_id)
            .values(
                code_hash=None,
                receipt_hash=self._packs.hashed("receipt", receipt),
                receipt_until=moment + RECEIPT_FOR,
            )
            .returning(ReferralPack.referral_id)
        )
        await session.execute(
            update(PartnerReferral)
            .where(PartnerReferral.id == referral_id, PartnerReferral.status == "made")
            .values(status="fetched")
        )
        await session.execute(
            update(PartnerReferral)
            .where(PartnerReferral.id == referral_id, PartnerReferral.fetched_at.is_(None))
            .values(fetched_at=moment)
        )
        reference = await session.scalar(
            select(Case.reference)
            .join(PartnerReferral, PartnerReferral.case_id == Case.id)
            .where(PartnerReferral.id == referral_id)
        )
        if used is None or reference is None:
            return None
        await note_audit(session, None, "partner_fetched", referral_id)
        return Fetched(reference, receipt)

    async def files(self, link: str, receipt: str) -> tuple[str, Files]:
        """The reference and both files, for the page that a right code opened. PackRefused."""
        async with self._database.read() as session:
            row = (
                await session.execute(
                    select(ReferralPack, Case.reference)
                    .join(PartnerReferral, PartnerReferral.id == ReferralPack.referral_id)
                    .join(Case, Case.id == PartnerReferral.case_id)
                    .where(*self._of(link, receipt))
                )
            ).one_or_none()
        if row is None:
            raise PackRefused
        try:
            return row[1], await self._packs.files(row[0])
        except (KeyGone, SealBroken) as error:
            raise PackRefused from error

    async def acknowledge(self, link: str, receipt: str) -> None:
        """They have it and will act. A second press changes nothing. PackRefused."""
        async with self._database.write() as session:
            referral_id = await session.scalar(
                select(ReferralPack.referral_id).where(*self._of(link, receipt))
            )
            if referral_id is None:
                raise PackRefused
            done = await session.scalar(
                update(PartnerReferral)
                .where(PartnerReferral.id == referral_id, PartnerReferral.status == "fetched")
                .values(status="acknowledged", acknowledged_at=now(), acknowledged_how="partner")
                .returning(PartnerReferral.id)
            )
            if done is not None:
                await note_audit(session, None, "partner_acknowledged", referral_id, "partner")
        self._events.news(DESK)

    def _of(self, link: str, receipt: str) -> tuple[ColumnElement[bool], ...]:
        moment = now()
        return (
            ReferralPack.link_hash == self._packs.hashed("link", link),
            ReferralPack.receipt_hash == self._packs.hashed("receipt", receipt),
            ReferralPack.receipt_until > moment,
            ReferralPack.expires_at > moment,
        )
