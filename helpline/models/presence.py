"""Whose desk is open right now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base


class Presence(Base):
    """Holds: that a worker's desk was seen until a time, and whether they take chats. One row an
    open socket. Kept: seconds.
    """

    __tablename__ = "presence"

    socket_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"), index=True)
    available: Mapped[bool] = mapped_column(default=True)
    until: Mapped[datetime]
