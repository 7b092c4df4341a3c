"""A lead opened a chat alone, because it could not wait: somebody else looks at that afterwards."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base


class OverrideReview(Base):
    """Holds: which lead opened which chat alone, for which kind of risk, whether the visitor was
    told; who looked at that afterwards, and whether they would have stood for it; when on call was
    last reminded that nobody has; when it was counted how often that lead does it. No words: the reasons are the override's, under the chat's key.
    Kept: until somebody has looked, and 30 days.

    No foreign keys on purpose: the chat is erased within a day, and what was done alone must be
    looked at also then. `id` is the override's.
    """

    __tablename__ = "override_review"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(32))
    worker_id: Mapped[int]
    risk: Mapped[str] = mapped_column(String(30))
    told: Mapped[bool]
    opened_at: Mapped[datetime]
    reviewed_by: Mapped[int | None]
    # Whether the second person would have stood for it.
    agreed: Mapped[bool | None]
    reviewed_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    # Whether it is often is asked once of each; until then it is owed.
    counted_at: Mapped[datetime | None]
    erase_at: Mapped[datetime | None]
