"""The key store's tables, in a database of their own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import KeyBase, now


class Key(KeyBase):
    """Holds: one data key, wrapped by the service's key. Kept: until what it seals is erased;
    deleting this row is the erasure. Conversation keys are never part of a backup.

    `id`: a conversation's id (`aside:…` with it, for what colleagues wrote beside it), `alert:…`,
    `note:…`, `case:…` or `pack:…` with theirs, or `own:…` for the service's own secrets.
    """

    __tablename__ = "key"

    id: Mapped[str] = mapped_column(String(48), primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(default=now)


class Wrapping(KeyBase):
    """Holds: one row that tells which service key wraps all others (a fixed text sealed with it).
    No personal data. Kept: until the next rotation writes it anew.
    """

    __tablename__ = "wrapping"

    id: Mapped[int] = mapped_column(primary_key=True)
    seal: Mapped[bytes] = mapped_column(LargeBinary)
