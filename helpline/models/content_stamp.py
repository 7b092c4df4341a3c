"""Who has approved which words, and opened the page of which fact."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base


class ContentStamp(Base):
    """Holds: the key of a wording or fact of data/, a digest of exactly what was read, which worker
    stamped it and when; nothing of a visitor. Kept: until the next stamp of that key, or a year
    after it ran out. Wins over what the file says (content/standing.py).
    """

    __tablename__ = "content_stamp"

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id", ondelete="SET NULL"))
    at: Mapped[datetime]
