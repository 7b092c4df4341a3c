"""The word by which a visitor can say that it is still them, and whether they were asked for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base


class SafeWord(Base):
    """Holds: a keyed mark of the safe word a visitor chose, never the word; when a worker last asked
    "Is it still you?", and what came of it as a category. Kept: with its conversation.

    `ask`: the page's own id of the newest question. `answer`: `rightly`, `differently`, `not_now`,
    `plain` (no word was agreed: they may have written something), or None while there is none.
    """

    __tablename__ = "safe_word"

    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True
    )
    # HMAC-SHA256 under a key derived from the conversation's: without that key it tells nothing.
    mark: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    chosen_at: Mapped[datetime | None]
    ask: Mapped[str | None] = mapped_column(String(64))
    asked_by: Mapped[int | None]
    asked_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(String(12))
    answered_at: Mapped[datetime | None]
