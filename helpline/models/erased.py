"""The erasure ledger's tables, in a database of their own that no backup holds."""

from __future__ import annotations

from datetime import date

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import LedgerBase


class Erased(LedgerBase):
    """Holds: that something was erased, as an HMAC of its key's name, and the day. Who it was, when
    on that day, and what it said cannot be told from it. Kept: as long as the oldest backup may
    live, and a week.
    """

    __tablename__ = "erased"

    mark: Mapped[bytes] = mapped_column(LargeBinary(20), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)


class LedgerSalt(LedgerBase):
    """Holds: 32 random bytes under which the marks are made, so that two ledgers never join. No
    personal data. Kept: as long as the ledger.
    """

    __tablename__ = "ledger_salt"

    id: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(32))
