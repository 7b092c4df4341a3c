"""The order of waiting, and a wait that is told honestly."""

from datetime import timedelta

import pytest

from helpline.db import Database
from helpline.models import now
from helpline.services import queue
from tests.unit.helpline.conftest import add_conversation


async def _waiting(database: Database, name: str, minutes: int, **values: object) -> None:
    since = now() - timedelta(minutes=minutes)
    await add_conversation(database, name, owner="waiting", waiting_since=since, **values)


async def test_danger_first_then_who_was_dropped_then_the_longest_wait(database: Database) -> None:
    await _waiting(database, "short", 1)
    await _waiting(database, "long", 30)
    await _waiting(database, "dropped", 0, front=True)
    await _waiting(database, "high", 2, urgency=1)
    await _waiting(database, "danger", 0, urgency=2)
    await _waiting(database, "danger long", 5, urgency=2)
    await add_conversation(database, "not waiting", owner="assistant", urgency=2)
    async with database.read() as session:
        order = [row.id for row in await queue.waiting(session)]
    assert order == ["danger long", "danger", "high", "dropped", "long", "short"]


@pytest.mark.parametrize(
    ("position", "workers", "minutes"),
    [(1, 1, 15), (2, 1, 30), (2, 2, 15), (3, 2, 30), (1, 0, None)],
)
async def test_the_wait_is_shared_among_the_workers_on_shift(
    database: Database, position: int, workers: int, minutes: int | None
) -> None:
    for number in range(1, position + 1):
        await _waiting(database, f"w{number}", 60 - number)
    async with database.read() as session:
        place = await queue.place_of(session, f"w{position}", workers, 15.0)
    assert place == queue.Place(position, minutes)


async def test_the_wait_is_rounded_up_to_five_minutes(database: Database) -> None:
    await _waiting(database, "one", 1)
    async with database.read() as session:
        assert await queue.place_of(session, "one", 1, 12.0) == queue.Place(1, 15)
        assert await queue.place_of(session, "nobody", 1, 12.0) is None
