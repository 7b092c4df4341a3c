"""What kinds of things are told of, where and when, counted by month."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base


class Pattern(Base):
    """Holds: in how many chats of a month something was told of (a kind of behaviour, a platform or
    a kind of place of closed lists, each with the nation; a weekday; a part of the day), and in how
    many cases (a kind of behaviour; a platform or a kind of place that a worker ticked), each with
    the region. No conversation's id, no person, no word, and no two of these together but one and
    its nation or region. Kept: two years (WAYMARK_KEEP_FIGURES_DAYS).

    `month` is its first day. `nation` (of cases: the region) is empty where it was not said, or
    does not matter.
    """

    __tablename__ = "pattern"

    month: Mapped[date] = mapped_column(primary_key=True)
    # `method`, `platform`, `place`, `chats`, `weekday` or `part`; of cases: `region` (told of in
    # it), `by_means` (a platform), `in_place` (a kind of place).
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    nation: Mapped[str] = mapped_column(String(20), primary_key=True, default="")
    number: Mapped[int] = mapped_column(default=0)
