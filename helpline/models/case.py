"""A case: somebody asked the helpline to make contact, and agreed to what it keeps."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now

CASE_STATUSES = ("new", "open", "withdrawn", "closed")


class Case(Base):
    """Holds: what the visitor agreed to give, sealed under the case's own key (`case:…`), so that
    the end of the chat does not touch it; categories, times and who works on it, for lists without
    words. Kept: until it is closed, and then for 90 days (WAYMARK_KEEP_CASE_DAYS); once the
    visitor has taken their agreement back, for 7 days.

    `conversation_id` is no foreign key on purpose: the chat is erased long before the case is.
    The table is not called `case`, which SQL has taken.
    """

    __tablename__ = "case_file"
    __table_args__ = (Index("ix_case_file_list", "status", "worker_id", "created_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    # What people say to each other: not guessable, and no way in by itself.
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    # `self_referral`, or `handoff`: opened at the end of a chat with a worker.
    origin: Mapped[str] = mapped_column(String(16))
    conversation_id: Mapped[str | None] = mapped_column(String(32), index=True)
    parts: Mapped[bytes] = mapped_column(LargeBinary)

    audience: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(2))
    nation: Mapped[str | None] = mapped_column(String(20))
    # One of services/cases/regions.py, chosen by a worker; never read from words.
    region: Mapped[str | None] = mapped_column(String(20))
    # Kinds of places and platforms that a worker ticked (services/cases/ticked.py), sealed.
    named: Mapped[bytes | None] = mapped_column(LargeBinary)
    urgency: Mapped[int] = mapped_column(default=0)
    reasons: Mapped[list[Any]] = mapped_column(JSON, default=list)

    status: Mapped[str] = mapped_column(String(10), default="new")
    worker_id: Mapped[int | None]
    # The lead who gave it to them and when; none of both once they have opened it.
    given_by: Mapped[int | None]
    given_at: Mapped[datetime | None]
    # Goes up with each change: who acts on what they saw earlier is told so.
    version: Mapped[int] = mapped_column(default=1)
    outcome: Mapped[str | None] = mapped_column(String(16))

    created_at: Mapped[datetime] = mapped_column(default=now)
    agreed_at: Mapped[datetime]
    # When the visitor last came back with return words, or corrected what they had agreed to.
    returned_at: Mapped[datetime | None]
    changed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    erase_at: Mapped[datetime | None] = mapped_column(index=True)
