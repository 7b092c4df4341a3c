"""The escrow's tables, in a database of their own that goes into every backup."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import EscrowBase, now


class Escrowed(EscrowBase):
    """Holds: the key of one alert, note or case, sealed to the recovery key, whose other half is
    not on this machine. Kept: as long as the key itself; destroying the key deletes this row.
    """

    __tablename__ = "escrowed"

    name: Mapped[str] = mapped_column(String(48), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    # The public half it was sealed to: after a change of the recovery key it is sealed anew.
    recipient: Mapped[bytes] = mapped_column(LargeBinary(32))


class RecoveryKey(EscrowBase):
    """Holds: the public half of the recovery key. No personal data. Kept: until another is made."""

    __tablename__ = "recovery_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    public: Mapped[bytes] = mapped_column(LargeBinary(32))
    made_at: Mapped[datetime] = mapped_column(default=now)
