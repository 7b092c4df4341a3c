"""The waiting list out of the database, and a wait that is told honestly."""

from datetime import timedelta

import pytest

import content
from helpline.db import Database
from helpline.models import now
from helpline.services.queue.line import Place, Queue
from helpline.services.queue.room import Room
from helpline.services.turns.urgency import UrgencyRules
from tests.unit.helpline.conftest import add_conversation

RULES = UrgencyRules(content.DATA)


async def _waiting(
    database: Database, name: str, minutes: int, *reasons: str, **values: object
) -> None:
    since = now() - timedelta(minutes=minutes)
    await add_conversation(
        database, name, owner="waiting", waiting_since=since, reasons=list(reasons), **values
    )


async def test_who_waits_comes_in_order_and_nobody_else(database: Database) -> None:
    await _waiting(database, "short", 1)
    await _waiting(database, "long", 30)
    await _waiting(database, "dropped", 0, front=True)
    await _waiting(database, "urgent", 2, "fear")
    await _waiting(database, "danger", 0, "immediate_danger", alerted=True)
    await _waiting(database, "danger long", 5, "suicidal_thoughts", alerted=True)
    await add_conversation(database, "not waiting", owner="assistant", alerted=True)
    async with database.read() as session:
        order = [one.conversation.id for one in await Queue(RULES, 15.0).waiting(session)]
    assert order == ["danger long", "danger", "dropped", "long", "urgent", "short"]


@pytest.mark.parametrize(
    ("position", "room", "minutes"),
    [
        # Nobody has room: each place behind is a usual chat further, as many at once as there are.
        (1, Room(1, 1, 0), 15),
        (2, Room(1, 1, 0), 30),
        (2, Room(2, 2, 0), 15),
        (3, Room(2, 2, 0), 30),
        (3, Room(1, 3, 0), 15),
        (4, Room(1, 3, 0), 30),
        # Whom there is room for is taken soon; who comes behind them waits for a chat to end.
        (1, Room(1, 2, 1), 5),
        (2, Room(1, 2, 2), 5),
        (2, Room(1, 2, 1), 15),
        (5, Room(2, 4, 2), 15),
        (7, Room(2, 4, 2), 30),
        (1, Room(0, 0, 0), None),
    ],
)
async def test_the_wait_goes_by_the_room_that_the_workers_on_shift_have(
    database: Database, position: int, room: Room, minutes: int | None
) -> None:
    for number in range(1, position + 1):
        await _waiting(database, f"w{number}", 60 - number)
    async with database.read() as session:
        place = await Queue(RULES, 15.0).place_of(session, f"w{position}", room)
    assert place == Place(position, minutes)


async def test_the_wait_is_rounded_up_to_five_minutes(database: Database) -> None:
    await _waiting(database, "one", 1)
    async with database.read() as session:
        queue = Queue(RULES, 12.0)
        assert await queue.place_of(session, "one", Room(1, 1, 0)) == Place(1, 15)
        assert await queue.place_of(session, "nobody", Room(1, 1, 0)) is None
