"""One line of a conversation's log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class Entry(Base):
    """Holds: what was said, sealed under the conversation's key with (conversation, seq, author)
    bound to it. Kept: with its conversation.

    `client_id` is the visitor's or worker's own id of the message: the same id twice is one entry.
    `read_at`: when a visitor's message was read; empty means reading is still owed, also after a
    crash. `turn`: the turn in which the assistant was asked about it; 0 for "nothing is owed to
    the assistant".
    """

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("conversation_id", "client_id"),)

    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True)
    author: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str | None] = mapped_column(String(20))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    client_id: Mapped[str | None] = mapped_column(String(66))
    created_at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]
    turn: Mapped[int | None]
