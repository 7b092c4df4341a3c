"""A chat was to be opened before its visitor agreed: who asked, who stood for it, what came of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class Override(Base):
    """Holds: who asked to open which chat, for which kind of risk, who stood for it as the second
    person, to which lead it opened, until when, whether the visitor was told; why, why telling was
    unsafe, why it could not wait and what the second person said, sealed under the conversation's
    key. Kept: with its conversation. That it was done, by whom and whether it was told stays in the
    audit trail.

    `client_id` is the page's own id: the same id of the same worker twice is one override.
    """

    __tablename__ = "override"
    __table_args__ = (UniqueConstraint("conversation_id", "worker_id", "client_id"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    # Who asked.
    worker_id: Mapped[int]
    client_id: Mapped[str] = mapped_column(String(64))
    # One of the kinds of danger: the names of the alerts.
    risk: Mapped[str] = mapped_column(String(30))
    words: Mapped[bytes] = mapped_column(LargeBinary)
    told: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(default=now)
    # `asked`, `open` or `refused`. What was open stays `open` when its time is over.
    status: Mapped[str] = mapped_column(String(8), default="asked")
    # A lead opened it alone, as it could not wait; somebody else looks at it afterwards.
    at_once: Mapped[bool] = mapped_column(default=False)
    second: Mapped[int | None]
    # The lead of the two, to whom it opens.
    opened_by: Mapped[int | None]
    opened_at: Mapped[datetime | None]
    # Until when it can be answered; once it is open, until when it opens anything.
    until: Mapped[datetime]
    # When the chat went back to the assistant or was closed, if that came first.
    ended_at: Mapped[datetime | None]
