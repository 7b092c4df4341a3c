"""What happened, counted by day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base


class Figure(Base):
    """Holds: how often something happened on a day (a chat was opened, a topic came up). No
    conversation's id, no person, no word: nothing in it can be led back to anybody. Kept: two
    years (WAYMARK_KEEP_FIGURES_DAYS).
    """

    __tablename__ = "figure"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    label: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
