"""The diary: when somebody is to be contacted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now

CALL_BACK_STATUSES = ("due", "done", "missed", "cancelled")


class CallBack(Base):
    """Holds: from when until when a person may be contacted about a case, who will do it, whether
    it was done; what to mind, sealed under the case's key. Kept: with the case.

    Times are UTC, without a zone; `until` is the end of the safe time, after which nobody calls.
    """

    __tablename__ = "call_back"
    __table_args__ = (UniqueConstraint("case_id", "made_by", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id", ondelete="CASCADE"), index=True)
    made_by: Mapped[int]
    client_id: Mapped[str] = mapped_column(String(64))
    worker_id: Mapped[int | None] = mapped_column(index=True)
    # Who put it into their diary for them; none once they have opened the case.
    given_by: Mapped[int | None]
    due_at: Mapped[datetime] = mapped_column(index=True)
    until: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(10), default="due", index=True)
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]
