"""Who did what at the desk."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, KeyBase, now


class Audit(Base):
    """Holds: a worker's id, what they did and to which chat or alert, chained by hash so that a
    changed or missing row is seen. No visitor's words. Kept: one year (WAYMARK_KEEP_AUDIT_DAYS).

    `seal`: the hash under a key that is not in this database; without it nobody can write a row
    that fits. Empty in rows from before there was one. Triggers refuse every UPDATE, and every
    DELETE but that of rows the anchor has passed.
    """

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(default=now)
    worker_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(24))
    subject: Mapped[str] = mapped_column(String(160), default="")
    detail: Mapped[str] = mapped_column(String(200), default="")
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    seal: Mapped[str] = mapped_column(String(64), default="")


class AuditAnchor(Base):
    """Holds: the hash of the last audit row that was removed for its age, and its number: the chain
    goes on from here. No personal data. Kept: until the next removal writes it anew.
    """

    __tablename__ = "audit_anchor"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    through_id: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(KeyBase):
    """Holds: number and hash of the newest audit row, in another database than the rows, so that
    rows cut off at the end are missed; and from which row on rows are sealed. No personal data.
    Kept: until the next row.
    """

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    through_id: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    sealed_from: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)
    seal: Mapped[str] = mapped_column(String(64))
