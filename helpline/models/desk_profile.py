"""How much a worker takes on, and for whom they are the right person."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, true
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base


class DeskProfile(Base):
    """Holds: how many chats a worker has at once at most (a lead sets it), the lower limit they set
    themselves, their skills by name, and how they like their desk: whether they see the list of who
    waits, whether graphic content is covered, and the language. Nothing of a visitor. Kept: with the
    worker.
    """

    __tablename__ = "desk_profile"

    worker_id: Mapped[int] = mapped_column(
        ForeignKey("worker.id", ondelete="CASCADE"), primary_key=True
    )
    # None: as many as the setting says.
    max_chats: Mapped[int | None]
    own_limit: Mapped[int | None]
    # Names of data/handoff/skills.yml.
    skills: Mapped[list[Any]] = mapped_column(JSON, default=list)
    hides_queue: Mapped[bool] = mapped_column(default=False)
    covers_graphic: Mapped[bool] = mapped_column(default=True, server_default=true())
    # `en` or `cy`.
    language: Mapped[str] = mapped_column(String(2), default="en", server_default="en")
