"""What the sentinel saw and a person must look at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class Alert(Base):
    """Holds: which alert, and the sealed excerpt it rests on, under a key of its own, so that
    neither exit nor expiry of the chat removes it. Kept: the excerpt until a worker has reviewed
    it: then its key is destroyed. The rest, with the worker's note under another key, for 90 days
    after that (WAYMARK_KEEP_ALERT_DAYS).

    `conversation_id` is no foreign key on purpose: the chat may be erased before the alert is.
    """

    __tablename__ = "alert"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str | None] = mapped_column(String(32), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    excerpt: Mapped[bytes | None] = mapped_column(LargeBinary)
    # `open`, `reviewed`, or `counted` (harmful requests: only their number matters).
    status: Mapped[str] = mapped_column(String(10), default="open", index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    # When the fixed message was posted for it; None while a worker was given the first word.
    answered_at: Mapped[datetime | None]
    notified_at: Mapped[datetime | None]
    reviewed_by: Mapped[int | None]
    reviewed_at: Mapped[datetime | None]
    action: Mapped[str | None] = mapped_column(String(24))
    note: Mapped[bytes | None] = mapped_column(LargeBinary)
    # Of a child under 16: whether they understand what sharing means, in the worker's words.
    capacity: Mapped[bytes | None] = mapped_column(LargeBinary)
