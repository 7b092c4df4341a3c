"""Who may own a chat after whom; every change makes the assistant's running turn late."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import Conversation, Worker, now
from helpline.services.log import ownership, turn_numbers
from tests.unit.helpline.conftest import add_conversation

LATER = now() + timedelta(hours=1)
Change = Callable[[AsyncSession, str], Awaitable[bool]]
CHANGES: dict[str, Change] = {
    "enter_queue": ownership.enter_queue,
    "leave_queue": ownership.leave_queue,
    "claim": lambda session, name: ownership.claim(session, name, 1, LATER),
    "hand_back": lambda session, name: ownership.hand_back(session, name, 1),
    "hand_back by another": lambda session, name: ownership.hand_back(session, name, 2),
    "requeue": lambda session, name: ownership.requeue(
        session, name, LATER + timedelta(hours=1), now()
    ),
    "close by worker": lambda session, name: ownership.close(session, name, 1),
    "close by another": lambda session, name: ownership.close(session, name, 2),
    "close": lambda session, name: ownership.close(session, name, None),
}
ALLOWED = {
    ("assistant", "enter_queue"): "waiting",
    ("assistant", "close"): "closed",
    ("waiting", "leave_queue"): "assistant",
    ("waiting", "claim"): "worker",
    ("waiting", "close"): "closed",
    ("worker", "hand_back"): "assistant",
    ("worker", "requeue"): "waiting",
    ("worker", "close by worker"): "closed",
    ("worker", "close"): "closed",
    ("closed", "close by worker"): "closed",
}


async def _given(database: Database, owner: str, **values: object) -> None:
    async with database.write() as session:
        for number in (1, 2):
            session.add(Worker(id=number, email=f"{number}@example.org", name=str(number)))
    worker_id = 1 if owner in {"worker", "closed"} else None
    lease = LATER if owner == "worker" else None
    await add_conversation(
        database, "chat", owner=owner, worker_id=worker_id, lease_until=lease, **values
    )


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("owner", ["assistant", "waiting", "worker", "closed"])
async def test_an_owner_changes_only_as_allowed(
    database: Database, owner: str, change: str
) -> None:
    await _given(database, owner, turn=3)
    async with database.write() as session:
        done = await CHANGES[change](session, "chat")
    async with database.read() as session:
        after = await session.get(Conversation, "chat")
    assert after is not None
    expected = ALLOWED.get((owner, change))
    assert done is (expected is not None)
    assert after.owner == (expected or owner)
    assert after.turn == (4 if done else 3)
    assert after.answered_turn == (4 if done else 0)


@pytest.mark.parametrize("change", ["enter_queue", "leave_queue", "claim", "hand_back", "requeue"])
async def test_nothing_moves_once_the_visitor_has_left(database: Database, change: str) -> None:
    owner = {"enter_queue": "assistant", "leave_queue": "waiting", "claim": "waiting"}
    await _given(database, owner.get(change, "worker"), left="quick_exit")
    async with database.write() as session:
        assert not await CHANGES[change](session, "chat")
        assert await turn_numbers.begin(session, "chat") is None


async def test_an_alert_lets_a_worker_step_in_before_the_queue(database: Database) -> None:
    await _given(database, "assistant", alerted=True)
    async with database.write() as session:
        assert await ownership.claim(session, "chat", 1, LATER)


async def test_a_lease_that_still_runs_is_not_taken_away(database: Database) -> None:
    await _given(database, "worker")
    async with database.write() as session:
        assert not await ownership.requeue(session, "chat", now(), now() - timedelta(minutes=10))


async def test_a_conversation_that_is_not_there_changes_nothing(database: Database) -> None:
    async with database.write() as session:
        for change in CHANGES.values():
            assert not await change(session, "nobody")
