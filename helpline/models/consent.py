"""What a person agreed to, and when they took it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now

#: Of a yes to one partner agency: `asked` for in the chat, `shared` (given), `declined` ("not now"),
#: `unshared` (taken back).
CONSENT_KINDS = ("given", "changed", "withdrawn", "asked", "shared", "declined", "unshared")


class Consent(Base):
    """Holds: that somebody agreed, agreed to a correction, or took it back; that they agreed to
    something being given to a partner agency, what for, which parts and until when, or were asked
    and did not, or took that back; how they said so, and which version of which wording it was. The wording as they read or heard it, and
    what a worker was told, are sealed under the case's key. Kept: with the case. Rows are only
    added.
    """

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    # `chat`: the visitor themselves, on their screen; `told`: they told a worker.
    how: Mapped[str] = mapped_column(String(8))
    # Name of the response and a digest of its words, e.g. "utter_self_referral_consent 3f9c0a1b".
    wording: Mapped[str] = mapped_column(String(80))
    worker_id: Mapped[int | None]
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    # Of a yes to a partner: to whom, what for, and the names of the parts it covers.
    partner_id: Mapped[str | None] = mapped_column(String(32))
    purpose: Mapped[str | None] = mapped_column(String(40))
    parts: Mapped[list[Any] | None] = mapped_column(JSON)
    # No pack is made by it after that.
    until: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(default=now)
