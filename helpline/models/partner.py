"""An agency that the charity refers people to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class Partner(Base):
    """Holds: an agency, what it is asked for and where; a named person there with their telephone
    and e-mail address, which is their personal data; the dates of the agreement, and which worker
    confirmed it. Nothing of a visitor. Kept: while it is on the list, and for a year after it was
    taken off.
    """

    __tablename__ = "partner"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    contact_email: Mapped[str] = mapped_column(String(200), default="")
    # Names of data/partners/purposes.yml, and of the nations.
    purposes: Mapped[list[Any]] = mapped_column(JSON, default=list)
    nations: Mapped[list[Any]] = mapped_column(JSON, default=list)
    region: Mapped[str] = mapped_column(String(120), default="")
    # In which language it gets packs.
    language: Mapped[str] = mapped_column(String(2), default="en")
    agreed_on: Mapped[date | None]
    review_by: Mapped[date | None]
    # A lead has seen the signed agreement with these very dates; who, and when.
    confirmed_by: Mapped[int | None]
    confirmed_at: Mapped[datetime | None]
    # Goes up with each change: who changes what they saw earlier is told so.
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
