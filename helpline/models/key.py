"""The key store's only table, in a database of its own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import KeyBase, now


class Key(KeyBase):
    """Holds: one data key, wrapped by the service's key. Kept: until what it seals is erased;
    deleting this row is the erasure. Conversation keys are never part of a backup.
    """

    __tablename__ = "key"

    id: Mapped[str] = mapped_column(String(48), primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(default=now)
