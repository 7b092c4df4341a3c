"""Who answers: one owner at a time, changed here and nowhere else, each change one conditional
UPDATE.

Reading first and writing after loses the race (measured: 192 of 200 chats double-won by 16 racers;
a conditional UPDATE: none). Every change of owner moves the turn number on, so an answer the
assistant was still thinking about is late by definition (services/log/turn_numbers.py).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from helpline.models import Conversation, now
from helpline.services.desk import override_rows

# What one worker has arranged ends with their having the chat.
_ARRANGED: dict[str, Any] = {
    "paused_until": None,
    "offered_to": None,
    "offered_until": None,
    "hand_up_at": None,
}


async def _change(
    session: AsyncSession, conversation_id: str, conditions: list[Any], **values: Any
) -> bool:
    done = await session.scalar(
        update(Conversation)
        .where(Conversation.id == conversation_id, *conditions)
        .values(
            turn=Conversation.turn + 1,
            answered_turn=Conversation.turn + 1,
            **{**_ARRANGED, **values},
        )
        .returning(Conversation.id)
        .execution_options(synchronize_session=False)
    )
    if done is not None and values["owner"] in {"assistant", "closed"}:
        # What a lead opened is open while the helpline's people have the chat.
        await override_rows.end(session, conversation_id)
    return done is not None


def _with(worker_id: int) -> list[Any]:
    """The conditions under which a chat is with this worker and its visitor is still there."""
    return [
        Conversation.owner == "worker",
        Conversation.worker_id == worker_id,
        Conversation.left.is_(None),
    ]


def _first_in_line() -> dict[str, Any]:
    """What a chat becomes that goes back to those who wait, before all others."""
    return {
        "owner": "waiting",
        "worker_id": None,
        "lease_until": None,
        "unanswered_since": None,
        "waiting_since": now(),
        "front": True,
    }


async def enter_queue(session: AsyncSession, conversation_id: str) -> bool:
    """assistant → waiting. False if the assistant does not own the chat."""
    return await _change(
        session,
        conversation_id,
        [Conversation.owner == "assistant", Conversation.left.is_(None)],
        owner="waiting",
        waiting_since=now(),
        front=False,
        moved=None,
    )


async def leave_queue(session: AsyncSession, conversation_id: str) -> bool:
    """waiting → assistant, at the visitor's wish or because nobody is on shift any more."""
    return await _change(
        session,
        conversation_id,
        [Conversation.owner == "waiting", Conversation.left.is_(None)],
        owner="assistant",
        waiting_since=None,
        front=False,
    )


async def claim(
    session: AsyncSession,
    conversation_id: str,
    worker_id: int,
    lease_until: datetime,
    limit: int | None = None,
) -> bool:
    """waiting → worker; also assistant → worker where an alert is open. Exactly one claimer
    wins. One that is kept for a colleague is theirs alone until that is over, but where an alert is
    open. `limit`: how many
    chats this worker has at once at most; no limit holds where an alert is open.
    """
    room: list[Any] = []
    if limit is not None:
        theirs = aliased(Conversation)
        live = (
            select(func.count(theirs.id))
            .where(theirs.owner == "worker", theirs.worker_id == worker_id, theirs.left.is_(None))
            .scalar_subquery()
        )
        room = [or_(Conversation.alerted.is_(True), live < limit)]
    return await _change(
        session,
        conversation_id,
        [
            Conversation.left.is_(None),
            or_(
                Conversation.owner == "waiting",
                (Conversation.owner == "assistant") & Conversation.alerted.is_(True),
            ),
            or_(
                Conversation.offered_to.is_(None),
                Conversation.offered_to == worker_id,
                Conversation.offered_until <= now(),
                Conversation.alerted.is_(True),
            ),
            *room,
        ],
        owner="worker",
        worker_id=worker_id,
        lease_until=lease_until,
        unanswered_since=now(),
        front=False,
    )


def is_kept_for_another(conversation: Conversation, worker_id: int) -> bool:
    """Whether a waiting chat is, for a moment more, for one colleague who is not this worker."""
    return (
        conversation.owner == "waiting"
        and conversation.offered_to not in {None, worker_id}
        and conversation.offered_until is not None
        and conversation.offered_until > now()
        and not conversation.alerted
    )


async def hand_back(session: AsyncSession, conversation_id: str, worker_id: int) -> bool:
    """worker → assistant, by that worker."""
    return await _change(
        session,
        conversation_id,
        _with(worker_id),
        owner="assistant",
        worker_id=None,
        lease_until=None,
        unanswered_since=None,
        waiting_since=None,
        alerted=False,
        shared_from=None,
    )


async def take_over(
    session: AsyncSession,
    conversation_id: str,
    from_worker: int,
    to_worker: int,
    lease_until: datetime,
) -> bool:
    """worker → the colleague whom that worker has asked, while they still may."""
    return await _change(
        session,
        conversation_id,
        [
            *_with(from_worker),
            Conversation.offered_to == to_worker,
            Conversation.offered_until > now(),
        ],
        owner="worker",
        worker_id=to_worker,
        lease_until=lease_until,
        unanswered_since=now(),
    )


async def pass_on(
    session: AsyncSession,
    conversation_id: str,
    worker_id: int,
    to_worker: int | None,
    kept_until: datetime | None,
) -> bool:
    """worker → waiting, at the front, by that worker; kept for one colleague until then, if one is
    named.
    """
    return await _change(
        session,
        conversation_id,
        _with(worker_id),
        **_first_in_line(),
        offered_to=to_worker,
        offered_until=kept_until,
    )


async def requeue(
    session: AsyncSession,
    conversation_id: str,
    lapsed_before: datetime,
    unanswered_before: datetime,
) -> bool:
    """worker → waiting, at the front: the lease ran out before the one moment, or the visitor has
    waited for an answer since before the other.
    """
    return await _change(
        session,
        conversation_id,
        [
            Conversation.owner == "worker",
            Conversation.left.is_(None),
            or_(
                Conversation.lease_until < lapsed_before,
                Conversation.unanswered_since < unanswered_before,
            ),
        ],
        **_first_in_line(),
    )


async def close(session: AsyncSession, conversation_id: str, worker_id: int | None) -> bool:
    """→ closed. By its worker (who may also close what the visitor has left), or by the visitor
    (None).
    """
    conditions: list[Any] = [Conversation.owner != "closed"]
    if worker_id is not None:
        conditions = [
            Conversation.worker_id == worker_id,
            Conversation.owner.in_(("worker", "closed")),
        ]
    return await _change(session, conversation_id, conditions, owner="closed", lease_until=None)
