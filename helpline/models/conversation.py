"""One visitor's chat."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.models.base import Base, now

OWNERS = ("assistant", "waiting", "worker", "closed")


class Conversation(Base):
    """Holds: hashes of the visitor's token and return words, what they chose (audience, language,
    nation, style), who owns the chat, categories of what was heard (intent and alert names; never
    words), a sealed summary of what was heard, and, sealed too, where the assistant's conversations
    stand (services/keys/kept.py). Kept: 24 h after the last message, or as exit says.
    """

    __tablename__ = "conversation"
    __table_args__ = (Index("ix_conversation_queue", "owner", "urgency", "waiting_since"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    audience: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(2))
    nation: Mapped[str | None] = mapped_column(String(20))
    style: Mapped[str] = mapped_column(String(8), default="standard")

    owner: Mapped[str] = mapped_column(String(10), default="assistant")
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id"), index=True)
    lease_until: Mapped[datetime | None]
    # When the visitor last wrote to a worker who has not answered since.
    unanswered_since: Mapped[datetime | None]
    # `quick_exit` or `ended`: the visitor is gone, nothing may be sent to them.
    left: Mapped[str | None] = mapped_column(String(12))
    left_at: Mapped[datetime | None]
    # What the worker said came of it, when they closed the chat.
    outcome: Mapped[str | None] = mapped_column(String(16))
    # The worker has asked for a few minutes; stays set until they write again.
    paused_until: Mapped[datetime | None]
    # With `worker`: the colleague who was asked to take the chat over, and until when they may.
    # With `waiting`: the colleague for whom it is kept until then.
    offered_to: Mapped[int | None]
    offered_until: Mapped[datetime | None]
    # When the worker asked the leads for help, without a word to the visitor.
    hand_up_at: Mapped[datetime | None]
    # How many notes and whispers stand beside the chat.
    asides: Mapped[int] = mapped_column(default=0, server_default="0")

    turn: Mapped[int] = mapped_column(default=0)
    answered_turn: Mapped[int] = mapped_column(default=0)
    seq: Mapped[int] = mapped_column(default=0)
    folded_seq: Mapped[int] = mapped_column(default=0)

    waiting_since: Mapped[datetime | None]
    # 0 normal, 1 high, 2 danger (services/turns/urgency.py); `front`: its worker vanished.
    urgency: Mapped[int] = mapped_column(default=0)
    front: Mapped[bool] = mapped_column(default=False)
    # Where a lead has put it: `first` or `later`. None: where the rule of the queue puts it.
    moved: Mapped[str | None] = mapped_column(String(6))
    alerted: Mapped[bool] = mapped_column(default=False)
    reasons: Mapped[list[Any]] = mapped_column(JSON, default=list)
    heard: Mapped[bytes | None] = mapped_column(LargeBinary)
    kept: Mapped[bytes | None] = mapped_column(LargeBinary)

    agreed_at: Mapped[datetime | None]
    history: Mapped[bool] = mapped_column(default=False)
    # First seq a worker may see; None: nothing yet.
    shared_from: Mapped[int | None]

    words_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    words_until: Mapped[datetime | None]

    created_at: Mapped[datetime] = mapped_column(default=now)
    active_at: Mapped[datetime] = mapped_column(default=now)
    erase_at: Mapped[datetime] = mapped_column(index=True)
