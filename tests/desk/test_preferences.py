"""How a worker likes their desk: kept, told to all their pages, and nobody else's business."""

from typing import Any

import pytest

from tests.desk.desks import Desk

USUAL = {"language": "en", "covers_graphic": True}


async def prefer(desk: Desk, cookie: str, **wanted: Any) -> dict[str, Any]:
    answer = await desk.post("/api/preferences", wanted, cookie)
    assert answer.status == 200, await answer.text()
    kept: dict[str, Any] = (await answer.json())["preferences"]
    return kept


async def test_a_choice_holds_on_every_page_and_at_the_next_sign_in(desk: Desk) -> None:
    worker = await desk.helpline.worker("Sam")
    cookie = await desk.cookie_of(worker)
    page = await desk.connect(cookie)
    board = await page.board()
    assert (board["you"]["language"], board["you"]["covers_graphic"]) == ("en", True)
    assert await prefer(desk, cookie, language="cy") == {**USUAL, "language": "cy"}
    while board["you"]["language"] != "cy":
        board = await page.board()
    assert await prefer(desk, cookie, covers_graphic=False) == {
        "language": "cy",
        "covers_graphic": False,
    }
    again = await desk.cookie_of(worker)
    me = await (await desk.me(again)).json()
    assert me["preferences"] == {"language": "cy", "covers_graphic": False}
    # What was chosen beside it stays.
    await page.send("limits", own=2, hides_queue=True)
    while board["you"]["own_limit"] != 2:
        board = await page.board()
    assert (board["you"]["language"], board["you"]["covers_graphic"]) == ("cy", False)
    # A taste of theirs is in no trail.
    assert all("prefer" not in action for action, _ in await desk.audit())


async def test_it_is_each_ones_own(desk: Desk) -> None:
    sam, lee = await desk.helpline.worker("Sam"), await desk.helpline.worker("Lee", "lead")
    await prefer(desk, await desk.cookie_of(sam), language="cy", covers_graphic=False)
    cookie = await desk.cookie_of(lee)
    assert (await (await desk.me(cookie)).json())["preferences"] == USUAL
    team = await desk.client.get("/api/team", headers={"Cookie": f"waymark_desk={cookie}"})
    assert "covers_graphic" not in await team.text()


@pytest.mark.parametrize("role", ["content_editor", "auditor"])
async def test_who_has_no_board_chooses_a_language_too(desk: Desk, role: str) -> None:
    cookie = await desk.cookie_of(await desk.helpline.worker("Ola", role))
    assert await prefer(desk, cookie, language="cy") == {**USUAL, "language": "cy"}


@pytest.mark.parametrize("body", [{"language": "fr"}, {"covers_graphic": 1}, {"theme": "x"}, []])
async def test_anything_else_is_refused(desk: Desk, body: Any) -> None:
    cookie = await desk.cookie_of(await desk.helpline.worker("Sam"))
    assert (await desk.post("/api/preferences", body, cookie)).status == 400
