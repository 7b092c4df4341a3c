"""Packs as they lie here until a partner has fetched them: sealed under a key of their own, found
by a link, opened by a code that was told by another way.

The database alone opens nothing: the key is in the key store, link and code are kept as keyed
hashes. A pack goes at once when its person takes their agreement back, and with its time.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import PartnerReferral, ReferralPack, now
from helpline.services.cases.references import LETTERS
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, seal, unseal

#: What the name of a pack's key begins with.
PACK = "pack:"
#: Wrong codes after which a link is of no use until a worker makes a new code.
MOST_TRIES = 5
_CODE_LETTERS = 8
_LINK_BYTES = 24


class Files(msgspec.Struct):
    """What was sealed: the two files, as they go out."""

    pdf: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Way:
    """How a partner gets in: the last part of the link, and the code. Shown once."""

    link: str
    code: str


def key_of(referral_id: str) -> str:
    """The name of a pack's key: in no escrow, since a pack is made anew rather than recovered."""
    return f"{PACK}{referral_id}"


def tidied(code: str) -> str:
    """A code as people type it: without gaps, in capitals."""
    return "".join(one for one in code.upper() if one.isalnum())[:32]


class Packs:
    """Seals packs and lets them go. Who may is decided elsewhere."""

    def __init__(self, database: Database, keys: KeyStore, hours: float) -> None:
        self._database = database
        self._keys = keys
        self._good_for = timedelta(hours=hours)

    def hashed(self, what: str, *secret_parts: str) -> bytes:
        """What is kept of a link, a code or a receipt."""
        told = "\0".join((what, *secret_parts)).encode()
        return hmac.new(self._keys.packs_key, told, hashlib.sha256).digest()

    def way(self) -> Way:
        """A fresh link and code. The code can be said on the phone: two groups of four."""
        drawn = "".join(secrets.choice(LETTERS) for _ in range(_CODE_LETTERS))
        return Way(secrets.token_urlsafe(_LINK_BYTES), f"{drawn[:4]}-{drawn[4:]}")

    async def prepare(self, referral_id: str, files: Files) -> bytes:
        """The sealed files, under a fresh key. Before the transaction: keys lie elsewhere."""
        key = await self._keys.make(key_of(referral_id))
        return seal(key, msgspec.msgpack.encode(files), place(referral_id, "pack"))

    async def unprepare(self, referral_id: str) -> None:
        """Nothing came of it."""
        await self._keys.discard(key_of(referral_id))

    async def put(
        self, session: AsyncSession, referral_id: str, sealed: bytes, way: Way
    ) -> datetime:
        """The pack lies ready; gives until when. In the transaction that makes the referral."""
        until = now() + self._good_for
        session.add(
            ReferralPack(
                referral_id=referral_id,
                link_hash=self.hashed("link", way.link),
                code_hash=self.hashed("code", way.link, tidied(way.code)),
                expires_at=until,
                body=sealed,
            )
        )
        await session.flush()
        return until

    async def renew(self, session: AsyncSession, referral_id: str, way: Way) -> datetime | None:
        """Another link and code for the same pack, and its time anew; None where it is gone."""
        until = now() + self._good_for
        done = await session.scalar(
            update(ReferralPack)
            .where(ReferralPack.referral_id == referral_id, ReferralPack.expires_at > now())
            .values(
                link_hash=self.hashed("link", way.link),
                code_hash=self.hashed("code", way.link, tidied(way.code)),
                tries=0,
                expires_at=until,
                receipt_hash=None,
                receipt_until=None,
            )
            .returning(ReferralPack.referral_id)
        )
        return None if done is None else until

    async def files(self, pack: ReferralPack) -> Files:
        """The files inside. KeyGone once it is over; SealBroken where a row was changed."""
        key = await self._keys.find(key_of(pack.referral_id))
        raw = unseal(key, pack.body, place(pack.referral_id, "pack"))
        return msgspec.msgpack.decode(raw, type=Files)

    async def sweep(self) -> int:
        """As `sweep_packs`, as of now."""
        return await sweep_packs(self._database, self._keys, now())


async def sweep_packs(database: Database, keys: KeyStore, at: datetime) -> int:
    """Lets go of every pack whose time is over, that was taken back or is done with: its key is
    destroyed and its row removed. Gives how many went."""
    async with database.read() as session:
        rows = await session.scalars(
            select(PartnerReferral.id)
            .outerjoin(ReferralPack, ReferralPack.referral_id == PartnerReferral.id)
            .where(
                PartnerReferral.sealed,
                ReferralPack.referral_id.is_(None) | (ReferralPack.expires_at <= at),
            )
        )
        over = rows.all()
    if not over:
        return 0
    await keys.destroy(*(key_of(one) for one in over))
    async with database.write() as session:
        await session.execute(delete(ReferralPack).where(ReferralPack.referral_id.in_(over)))
        await session.execute(
            update(PartnerReferral).where(PartnerReferral.id.in_(over)).values(sealed=False)
        )
    await database.truncate_log()
    return len(over)


async def take_away(session: AsyncSession, *referral_ids: str) -> None:
    """Nobody can fetch these any more, from the end of this transaction on; their keys go with the
    next sweep."""
    await session.execute(delete(ReferralPack).where(ReferralPack.referral_id.in_(referral_ids)))


async def withdraw(
    session: AsyncSession, case_id: str, partner_id: str | None = None
) -> list[PartnerReferral]:
    """An agreement was taken back, to one partner or (None) altogether: what rested on it can no
    longer be fetched. Gives the referrals it ended. What two people decided in danger stays."""
    statement = select(PartnerReferral).where(
        PartnerReferral.case_id == case_id,
        PartnerReferral.basis == "consent",
        PartnerReferral.status.in_(("made", "fetched", "acknowledged")),
    )
    if partner_id is not None:
        statement = statement.where(PartnerReferral.partner_id == partner_id)
    ended = list((await session.scalars(statement)).all())
    for one in ended:
        one.status, one.ended_at = "withdrawn", now()
    await take_away(session, *(one.id for one in ended))
    await session.flush()
    return ended


async def outdate(session: AsyncSession, case_id: str) -> None:
    """What they gave was corrected: a pack with the old words, and the old rules of contact, must
    not be fetched any more. Who has fetched one is to be told (services/partners/reminders.py)."""
    rows = await session.scalars(
        select(PartnerReferral).where(
            PartnerReferral.case_id == case_id,
            PartnerReferral.status.in_(("made", "fetched", "acknowledged")),
        )
    )
    found = list(rows.all())
    for one in found:
        if one.status == "made":
            one.status, one.ended_at = "outdated", now()
    await take_away(session, *(one.id for one in found))
    await session.flush()
