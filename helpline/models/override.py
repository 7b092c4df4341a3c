"""A lead opened a chat before its visitor agreed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class Override(Base):
    """Holds: which lead opened which chat, for which kind of risk, until when, whether the visitor
    was told; why, and why telling was unsafe, sealed under the conversation's key. Kept: with its
    conversation. That it was done, by whom and whether it was told stays in the audit trail.

    `client_id` is the page's own id: the same id of the same lead twice is one override.
    """

    __tablename__ = "override"
    __table_args__ = (UniqueConstraint("conversation_id", "worker_id", "client_id"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    worker_id: Mapped[int]
    client_id: Mapped[str] = mapped_column(String(64))
    # One of the kinds of danger: the names of the alerts.
    risk: Mapped[str] = mapped_column(String(30))
    words: Mapped[bytes] = mapped_column(LargeBinary)
    told: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(default=now)
    until: Mapped[datetime]
    # When the chat went back to the assistant or was closed, if that came first.
    ended_at: Mapped[datetime | None]
