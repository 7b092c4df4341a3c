"""What trained workers wrote down about how dangerous it is, version by version, and drafts of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now


class Assessment(Base):
    """Holds: one saved risk assessment: a worker's answers, notes, judgement, reasons, safety plan
    and actions, sealed under the case's key; who saved it, when, and the digest of the topics as
    they read. No level and no number stands outside the seal. Kept: with the case. Rows are only
    added.

    `number` puts the versions in order; two people who begin from the same one can't both write
    the next. `client_id` is the page's own id: sent twice, it is one version.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        UniqueConstraint("case_id", "worker_id", "client_id", name="uq_assessment_client"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id", ondelete="CASCADE"))
    number: Mapped[int]
    worker_id: Mapped[int]
    client_id: Mapped[str] = mapped_column(String(64))
    # A digest of the topics, levels and rules that stood on the screen.
    wording: Mapped[str] = mapped_column(String(16))
    words: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(default=now)


class AssessmentDraft(Base):
    """Holds: an assessment that is being written, sealed: of a case under the case's key, one a
    worker; of a chat, before there is a case, under the chat's key, one a chat. Kept: until it is
    saved or dropped, at most with its case or its chat. In no backup.

    `version` goes up with each keeping: a page that has not seen the newest does not write over it.
    """

    __tablename__ = "assessment_draft"
    __table_args__ = (UniqueConstraint("case_id", "worker_id"), UniqueConstraint("conversation_id"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("case_file.id", ondelete="CASCADE"))
    conversation_id: Mapped[str | None] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE")
    )
    worker_id: Mapped[int]
    # The version it was begun from; 0: there was none.
    begun_from: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    words: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(default=now)
