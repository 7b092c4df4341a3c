"""The waiting list as workers and leads see it: its order and reasons, a lead's override, limits,
skills, and for whom it rings.
"""

import json
from datetime import timedelta

from helpline.models import Conversation, now
from helpline.services.queue.room import Room
from helpline.services.turns.heard import Heard, HeardStore
from tests.desk.desks import Desk
from tests.desk.queueing import came, person, rows_of, team

SECRET = "he waits by the bakery on Alder Street"


async def test_each_row_says_why_it_stands_there(desk: Desk) -> None:
    _page, worker = await person(desk)
    calm = await came(desk, 1)
    urgent = await came(desk, 0, "fear", "unwanted_contact")
    long = await came(desk, 25)
    dropped = await came(desk, 0, front=True)
    danger = await came(desk, 0)
    await desk.services.alerts.raise_for(danger, ["immediate_danger"], "help")
    rows = await rows_of(desk, worker)
    assert [row["conversation"] for row in rows] == [danger, dropped, long, urgent, calm]
    assert [(row["stands"]["by"], row["stands"]["because"]) for row in rows] == [
        ("alert", ["immediate_danger"]),
        ("returned", []),
        ("turn", []),
        ("turn", ["fear"]),
        ("turn", []),
    ]
    assert [row["stands"]["ahead"] for row in rows] == [20, 0, 0, 20, 0]


async def test_a_visitor_is_told_the_place_that_the_order_gives(desk: Desk) -> None:
    await person(desk)
    calm, urgent = await came(desk, 1), await came(desk, 0, "weapon")
    async with desk.services.database.read() as session:
        room = Room(1, 1, 0)
        places = [await desk.services.queue.place_of(session, one, room) for one in (urgent, calm)]
    assert [place.position for place in places if place] == [1, 2]


async def test_after_consent_the_row_has_their_own_phrases_and_before_it_none(desk: Desk) -> None:
    page, _worker = await person(desk)
    conversation = await desk.waiting(SECRET)
    row = await page.board_with("waiting", conversation)
    assert row["phrases"] == []
    await desk.agree(conversation, happening="he sits in his car\nhe waits", worry="the way home")
    row = await page.board_with("waiting", conversation, agreed=True)
    assert row["phrases"] == ["the way home", "he sits in his car"]
    assert SECRET not in json.dumps(page.seen)


async def test_who_takes_no_chats_gets_no_word_of_them(desk: Desk) -> None:
    page, sam = await person(desk)
    await desk.agree(await desk.waiting(), worry=SECRET)
    assert [row["phrases"] for row in await rows_of(desk, sam)] == [[SECRET]]
    await page.send("available", on=False)
    await page.pong()
    assert [row["phrases"] for row in await rows_of(desk, sam)] == [[]]


async def test_what_they_took_back_is_in_no_row(desk: Desk) -> None:
    page, worker = await person(desk)
    conversation = await desk.waiting()
    await desk.agree(conversation, worry=SECRET)
    await page.board_with("waiting", conversation, agreed=True)
    await desk.services.briefs.answer(conversation, "b2", {}, agree=False, history=False)
    [row] = await rows_of(desk, worker)
    assert (row["agreed"], row["phrases"]) == (False, [])


async def test_a_vanished_workers_chat_is_back_before_all_but_danger(desk: Desk) -> None:
    page, sam = await person(desk)
    _other, kit = await person(desk, name="Kit")
    dropped = await came(desk, 0)
    await page.take(dropped)
    urgent, danger = await came(desk, 90, "weapon"), await came(desk, 0)
    await desk.services.alerts.raise_for(danger, ["immediate_danger"], "help")
    await desk.helpline.set(dropped, lease_until=now() - timedelta(seconds=1))
    await desk.services.timers.look()
    rows = await rows_of(desk, kit)
    assert [row["conversation"] for row in rows] == [danger, dropped, urgent]
    assert rows[1]["stands"]["by"] == "returned"
    told = [line.body.text or "" for line in await desk.helpline.lines(dropped)][-1]
    assert "front" in told
    assert sam.id != kit.id


async def test_it_rings_first_for_who_is_right_then_for_all_then_for_the_lead(desk: Desk) -> None:
    lead = await desk.enrolled("kit@example.org", role="lead")
    fits, priya = await person(desk, name="Priya")
    _other, sam = await person(desk, name="Sam")
    away, kim = await person(desk, "lead", "Kim")
    await away.send("available", on=False)
    await away.board()
    await team(desk, lead, {"worker": str(priya.id), "max_chats": 3, "skills": ["lgbt"]})
    conversation = await desk.waiting()
    heard = HeardStore(desk.services.keys)
    async with desk.services.database.write() as session:
        row = await session.get(Conversation, conversation)
        assert row is not None
        await heard.put(row, Heard(needs=["lgbt"]))
    rows = {worker.name: (await rows_of(desk, worker))[0] for worker in (priya, sam, kim)}
    assert {name: row["ring_after"] for name, row in rows.items()} == {
        "Priya": 0,
        "Sam": 30,
        "Kim": 60,
    }
    assert {name: row["suits_you"] for name, row in rows.items()} == {
        "Priya": True,
        "Sam": False,
        "Kim": False,
    }
    # Whom it is right for is matched, and told to nobody.
    assert "lgbt" not in json.dumps(rows)
    # Everybody may take it, at any time.
    await fits.socket.close()
    await _other.take(conversation)
