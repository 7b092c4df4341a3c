"""When, and why, a risk assessment is to be looked at again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now

LOOK_AGAIN_ANSWERS = ("assessed", "not_needed", "replaced")


class LookAgain(Base):
    """Holds: that a case's assessment is to be looked at again: from when, why, by which category
    (the name of an indicator, of an alert, of a kind of day; never words); who answered and how;
    the reason why it was not needed, sealed under the case's key. Kept: with the case.

    While it is open, `open_key` lets no second one of the same kind be: what happens again counts
    `version` up instead, so that an answer never covers what its writer has not seen.
    """

    __tablename__ = "look_again"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id", ondelete="CASCADE"), index=True)
    because: Mapped[str] = mapped_column(String(12))
    about: Mapped[str] = mapped_column(String(30), default="")
    # A day ahead has its day here, the rest None.
    day: Mapped[datetime | None]
    due_at: Mapped[datetime]
    open_key: Mapped[str | None] = mapped_column(String(96), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None]
    # `assessed`, `not_needed`, or `replaced` by the days of a newer assessment.
    answer: Mapped[str | None] = mapped_column(String(10))
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
