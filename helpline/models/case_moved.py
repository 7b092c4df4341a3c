"""A lead moved a case on from the worker who had it."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base


class CaseMoved(Base):
    """Holds: that a worker who had a case has it no more, and is to be told. Kept: until they say
    that they have read it, or have the case again; at most with the case.

    Not who moved it, and not when: who has it now is what they need, and the audit trail has the
    rest.
    """

    __tablename__ = "case_moved"
    __table_args__ = (UniqueConstraint("case_id", "worker_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id", ondelete="CASCADE"), index=True)
    worker_id: Mapped[int] = mapped_column(index=True)
