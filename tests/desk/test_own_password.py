"""A password is changed with the present one and a fresh proof; all others are signed out."""

from typing import Any

import pytest

from tests.desk.desks import PASSWORD, Desk

NEW = "four quiet herons by the weir"


async def change(desk: Desk, cookie: str, present: str, password: str) -> tuple[int, str | None]:
    answer = await desk.post("/api/password", {"present": present, "password": password}, cookie)
    body: dict[str, Any] = {} if answer.status == 204 else await answer.json()
    return answer.status, body.get("error", {}).get("code")


async def sign_in(desk: Desk, password: str) -> int:
    sent = {"email": "sam@example.org", "password": password}
    return (await desk.post("/api/sign-in", sent)).status


async def test_the_new_one_works_the_old_one_does_not_and_this_page_stays(desk: Desk) -> None:
    cookie = await desk.enrolled()
    assert await change(desk, cookie, PASSWORD, NEW) == (204, None)
    assert (await desk.me(cookie)).status == 200
    assert await sign_in(desk, PASSWORD) == 401
    assert await sign_in(desk, NEW) == 200
    assert [action for action, _ in await desk.audit()].count("password_change") == 1


async def test_all_other_sessions_end_and_their_sockets_within_a_second(desk: Desk) -> None:
    cookie = await desk.enrolled()
    answer = await desk.post("/api/sign-in", {"email": "sam@example.org", "password": PASSWORD})
    other = answer.cookies["waymark_desk"].value
    here, there = await desk.connect(cookie), await desk.connect(other)
    await here.board()
    await there.board()
    assert await change(desk, cookie, PASSWORD, NEW) == (204, None)
    assert await there.closed() == 4001
    assert (await desk.me(other)).status == 401
    await here.pong()


async def test_it_needs_the_present_one_and_a_new_one_that_is_good(desk: Desk) -> None:
    cookie = await desk.enrolled()
    assert await change(desk, cookie, "not that one at all", NEW) == (400, "wrong_password")
    assert await change(desk, cookie, PASSWORD, "short") == (400, "weak_password")
    assert await change(desk, cookie, PASSWORD, "sam@example.org") == (400, "weak_password")
    assert await change(desk, cookie, PASSWORD, PASSWORD) == (400, "same_password")
    assert await sign_in(desk, PASSWORD) == 200


async def test_it_needs_a_fresh_proof(desk: Desk) -> None:
    cookie = await desk.enrolled()
    await desk.lets_proofs_grow_old()
    assert await change(desk, cookie, PASSWORD, NEW) == (403, "confirm_first")
    assert (await desk.post("/api/prove/password", {"password": PASSWORD}, cookie)).status == 204
    assert await change(desk, cookie, PASSWORD, NEW) == (204, None)


async def test_guessing_the_present_one_at_an_open_desk_grows_slow(desk: Desk) -> None:
    cookie = await desk.enrolled()
    codes = [(await change(desk, cookie, f"guess number {n}", NEW))[1] for n in range(7)]
    assert codes[0] == "wrong_password"
    assert codes[-1] == "too_many"


@pytest.mark.parametrize("origin", [None, "https://elsewhere.example"])
async def test_no_other_site_changes_it(desk: Desk, origin: str | None) -> None:
    cookie = await desk.enrolled()
    sent = {"present": PASSWORD, "password": NEW}
    assert (await desk.post("/api/password", sent, cookie, Origin=origin)).status == 403
    assert await sign_in(desk, PASSWORD) == 200
