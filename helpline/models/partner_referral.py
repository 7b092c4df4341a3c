"""A case that was, or is to be, passed on to a partner agency."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now

REFERRAL_STATUSES = (
    "asked", "refused", "made", "fetched", "acknowledged", "settled", "withdrawn", "outdated",
)  # fmt: skip


class PartnerReferral(Base):
    """Holds: which case went to which partner, what for, on which ground and by whom, when it was
    fetched and acknowledged; names of the parts that were given. What was given, word for word,
    and the reasons of a decision without consent are sealed under the case's key. Kept: with the
    case.

    `basis`: `consent`, or `danger`: two people decided it. `sealed`: its pack may still lie here.
    `client_id` is the page's own id: sent twice, it is one referral.
    """

    __tablename__ = "partner_referral"
    __table_args__ = (
        UniqueConstraint("case_id", "made_by", "client_id"),
        Index("ix_partner_referral_sealed", "sealed"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id", ondelete="CASCADE"), index=True)
    # No foreign key on purpose: what was done is known also when the partner is off the list.
    partner_id: Mapped[str] = mapped_column(String(32), index=True)
    partner_name: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(String(40))
    basis: Mapped[str] = mapped_column(String(8), default="consent")
    consent_id: Mapped[int | None]
    # Of a decision without consent: one of the kinds of danger, and the second person.
    risk: Mapped[str | None] = mapped_column(String(30))
    second: Mapped[int | None]
    made_by: Mapped[int]
    client_id: Mapped[str] = mapped_column(String(64))
    parts: Mapped[list[Any]] = mapped_column(JSON, default=list)
    words: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[str] = mapped_column(String(12), default="made", index=True)
    sealed: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(default=now)
    fetched_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    # `partner`: they pressed it; `told`: they told a worker.
    acknowledged_how: Mapped[str | None] = mapped_column(String(8))
    ended_at: Mapped[datetime | None]


class ReferralPack(Base):
    """Holds: what a partner may fetch, as PDF and JSON, sealed under a key of its own; keyed hashes
    of link, code and receipt, and how often a code was tried. Kept: 72 hours
    (WAYMARK_PACK_HOURS), less if the agreement is taken back. In no backup.
    """

    __tablename__ = "referral_pack"

    referral_id: Mapped[str] = mapped_column(
        ForeignKey("partner_referral.id", ondelete="CASCADE"), primary_key=True
    )
    link_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    # None: the code was used.
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    tries: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    receipt_hash: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    receipt_until: Mapped[datetime | None]
    body: Mapped[bytes] = mapped_column(LargeBinary)
