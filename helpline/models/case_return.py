"""A later chat of the person of a case, as a worker knew it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class CaseReturn(Base):
    """Holds: which later chat was of the same person, which worker said so, and how they knew it,
    sealed under the case's key. Kept: with the case; the chat itself goes when its time is over, so
    its id is no foreign key. It gives the visitor of that chat nothing of the case.
    """

    __tablename__ = "case_return"
    __table_args__ = (UniqueConstraint("case_id", "conversation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id", ondelete="CASCADE"), index=True)
    conversation_id: Mapped[str] = mapped_column(String(32), index=True)
    worker_id: Mapped[int]
    words: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(default=now)
