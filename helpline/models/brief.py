"""What a worker gets to know first, in the visitor's own correction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class Brief(Base):
    """Holds: the parts of the brief, sealed under the conversation's key. Shown to a worker only
    when `agreed_at` is set. Kept: with its conversation.
    """

    __tablename__ = "brief"

    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True
    )
    parts: Mapped[bytes] = mapped_column(LargeBinary)
    client_id: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=now)
    agreed_at: Mapped[datetime | None]
