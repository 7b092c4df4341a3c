"""From which line on a worker may read a chat now: asked at each message, so one statement."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.errors import ConversationGone, NotTheirs
from helpline.models import Conversation, Override, Worker
from helpline.models.base import table_of
from helpline.services.desk import override_rows

_CHATS, _OVERRIDES = table_of(Conversation), table_of(Override)
_OTHERS = _OVERRIDES.alias()
_NEWEST = (
    select(_OTHERS.c.id)
    .where(_OTHERS.c.conversation_id == _CHATS.c.id)
    .order_by(_OTHERS.c.created_at.desc())
    .limit(1)
    .scalar_subquery()
)
_SIGHT = (
    select(
        _CHATS.c.worker_id,
        _CHATS.c.shared_from,
        _OVERRIDES.c.status,
        _OVERRIDES.c.ended_at,
        _OVERRIDES.c.until,
        _OVERRIDES.c.opened_by,
    )
    .select_from(_CHATS.outerjoin(_OVERRIDES, _OVERRIDES.c.id == _NEWEST))
    .where(_CHATS.c.id == bindparam("conversation"))
)


async def first_seq(session: AsyncSession, conversation_id: str, worker: Worker) -> int | None:
    """The first line that this worker may read; None: nothing yet. All of it where an override
    opens it. NotTheirs or ConversationGone."""
    found: Any = (await session.execute(_SIGHT, {"conversation": conversation_id})).first()
    if found is None:
        raise ConversationGone
    if found.worker_id != worker.id and worker.role != "lead":
        raise NotTheirs
    # Its columns are named as the override's are.
    opened = found.status is not None and override_rows.opens_for(found, found, worker.id)
    return 1 if opened else found.shared_from
