"""What the helpline's people write beside a chat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class Aside(Base):
    """Holds: a worker's note on a chat, or what a lead or worker wrote to the other about it,
    sealed under the chat's aside key (`aside:…`). A table of its own, so that nothing that reads a
    visitor's log can reach it. Kept: with its conversation.

    `client_id` is the page's own id: the same id of the same worker twice is one aside.
    """

    __tablename__ = "aside"
    __table_args__ = (UniqueConstraint("conversation_id", "worker_id", "client_id"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    # `note`: for whoever has the chat. `whisper`: between the chat's worker and the leads.
    kind: Mapped[str] = mapped_column(String(8))
    worker_id: Mapped[int]
    # The worker a whisper is for; none: the leads, or everybody who may read the chat.
    to_worker: Mapped[int | None]
    client_id: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)
