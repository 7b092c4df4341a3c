"""Which answer of the assistant's is still wanted: each turn has a number, and only the newest one
is answered, once, while the assistant owns the chat.

A turn is begun, answered and dropped here; a change of owner moves the number on too
(services/log/ownership.py).
"""

from __future__ import annotations

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Conversation, Entry
from helpline.models.base import table_of

# Built once; see services/log/entry_rows.py.
_BEGIN_TURN = (
    update(Conversation)
    .where(
        Conversation.id == bindparam("conversation"),
        Conversation.owner == "assistant",
        Conversation.left.is_(None),
    )
    .values(turn=Conversation.turn + 1)
    .returning(Conversation)
    .execution_options(synchronize_session=False, populate_existing=True)
)
_CHATS = table_of(Conversation)
_END_TURN = (
    update(_CHATS)
    .where(
        _CHATS.c.id == bindparam("conversation"),
        _CHATS.c.owner == "assistant",
        _CHATS.c.left.is_(None),
        _CHATS.c.turn == bindparam("ended"),
        _CHATS.c.answered_turn < bindparam("ended"),
    )
    .values(answered_turn=bindparam("ended"))
    .returning(_CHATS.c.id)
)


async def begin(session: AsyncSession, conversation_id: str) -> Conversation | None:
    """Counts the next turn, if the assistant owns the chat, and gives the row with its number;
    None otherwise."""
    return await session.scalar(_BEGIN_TURN, {"conversation": conversation_id})


async def end(session: AsyncSession, conversation_id: str, turn: int) -> bool:
    """Marks the turn answered, if it is still the current one and the assistant still owns the
    chat. The caller writes the answer in the same transaction; False means: discard it.
    """
    done = await session.scalar(_END_TURN, {"conversation": conversation_id, "ended": turn})
    return done is not None


async def drop(session: AsyncSession, conversation_id: str) -> None:
    """Whatever the assistant was asked so far is answered no more: an answer under way is late, and
    messages that wait for one are left."""
    await session.execute(
        update(Conversation)
        .where(Conversation.id == conversation_id)
        .values(turn=Conversation.turn + 1, answered_turn=Conversation.turn + 1)
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        update(Entry)
        .where(
            Entry.conversation_id == conversation_id,
            Entry.read_at.is_not(None),
            Entry.turn.is_(None),
        )
        .values(turn=0)
        .execution_options(synchronize_session=False)
    )
