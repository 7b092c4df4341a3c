"""What a worker proves besides the password."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class SecondFactor(Base):
    """Holds: what a worker's second factor is checked with: for an app's codes a secret, sealed;
    for a passkey its public key and number. The worker's own name for it. Kept: until it is taken
    away, or the worker's row goes; one that was never confirmed, an hour.

    `kind`: `totp` or `passkey`. `last_step`: the step of the last code that was taken, so that
    none is taken twice.
    """

    __tablename__ = "second_factor"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(40), default="")
    secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    last_step: Mapped[int | None]
    credential_id: Mapped[bytes | None] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """Holds: the hash of a code that stands in for a lost second factor, once. Kept: until it is
    used, or the next set is made; a lead's reset code (`kind` `reset`), 72 hours at most.
    """

    __tablename__ = "recovery_code"

    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8), default="own")
    expires_at: Mapped[datetime | None]
