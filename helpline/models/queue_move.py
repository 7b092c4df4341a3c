"""A lead moved somebody who waits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class QueueMove(Base):
    """Holds: which lead moved which waiting chat where, and why, sealed under the conversation's
    key. Kept: with its conversation. That it was done and by whom stays in the audit trail.

    `client_id` is the page's own id: the same id of the same lead twice is one move. The newest row
    of a chat is the one that holds, while `Conversation.moved` says so.
    """

    __tablename__ = "queue_move"
    __table_args__ = (UniqueConstraint("conversation_id", "worker_id", "client_id"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    worker_id: Mapped[int]
    client_id: Mapped[str] = mapped_column(String(64))
    # `first`, `later`, or `rule`: back to where the rule puts it.
    move: Mapped[str] = mapped_column(String(8))
    reason: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)
