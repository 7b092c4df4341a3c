"""The second factor at the desk's door: codes, used once; recovery codes; a lead's reset."""

import asyncio
from pathlib import Path

import pytest
from aiohttp import WSServerHandshakeError
from sqlalchemy import select

from helpline.models import RecoveryCode, SecondFactor
from helpline.services.throttle import Throttle
from tests.databases import bytes_of
from tests.desk.desks import PASSWORD, Desk, desk_on
from tests.desk.second_factors import (
    EMAIL,
    App,
    by_password,
    code,
    cookie_of,
    half_in,
    with_app,
)


async def test_a_password_alone_opens_nothing(strict: Desk) -> None:
    await with_app(strict)
    answer = await by_password(strict)
    assert await answer.json() == {"step": "second", "ways": ["code", "recovery"]}
    half = cookie_of(answer)
    for path in ("/api/me", "/api/security", "/api/content", "/api/colleagues"):
        refused = await strict.client.get(path, headers={"Cookie": f"waymark_desk={half}"})
        assert (refused.status, await code(refused)) == (403, "not_allowed"), path
    with pytest.raises(WSServerHandshakeError) as kept_out:
        await strict.connect(half)
    assert kept_out.value.status == 403
    # Nor a second factor of a thief's own.
    refused = await strict.post("/api/second-factor/app", {}, half)
    assert (refused.status, await code(refused)) == (403, "confirm_first")


@pytest.mark.parametrize("role", ["worker", "lead", "content_editor", "auditor"])
async def test_in_production_nobody_is_in_before_they_have_one(tmp_path: Path, role: str) -> None:
    async with desk_on(tmp_path, mode="production") as desk:
        half = await half_in(desk, role=role)
        assert (await desk.me(half)).status == 403
        answer = await by_password(desk)
        assert await answer.json() == {"step": "enrol", "ways": []}


async def test_where_none_is_required_a_password_is_enough_until_one_is_set_up(desk: Desk) -> None:
    cookie = await desk.enrolled(EMAIL)
    assert (await (await by_password(desk)).json())["worker"]["name"] == "Sam"
    begun = await (await desk.post("/api/second-factor/app", {}, cookie)).json()
    app = App(desk, begun["secret"])
    done = await desk.post("/api/second-factor/app/confirm", {"code": app.shows()}, cookie)
    assert len((await done.json())["recovery_codes"]) == 10
    assert (await desk.me(cookie)).status == 200, "the session goes on"
    assert (await (await by_password(desk)).json())["step"] == "second"


async def test_the_code_lets_in_with_another_cookie_and_the_half_session_is_over(
    strict: Desk,
) -> None:
    app, _cookie, _codes = await with_app(strict)
    half = cookie_of(await by_password(strict))
    answer = await strict.post(
        "/api/prove/code", {"code": f" {app.next()[:3]} {app.shows()[3:]}"}, half
    )
    assert (await answer.json())["worker"]["name"] == "Sam"
    cookie = cookie_of(answer)
    assert cookie != half
    assert (await strict.me(cookie)).status == 200
    assert (await strict.me(half)).status == 401
    assert ("sign_in", "") in await strict.audit()


async def test_a_code_is_good_once(strict: Desk) -> None:
    app, _cookie, _codes = await with_app(strict)
    used = app.shows()
    half = cookie_of(await by_password(strict))
    answer = await strict.post("/api/prove/code", {"code": used}, half)
    assert (answer.status, await code(answer)) == (400, "wrong_code"), "it set the app up"
    fresh = app.next()
    halves = [cookie_of(await by_password(strict)) for _ in range(4)]
    answers = await asyncio.gather(
        *(strict.post("/api/prove/code", {"code": fresh}, one) for one in halves)
    )
    assert sorted(one.status for one in answers) == [200, 400, 400, 400]


async def test_a_clock_may_be_one_step_off_and_no_more(strict: Desk) -> None:
    app, _cookie, _codes = await with_app(strict)
    app.now += 3000
    for steps, status in ((-2, 400), (2, 400), (-1, 200), (1, 200)):
        half = cookie_of(await by_password(strict))
        answer = await strict.post("/api/prove/code", {"code": app.shows(steps)}, half)
        assert answer.status == status, steps
    # Of two codes that are right now, the older one after the newer is refused.
    half = cookie_of(await by_password(strict))
    assert (await strict.post("/api/prove/code", {"code": app.shows(0)}, half)).status == 400


async def test_after_five_wrong_codes_the_password_is_asked_for_anew(strict: Desk) -> None:
    await with_app(strict)
    half = cookie_of(await by_password(strict))
    statuses = [
        (await strict.post("/api/prove/code", {"code": "000000"}, half)).status for _ in range(5)
    ]
    assert statuses == [400, 400, 400, 400, 401]
    assert (await strict.post("/api/prove/code", {"code": "000000"}, half)).status == 401


async def test_guessed_codes_make_codes_wait_but_not_what_nobody_can_guess(strict: Desk) -> None:
    app, _cookie, codes = await with_app(strict)
    # However slow the machine: no time passes between the guesses.
    strict.services.access.second_factors._throttle = Throttle(lambda: 0.0, longest=3600.0)
    for _ in range(2):
        half = cookie_of(await by_password(strict))
        for _ in range(4):
            await strict.post("/api/prove/code", {"code": "000000"}, half)
    half = cookie_of(await by_password(strict))
    assert (await strict.post("/api/prove/code", {"code": app.next()}, half)).status == 400
    assert (await strict.post("/api/prove/recovery", {"code": codes[0]}, half)).status == 200


async def test_the_apps_secret_is_sealed(strict: Desk) -> None:
    app, _cookie, _codes = await with_app(strict)
    kept = bytes_of(strict.services.config.data_dir)
    assert app.codes.secret.encode() not in kept
    assert app.codes.byte_secret() not in kept
    async with strict.services.database.read() as session:
        assert (await session.scalar(select(SecondFactor.secret))) is not None


async def test_an_app_that_never_gave_its_first_code_counts_for_nothing(strict: Desk) -> None:
    half = await half_in(strict)
    await strict.post("/api/second-factor/app", {}, half)
    answer = await strict.post("/api/second-factor/app/confirm", {"code": "123456"}, half)
    assert (answer.status, await code(answer)) == (400, "wrong_code")
    assert (await (await by_password(strict)).json())["step"] == "enrol"


async def test_a_new_app_takes_the_place_of_the_old_one(strict: Desk) -> None:
    old, cookie, _codes = await with_app(strict)
    begun = await (await strict.post("/api/second-factor/app", {}, cookie)).json()
    new = App(strict, begun["secret"])
    new.now = old.now
    done = await strict.post("/api/second-factor/app/confirm", {"code": new.shows()}, cookie)
    assert done.status == 200
    half = cookie_of(await by_password(strict))
    assert (
        await strict.post("/api/prove/code", {"code": old.codes.at(int(new.now) + 30)}, half)
    ).status == 400
    assert (await strict.post("/api/prove/code", {"code": new.next()}, half)).status == 200


async def test_the_last_one_stays_where_one_is_required(strict: Desk) -> None:
    _app, cookie, _codes = await with_app(strict)
    shown = await strict.client.get("/api/security", headers={"Cookie": f"waymark_desk={cookie}"})
    (factor,) = (await shown.json())["factors"]
    answer = await strict.post("/api/second-factor/remove", {"id": factor["id"]}, cookie)
    assert (answer.status, await code(answer)) == (409, "last_factor")


async def test_where_none_is_required_the_last_one_goes_with_its_recovery_codes(desk: Desk) -> None:
    cookie = await desk.enrolled(EMAIL)
    begun = await (await desk.post("/api/second-factor/app", {}, cookie)).json()
    app = App(desk, begun["secret"])
    await desk.post("/api/second-factor/app/confirm", {"code": app.shows()}, cookie)
    shown = await desk.client.get("/api/security", headers={"Cookie": f"waymark_desk={cookie}"})
    (factor,) = (await shown.json())["factors"]
    gone = await desk.post("/api/second-factor/remove", {"id": factor["id"]}, cookie)
    assert gone.status == 204
    assert "worker" in await (await by_password(desk)).json()
    async with desk.services.database.read() as session:
        assert (await session.scalars(select(RecoveryCode))).all() == []


async def test_what_is_weighty_needs_a_fresh_proof(strict: Desk) -> None:
    app, cookie, _codes = await with_app(strict)
    await strict.lets_proofs_grow_old()
    answer = await strict.post("/api/second-factor/recovery-codes", {}, cookie)
    assert (answer.status, await code(answer)) == (403, "confirm_first")
    # A password is not enough where there is a second factor.
    by_pass = await strict.post("/api/prove/password", {"password": PASSWORD}, cookie)
    assert (by_pass.status, await code(by_pass)) == (401, "wrong_sign_in")
    proven = await strict.post("/api/prove/code", {"code": app.next()}, cookie)
    assert "worker" in await proven.json()
    assert "waymark_desk" not in proven.cookies, "the session goes on"
    assert (await strict.post("/api/second-factor/recovery-codes", {}, cookie)).status == 200
    assert ("confirm", "") in await strict.audit()


async def test_who_has_no_second_factor_proves_it_by_password(desk: Desk) -> None:
    cookie = await desk.enrolled(EMAIL)
    await desk.lets_proofs_grow_old()
    assert (await desk.post("/api/second-factor/app", {}, cookie)).status == 403
    wrong = await desk.post("/api/prove/password", {"password": "not this one"}, cookie)
    assert wrong.status == 401
    right = await desk.post("/api/prove/password", {"password": PASSWORD}, cookie)
    assert right.status == 204
    assert (await desk.post("/api/second-factor/app", {}, cookie)).status == 200
