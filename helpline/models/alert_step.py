"""What happened to an alert between being raised and being reviewed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class AlertStep(Base):
    """Holds: that an alert was seen by a worker, or was taken further, and when. Nothing of a
    visitor. Kept: with its alert.
    """

    __tablename__ = "alert_step"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    alert_id: Mapped[str] = mapped_column(ForeignKey("alert.id", ondelete="CASCADE"), index=True)
    # `seen`, `to_leads`, `to_on_call` (they were told), or `no_on_call` (there is nobody to tell).
    what: Mapped[str] = mapped_column(String(12))
    worker_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=now)
