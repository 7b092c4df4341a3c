"""What workers write about a case: notes, and each attempt to reach the person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class CaseNote(Base):
    """Holds: a worker's words, sealed under the case's key; for an attempt to make contact also
    the way it was tried and what came of it. Kept: with the case. Rows are only added.

    `client_id` is the page's own id: sent twice, it is one note.
    """

    __tablename__ = "case_note"
    __table_args__ = (UniqueConstraint("case_id", "worker_id", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id", ondelete="CASCADE"), index=True)
    worker_id: Mapped[int]
    client_id: Mapped[str] = mapped_column(String(64))
    # `note` or `attempt`.
    kind: Mapped[str] = mapped_column(String(8))
    way: Mapped[str | None] = mapped_column(String(8))
    result: Mapped[str | None] = mapped_column(String(12))
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(default=now)
