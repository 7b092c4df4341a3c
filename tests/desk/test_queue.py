"""The waiting list as workers and leads see it: its order and reasons, a lead's override, limits,
skills, and for whom it rings.
"""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from helpline.models import Audit, Conversation, QueueMove, Worker, now
from helpline.services.queue.room import Room
from helpline.services.turns.heard import Heard, HeardStore
from helpline.services.turns.urgency import UrgencyRules
from tests.desk.desks import Desk, Page

REASON = "Her sister rang: she is packing a bag now."
SECRET = "he waits by the bakery on Alder Street"


async def came(desk: Desk, minutes: float, *reasons: str, **values: Any) -> str:
    """Somebody who has waited that long, for these reasons."""
    conversation = await desk.waiting()
    async with desk.services.database.write() as session:
        row = await session.get(Conversation, conversation)
        assert row is not None
        row.waiting_since = now() - timedelta(minutes=minutes)
        for name, value in values.items():
            setattr(row, name, value)
        UrgencyRules(desk.services.config.content_dir).note(row, reasons)
    return conversation


async def board_of(desk: Desk, worker: Worker) -> dict[str, Any]:
    return await desk.services.desk.view.board(worker)


async def rows_of(desk: Desk, worker: Worker) -> list[dict[str, Any]]:
    """The waiting list as this worker's next board has it."""
    rows: list[dict[str, Any]] = (await board_of(desk, worker))["waiting"]
    return rows


async def person(desk: Desk, role: str = "worker", name: str = "Sam") -> tuple[Page, Worker]:
    """Somebody's open desk, and their row."""
    worker = await desk.helpline.worker(name, role)
    page = await desk.connect(await desk.cookie_of(worker))
    await page.board()
    return page, worker


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


async def move(page: Page, conversation: str, to: str, mark: str = "m1") -> None:
    await page.send("move", conversation=conversation, id=mark, to=to, reason=REASON)


async def test_a_lead_puts_somebody_first_and_everybody_sees_who_did(desk: Desk) -> None:
    lead, kit = await person(desk, "lead", "Kit")
    worker, sam = await person(desk)
    first, last = await came(desk, 9), await came(desk, 1)
    await move(lead, last, "first")
    await lead.next("moved", conversation=last, id="m1")
    rows = await rows_of(desk, sam)
    assert [row["conversation"] for row in rows] == [last, first]
    assert rows[0]["stands"]["by"] == "lead"
    # The written reason is for leads only.
    await worker.board_with("waiting", last, moved={"to": "first", "by": "Kit"})
    assert REASON not in json.dumps(worker.seen)
    assert (await rows_of(desk, kit))[0]["moved"] == {"to": "first", "by": "Kit", "reason": REASON}
    async with desk.services.database.read() as session:
        noted = (await session.scalars(select(Audit).where(Audit.action == "queue_move"))).one()
    assert (noted.worker_id, noted.subject, noted.detail) == (kit.id, last, "first")


async def test_a_move_is_undone_by_a_move_back_to_the_rule(desk: Desk) -> None:
    lead, kit = await person(desk, "lead")
    first, last = await came(desk, 9), await came(desk, 1)
    for mark, (to, order) in enumerate(
        [("first", [last, first]), ("later", [first, last]), ("rule", [first, last])]
    ):
        await move(lead, last, to, f"m{mark}")
        await lead.next("moved", id=f"m{mark}")
        rows = await rows_of(desk, kit)
        assert [row["conversation"] for row in rows] == order
    assert [row["moved"] for row in await rows_of(desk, kit)] == [None, None]


async def test_the_same_move_sent_again_has_no_second_effect(desk: Desk) -> None:
    lead, kit = await person(desk, "lead")
    conversation = await came(desk, 1)
    for _ in range(2):
        await move(lead, conversation, "first")
        await lead.next("moved", id="m1")
    await move(lead, conversation, "rule", "m2")
    await lead.next("moved", id="m2")
    await move(lead, conversation, "first")
    await lead.next("moved", id="m1")
    assert (await rows_of(desk, kit))[0]["moved"] is None
    assert [action for action, _ in await desk.audit()].count("queue_move") == 2


async def test_somebody_in_danger_is_never_let_wait(desk: Desk) -> None:
    lead, kit = await person(desk, "lead")
    conversation = await came(desk, 1)
    await move(lead, conversation, "later")
    await lead.next("moved")
    await desk.services.alerts.raise_for(conversation, ["immediate_danger"], "help")
    row = (await rows_of(desk, kit))[0]
    assert (row["stands"]["by"], row["moved"]) == ("alert", None)
    await move(lead, conversation, "later", "m2")
    assert (await lead.next("error"))["code"] == "alert_open"


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
async def test_a_move_needs_a_written_reason(desk: Desk, reason: str) -> None:
    lead, _kit = await person(desk, "lead")
    conversation = await came(desk, 1)
    await lead.send("move", conversation=conversation, id="m1", to="first", reason=reason)
    assert (await lead.next("error"))["code"] in {"bad_frame", "too_long"}
    assert await desk.audit() == [one for one in await desk.audit() if one[0] != "queue_move"]


async def test_the_reason_is_sealed_and_only_who_waits_is_moved(desk: Desk) -> None:
    lead, _kit = await person(desk, "lead")
    conversation = await came(desk, 1)
    await move(lead, conversation, "first")
    await lead.next("moved")
    async with desk.services.database.read() as session:
        row = (await session.scalars(select(QueueMove))).one()
    assert REASON.encode() not in row.reason
    await lead.take(conversation)
    await move(lead, conversation, "rule", "m2")
    assert (await lead.next("error"))["code"] == "not_waiting"
    await move(lead, "nothing here", "rule", "m3")
    assert (await lead.next("error"))["code"] == "not_found"


async def test_whoever_comes_back_to_the_queue_stands_by_the_rule_again(desk: Desk) -> None:
    lead, kit = await person(desk, "lead")
    conversation = await came(desk, 1)
    await move(lead, conversation, "first")
    await lead.next("moved")
    await desk.services.handoff.stay(conversation)
    await desk.services.handoff.ask(conversation, "asked")
    assert (await rows_of(desk, kit))[0]["moved"] is None


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


async def test_a_worker_takes_no_more_than_a_lead_lets_them(desk: Desk) -> None:
    page, _sam = await person(desk)
    for _ in range(3):
        await page.take(await desk.waiting())
    more = await desk.waiting()
    await page.send("take", conversation=more)
    assert (await page.next("error"))["code"] == "no_room"
    assert (await page.board_with("waiting", more))["conversation"] == more


async def test_danger_is_taken_whatever_the_limit(desk: Desk) -> None:
    page, _sam = await person(desk)
    await page.send("limits", own=1, hides_queue=False)
    await page.take(await desk.waiting())
    danger = await desk.waiting()
    await desk.services.alerts.raise_for(danger, ["immediate_danger"], "help")
    await page.take(danger)


async def test_two_takes_at_once_do_not_go_over_the_limit(desk: Desk) -> None:
    page, sam = await person(desk)
    await page.send("limits", own=1, hides_queue=False)
    await page.board()
    chats = [await desk.waiting() for _ in range(4)]
    done = await asyncio.gather(
        *(desk.services.desk.chats.take(one, sam) for one in chats), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in done) == ["NoRoom"] * 3 + ["NoneType"]


async def test_a_worker_lowers_their_limit_and_hides_the_list_and_it_stays_so(desk: Desk) -> None:
    page, sam = await person(desk)
    await page.send("limits", own=1, hides_queue=True)
    board = await page.board()
    assert board["you"] == {
        "limit": 1,
        "max_chats": 3,
        "own_limit": 1,
        "skills": [],
        "hides_queue": True,
        "covers_graphic": True,
        "language": "en",
        "live": 0,
    }
    again = await desk.connect(await desk.cookie_of(sam))
    assert (await again.board())["you"] == board["you"]
    await page.send("limits", own=9, hides_queue=False)
    assert (await page.board())["you"]["limit"] == 3


@pytest.mark.parametrize("own", [0, -1, 11, 1.5, "2", True])
async def test_a_limit_is_a_small_whole_number(desk: Desk, own: object) -> None:
    page, _sam = await person(desk)
    await page.send("limits", own=own, hides_queue=False)
    assert (await page.next("error"))["code"] == "bad_frame"


async def team(desk: Desk, cookie: str, change: dict[str, Any] | None = None) -> dict[str, Any]:
    if change is None:
        headers = {"Cookie": f"waymark_desk={cookie}"}
        answer = await desk.client.get("/api/team", headers=headers)
    else:
        answer = await desk.post("/api/team", change, cookie=cookie)
    return {"status": answer.status, **await answer.json()}


async def test_a_lead_sets_what_each_takes_on_and_is_right_for(desk: Desk) -> None:
    lead = await desk.enrolled("kit@example.org", role="lead")
    page, sam = await person(desk, name="Priya")
    change = {"worker": str(sam.id), "max_chats": 1, "skills": ["welsh", "nonsense", "lgbt"]}
    answer = await team(desk, lead, change)
    row = next(one for one in answer["workers"] if one["id"] == str(sam.id))
    assert row == {
        "id": str(sam.id),
        "name": "Priya",
        "role": "worker",
        "max_chats": 1,
        "own_limit": None,
        "skills": ["welsh", "lgbt"],
        "live": 0,
        "takes_chats": True,
    }
    assert (await team(desk, lead))["workers"] == answer["workers"]
    you = (await page.board())["you"]
    assert (you["limit"], you["skills"]) == (1, ["Welsh", "LGBT+ people"])
    assert ("desk_profile", str(sam.id)) in await desk.audit()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"worker": "999", "max_chats": 1, "skills": []}, 404),
        ({"worker": "1", "max_chats": 0, "skills": []}, 400),
        ({"worker": "1", "max_chats": 11, "skills": []}, 400),
        ({"worker": "one", "max_chats": 1, "skills": []}, 400),
        ({"worker": "1", "max_chats": 1, "skills": "welsh"}, 400),
        ({"worker": "1", "max_chats": 1, "skills": [], "role": "lead"}, 400),
        ([], 400),
    ],
)
async def test_a_change_that_is_none_is_refused(desk: Desk, change: Any, status: int) -> None:
    lead = await desk.enrolled("kit@example.org", role="lead")
    assert (await team(desk, lead, change))["status"] == status


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
