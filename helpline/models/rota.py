"""Who is planned when, and the days that are not like others. Days and times are by the
helpline's own clock."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class Shift(Base):
    """Holds: that a worker is planned for some hours of a day, for which nation (none: all) and
    skill. No visitor's words. Kept: until a month after that day, or with the worker.

    `starts`, `ends`: minutes since midnight; 1440 is the end of the day.
    """

    __tablename__ = "shift"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"), index=True)
    day: Mapped[date] = mapped_column(Date, index=True)
    starts: Mapped[int]
    ends: Mapped[int]
    nation: Mapped[str | None] = mapped_column(String(20))
    skill: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(default=now)


class HoursException(Base):
    """Holds: that a day is closed or short-staffed, for one nation or (empty) for all, and which
    lead said so. No visitor's words. Kept: until a month after that day.
    """

    __tablename__ = "hours_exception"
    __table_args__ = (UniqueConstraint("day", "nation", name="uq_hours_exception_day"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    day: Mapped[date] = mapped_column(Date)
    nation: Mapped[str] = mapped_column(String(20), default="")
    kind: Mapped[str] = mapped_column(String(8))
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)
