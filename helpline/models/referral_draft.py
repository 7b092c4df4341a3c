"""A self-referral that is being written: answers that nobody but the visitor has seen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now

#: `aside`: another topic came between; `danger`: an alert did; `paused`: left for now.
DRAFT_STATUSES = ("offered", "asking", "aside", "danger", "paused", "review", "agreed")


class ReferralDraft(Base):
    """Holds: the visitor's answers, sealed under the conversation's key, which question they are
    at, and which they have answered or skipped (names of questions, never words). No worker sees
    it. Kept: with its conversation; what was agreed to lives on in the case, under another key.
    """

    __tablename__ = "referral_draft"

    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True
    )
    parts: Mapped[bytes] = mapped_column(LargeBinary)
    # The question on the screen; None before the first and after the last.
    step: Mapped[str | None] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(10), default="asking")
    answered: Mapped[str] = mapped_column(String(200), default="")
    # What the questions are for: `self_referral`, or `handoff` when a worker asked in a chat.
    origin: Mapped[str] = mapped_column(String(16), default="self_referral")
    created_at: Mapped[datetime] = mapped_column(default=now)
