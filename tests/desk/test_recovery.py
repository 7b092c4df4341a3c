"""Recovery codes, and a colleague's way back in: each good once, and nobody's alone."""

import asyncio

from sqlalchemy import select

from helpline.models import SecondFactor
from tests.databases import bytes_of
from tests.desk.desks import Desk
from tests.desk.second_factors import (
    EMAIL,
    App,
    by_password,
    code,
    cookie_of,
    half_in,
    with_app,
)


async def test_a_recovery_code_is_good_once_and_kept_only_as_a_hash(strict: Desk) -> None:
    _app, _cookie, codes = await with_app(strict)
    assert len(set(codes)) == 10
    kept = bytes_of(strict.services.config.data_dir)
    assert not [one for one in codes if one.encode() in kept]
    halves = [cookie_of(await by_password(strict)) for _ in range(3)]
    typed = codes[0].lower().replace("-", " ")
    answers = await asyncio.gather(
        *(strict.post("/api/prove/recovery", {"code": typed}, one) for one in halves)
    )
    assert sorted(one.status for one in answers) == [200, 400, 400]
    cookie = next(cookie_of(one) for one in answers if one.status == 200)
    shown = await strict.client.get("/api/security", headers={"Cookie": f"waymark_desk={cookie}"})
    assert (await shown.json())["recovery_codes"] == 9


async def test_a_recovery_code_is_nobody_elses(strict: Desk) -> None:
    _app, _cookie, codes = await with_app(strict)
    await with_app(strict, "kit@example.org")
    half = cookie_of(await by_password(strict, "kit@example.org"))
    assert (await strict.post("/api/prove/recovery", {"code": codes[0]}, half)).status == 400


async def test_a_new_set_of_recovery_codes_ends_the_old_one(strict: Desk) -> None:
    _app, cookie, codes = await with_app(strict)
    answer = await strict.post("/api/second-factor/recovery-codes", {}, cookie)
    fresh = (await answer.json())["recovery_codes"]
    half = cookie_of(await by_password(strict))
    assert (await strict.post("/api/prove/recovery", {"code": codes[3]}, half)).status == 400
    assert (await strict.post("/api/prove/recovery", {"code": fresh[3]}, half)).status == 200


async def test_a_lead_resets_a_colleagues_and_neither_gets_in_alone(strict: Desk) -> None:
    _app, _theirs, _codes = await with_app(strict)
    _lead_app, lead, _ = await with_app(strict, "lee@example.org", "lead")
    page = await strict.connect(_theirs)
    await page.board()
    listed = await strict.client.get("/api/colleagues", headers={"Cookie": f"waymark_desk={lead}"})
    rows = (await listed.json())["colleagues"]
    sam = next(one for one in rows if one["email"] == EMAIL)
    assert (sam["factors"], sam["sessions"], sam["you"]) == (1, 1, False)
    answer = await strict.post("/api/colleagues/reset-second-factor", {"worker": sam["id"]}, lead)
    given = (await answer.json())["code"]
    async with asyncio.timeout(1):
        assert await page.closed() == 4001
    assert (await strict.me(_theirs)).status == 401
    assert ("factor_reset", sam["id"]) in await strict.audit()

    # The password alone gets nobody in, and nobody sets up a second factor with it.
    first = await by_password(strict)
    assert await first.json() == {"step": "second", "ways": ["recovery"]}
    half = cookie_of(first)
    assert (await strict.post("/api/second-factor/app", {}, half)).status == 403
    proven = await strict.post("/api/prove/recovery", {"code": given}, half)
    assert (await proven.json())["step"] == "enrol"
    assert (await strict.me(half)).status == 403
    begun = await (await strict.post("/api/second-factor/app", {}, half)).json()
    app = App(strict, begun["secret"])
    done = await strict.post("/api/second-factor/app/confirm", {"code": app.shows()}, half)
    assert (await strict.me(cookie_of(done))).status == 200
    again = cookie_of(await by_password(strict))
    assert (await strict.post("/api/prove/recovery", {"code": given}, again)).status == 400


async def test_nobody_resets_their_own_and_nobody_but_a_lead_a_colleagues(strict: Desk) -> None:
    _app, worker, _codes = await with_app(strict)
    _lead_app, lead, _ = await with_app(strict, "lee@example.org", "lead")
    path = "/api/colleagues/reset-second-factor"
    own = await strict.post(path, {"worker": "2"}, lead)
    assert (own.status, await code(own)) == (403, "yourself")
    assert (await strict.post(path, {"worker": "99"}, lead)).status == 404
    assert (await strict.post(path, {"worker": "1; --"}, lead)).status == 404
    refused = await strict.post(path, {"worker": "2"}, worker)
    assert (refused.status, await code(refused)) == (403, "not_allowed")


async def test_a_revoked_worker_who_comes_back_sets_up_everything_anew(strict: Desk) -> None:
    _app, _cookie, codes = await with_app(strict)
    await strict.services.workers.revoke(EMAIL)
    half = await half_in(strict)
    assert (await strict.post("/api/prove/recovery", {"code": codes[0]}, half)).status == 400
    async with strict.services.database.read() as session:
        assert (await session.scalars(select(SecondFactor))).all() == []
