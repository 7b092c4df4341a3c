"""Somebody floods a colleague's address with wrong passwords: they are slowed, its owner gets in
(docs/decisions/0039-nobody-is-locked-out.md).
"""

from aiohttp import ClientResponse

from helpline.services.workers.throttle import SignInThrottle
from tests.desk.desks import DESK_ORIGIN, PASSWORD, Desk
from tests.desk.test_second_factor import App

EMAIL = "sam@example.org"


async def tries(desk: Desk, password: str, browser: str = "", **more: str) -> ClientResponse:
    return await desk.client.post(
        "/api/sign-in",
        json={"email": EMAIL, "password": password, **more},
        headers={"Origin": DESK_ORIGIN, "Cookie": f"waymark_desk_browser={browser}"},
    )


async def flooded(desk: Desk) -> None:
    """Until the flooder is told to wait, and with them everybody from a browser nobody knows.
    No time passes: a pause that is told is not over while a slow machine works."""
    desk.services.access.sign_in._throttle = SignInThrottle(lambda: 0.0)
    for _ in range(8):
        await tries(desk, "a guess of twelve")
    assert (await tries(desk, "a guess of twelve")).status == 429
    assert (await tries(desk, PASSWORD)).status == 429


async def test_who_is_in_stays_in(desk: Desk) -> None:
    cookie = await desk.enrolled(EMAIL)
    page = await desk.connect(cookie)
    await page.board()
    await flooded(desk)
    assert (await desk.me(cookie)).status == 200
    await page.pong()


async def test_the_owner_gets_in_from_a_browser_they_used_before(desk: Desk) -> None:
    await desk.enrolled(EMAIL)
    known = (await tries(desk, PASSWORD)).cookies["waymark_desk_browser"]
    assert known["path"] == "/api/sign-in"
    assert known["httponly"]
    await flooded(desk)
    assert (await tries(desk, PASSWORD, known.value)).status == 200
    # It is a count of its own, not a way past counting.
    statuses = [(await tries(desk, "a guess of twelve", known.value)).status for _ in range(7)]
    assert statuses[:5] == [401] * 5
    assert 429 in statuses


async def test_a_known_browser_of_one_worker_is_a_strangers_to_another(desk: Desk) -> None:
    await desk.enrolled(EMAIL)
    await desk.enrolled("kit@example.org")
    kits = await desk.post("/api/sign-in", {"email": "kit@example.org", "password": PASSWORD})
    browser = kits.cookies["waymark_desk_browser"].value
    await flooded(desk)
    assert (await tries(desk, PASSWORD, browser)).status == 429
    assert (await tries(desk, PASSWORD, browser[:-4] + "AAAA")).status == 429


async def test_the_owner_gets_in_from_anywhere_with_a_code_beside_the_password(desk: Desk) -> None:
    cookie = await desk.enrolled(EMAIL)
    begun = await (await desk.post("/api/second-factor/app", {}, cookie)).json()
    app = App(desk, begun["secret"])
    await desk.post("/api/second-factor/app/confirm", {"code": app.shows()}, cookie)
    await flooded(desk)
    assert (await tries(desk, PASSWORD, code="000000")).status == 429
    answer = await tries(desk, PASSWORD, code=app.next())
    assert answer.status == 200
    assert (await answer.json())["worker"]["name"] == "Sam", "the code is the second step too"
    # A right code spares nobody the password, and is used up by it.
    await flooded(desk)
    assert (await tries(desk, "a guess of twelve", code=app.next())).status == 401
    assert (await tries(desk, PASSWORD, code=app.shows())).status == 429


async def test_one_caller_cannot_go_from_address_to_address_for_ever(desk: Desk) -> None:
    desk.services.access.sign_in._throttle = SignInThrottle(lambda: 0.0)
    statuses = []
    for number in range(23):
        answer = await desk.post(
            "/api/sign-in", {"email": f"nobody{number}@example.org", "password": "a guess of 12"}
        )
        statuses.append(answer.status)
    assert statuses[:20] == [401] * 20
    assert 429 in statuses[20:]
