"""The people at the desk, and how they get in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class Worker(Base):
    """Holds: a worker's name, e-mail address, role and the Argon2id hash of their password. No
    visitor's words. Kept: while they work here, and a year after their access ended
    (WAYMARK_KEEP_WORKER_DAYS).
    """

    __tablename__ = "worker"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(16), default="worker")
    password: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]


class SignInLink(Base):
    """Holds: the hash of a one-time link (`enrol`: choose a password; `link`: local first sign-in).
    Kept: until used or its hour is over.
    """

    __tablename__ = "sign_in_link"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(8))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class WorkerSession(Base):
    """Holds: the hash of a session cookie and its times. No address, no browser name. Kept: until
    signed out or over (15 minutes idle, 8 hours at most; the settings say).

    `stage`: `full`; or `second` (the password was right, the second factor is still to come) or
    `enrol` (a second factor is still to be set up), for ten minutes. `confirmed_at`: when it was
    last proven who this is. `challenge`: what a passkey has to sign next. `wrong`: wrong codes.
    """

    __tablename__ = "worker_session"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    stage: Mapped[str] = mapped_column(String(6), default="full")
    confirmed_at: Mapped[datetime | None]
    challenge: Mapped[bytes | None] = mapped_column(LargeBinary(64))
    wrong: Mapped[int] = mapped_column(default=0)
