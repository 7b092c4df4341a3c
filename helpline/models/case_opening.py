"""Two people opened a case whose person had taken their agreement back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class CaseOpening(Base):
    """Holds: who asked to open a case against its person's wish because somebody is at serious
    risk, which risk, who stood for it as the second person, until when; why, sealed under the
    case's key. Kept: with the case. That it was done stays in the audit trail.
    """

    __tablename__ = "case_opening"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id", ondelete="CASCADE"), index=True)
    asked_by: Mapped[int]
    # One of the kinds of danger: the names of the alerts.
    risk: Mapped[str] = mapped_column(String(30))
    words: Mapped[bytes] = mapped_column(LargeBinary)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    # `asked`, `open` or `refused`.
    status: Mapped[str] = mapped_column(String(8), default="asked")
    second: Mapped[int | None]
    answered_at: Mapped[datetime | None]
    until: Mapped[datetime | None]
