"""The rows of overrides (helpline/services/desk/overrides.py), in the caller's transaction: which
one opens a chat now, to whom, which waits for a second person, and their end."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Conversation, Override, now

# Asked at each message; built once, see services/log/entry_rows.py.
_NEWEST = (
    select(Override)
    .where(Override.conversation_id == bindparam("conversation"))
    .order_by(Override.created_at.desc())
    .limit(1)
)


def is_open(override: Override, at: datetime | None = None) -> bool:
    """Whether it still opens anything: stood for, not ended, and its time not over."""
    return override.status == "open" and _holds(override, at)


def awaits_answer(override: Override, at: datetime | None = None) -> bool:
    """Whether a second person can still stand for it."""
    return override.status == "asked" and _holds(override, at)


def _holds(override: Override, at: datetime | None) -> bool:
    return override.ended_at is None and override.until > (at or now())


def opens_for(override: Override | None, conversation: Conversation, worker_id: int) -> bool:
    """Whether this worker may read all of the chat by it: the lead whose it is, and whoever has
    the chat. No other lead, and no other worker."""
    return (
        override is not None
        and is_open(override)
        and worker_id in {override.opened_by, conversation.worker_id}
    )


async def newest(session: AsyncSession, conversation_id: str) -> Override | None:
    """The last override of this chat: asked for, open, refused or over."""
    return await session.scalar(_NEWEST, {"conversation": conversation_id})


async def open_now(session: AsyncSession, conversation_id: str) -> Override | None:
    """The override that opens this chat now. There is one at a time."""
    found = await newest(session, conversation_id)
    return found if found is not None and is_open(found) else None


async def end(session: AsyncSession, conversation_id: str) -> None:
    """Nothing is open by an override any more, and nobody is asked: the chat goes back to the
    assistant, or ends."""
    await session.execute(
        update(Override)
        .where(Override.conversation_id == conversation_id, Override.ended_at.is_(None))
        .values(ended_at=now())
    )
