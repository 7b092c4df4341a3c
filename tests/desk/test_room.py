"""How many chats each takes on, what they are right for, and whether they see who waits."""

import asyncio
from typing import Any

import pytest

from tests.desk.desks import Desk
from tests.desk.queueing import person, team


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
