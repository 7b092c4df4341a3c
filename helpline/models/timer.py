"""Things to do later, kept where a crash cannot lose them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class Timer(Base):
    """Holds: a kind, ids, a time. No personal data besides the conversation's id. Kept: until
    done; a fixed message or an erasure that could not be done for eight days is given up (the chat
    is erased by then, and the engine forgets by itself after seven).
    """

    __tablename__ = "timer"
    __table_args__ = (UniqueConstraint("kind", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    # `overdue`: alert `subject` is still not reviewed (services/alerts/escalation.py).
    # `safety`: post the fixed message of alert `subject`; `forget`: tell the engine to erase `subject`.
    kind: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(64))
    due_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(default=now)
