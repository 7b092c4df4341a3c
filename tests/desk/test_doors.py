"""How workers get in, how long they stay in, and who is kept out."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, WSServerHandshakeError

from helpline.services.log.events import worker_topic
from tests.desk.desks import DESK_ORIGIN, PASSWORD, Desk, desk_on


async def code(answer: ClientResponse) -> str:
    body: dict[str, dict[str, str]] = await answer.json()
    assert body["error"]["message"]
    return body["error"]["code"]


async def test_an_enrolled_worker_signs_in_and_is_known(desk: Desk) -> None:
    await desk.enrolled("sam@example.org")
    answer = await desk.post("/api/sign-in", {"email": " Sam@Example.ORG ", "password": PASSWORD})
    assert answer.status == 200
    worker = (await answer.json())["worker"]
    assert (worker["name"], worker["role"]) == ("Sam", "worker")
    me = await desk.me(answer.cookies["waymark_desk"].value)
    assert (await me.json())["worker"] == worker


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(desk: Desk) -> None:
    await desk.enrolled()
    answer = await desk.post("/api/sign-in", {"email": "sam@example.org", "password": PASSWORD})
    cookie = answer.cookies["waymark_desk"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["max-age"]
    assert not cookie["domain"]


async def test_the_cookie_is_kept_only_as_a_hash(desk: Desk) -> None:
    cookie = await desk.enrolled()
    kept = b"".join(one.read_bytes() for one in _database_files(desk))
    assert b"sam@example.org" in kept
    assert cookie.encode() not in kept
    assert PASSWORD.encode() not in kept


def _database_files(desk: Desk) -> list[Path]:
    return list(desk.services.config.data_dir.glob("waymark.db*"))


async def test_an_enrolment_link_is_good_once(desk: Desk) -> None:
    link = await desk.services.workers.add("kit@example.org", "Kit", "lead")
    assert link.startswith(f"{DESK_ORIGIN}/#enrol=")
    body = {"token": link.partition("=")[2], "password": PASSWORD}
    answers = await asyncio.gather(*(desk.post("/api/enrol", body) for _ in range(3)))
    assert sorted(answer.status for answer in answers) == [200, 400, 400]
    refused = [answer for answer in answers if answer.status == 400]
    assert [await code(answer) for answer in refused] == ["link_used", "link_used"]


@pytest.mark.parametrize("weak", ["short", "eleven char", "kit.of.wales@example.org", ""])
async def test_a_weak_password_is_refused_and_the_link_stays_good(desk: Desk, weak: str) -> None:
    link = await desk.services.workers.add("kit.of.wales@example.org", "Kit", "worker")
    token = link.partition("=")[2]
    answer = await desk.post("/api/enrol", {"token": token, "password": weak})
    assert (answer.status, await code(answer)) == (400, "weak_password")
    again = await desk.post("/api/enrol", {"token": token, "password": PASSWORD})
    assert again.status == 200


async def test_a_local_link_signs_the_first_worker_in_once(desk: Desk) -> None:
    link = await desk.services.workers.local_link()
    token = link.removeprefix(f"{DESK_ORIGIN}/#link=")
    answer = await desk.post("/api/link", {"token": token})
    assert (await answer.json())["worker"]["role"] == "lead"
    again = await desk.post("/api/link", {"token": token})
    assert (again.status, await code(again)) == (400, "link_used")


async def test_an_enrolment_link_is_no_sign_in_link(desk: Desk) -> None:
    link = await desk.services.workers.add("kit@example.org", "Kit", "worker")
    answer = await desk.post("/api/link", {"token": link.partition("=")[2]})
    assert await code(answer) == "link_used"


async def test_no_sign_in_link_works_in_production(tmp_path: Path) -> None:
    async with desk_on(tmp_path) as local:
        link = await local.services.workers.local_link()
    async with desk_on(tmp_path, mode="production") as desk:
        answer = await desk.post("/api/link", {"token": link.partition("=")[2]})
        assert await code(answer) == "link_used"


async def test_wrong_password_and_unknown_address_get_one_answer(desk: Desk) -> None:
    await desk.enrolled("sam@example.org")
    await desk.services.workers.add("invited@example.org", "Kit", "worker")
    said = []
    for email in ("sam@example.org", "nobody@example.org", "invited@example.org", "not an address"):
        answer = await desk.post("/api/sign-in", {"email": email, "password": "another password"})
        said.append((answer.status, await answer.text()))
    assert len(set(said)) == 1
    assert said[0][0] == 401
    assert "wrong_sign_in" in said[0][1]


async def test_guessing_one_account_slows_that_account_and_no_other(desk: Desk) -> None:
    await desk.enrolled("sam@example.org")
    await desk.enrolled("kit@example.org")
    guess = {"email": "sam@example.org", "password": "a guess of twelve"}
    statuses = [(await desk.post("/api/sign-in", guess)).status for _ in range(7)]
    assert statuses[:5] == [401] * 5
    assert 429 in statuses[5:]
    colleague = await desk.post("/api/sign-in", {"email": "kit@example.org", "password": PASSWORD})
    assert colleague.status == 200


@pytest.mark.parametrize(
    "origin", [None, "null", "https://chat.example.org", DESK_ORIGIN + ".evil"]
)
async def test_another_sites_page_can_post_nothing(desk: Desk, origin: str | None) -> None:
    cookie = await desk.enrolled()
    for path in ("/api/sign-in", "/api/link", "/api/enrol", "/api/sign-out"):
        answer = await desk.post(path, {}, cookie, Origin=origin)
        assert (answer.status, await code(answer)) == (403, "wrong_origin"), path
    assert (await desk.me(cookie)).status == 200


async def test_a_form_cannot_pass_for_json(desk: Desk) -> None:
    answer = await desk.client.post(
        "/api/sign-in",
        data=b'{"email": "sam@example.org", "password": "x"}',
        headers={"Origin": DESK_ORIGIN, "Content-Type": "text/plain"},
    )
    assert (answer.status, await code(answer)) == (400, "bad_request")


async def test_a_body_of_another_shape_is_refused(desk: Desk) -> None:
    shapes: list[Any] = [[], {}, {"email": 1, "password": "x"}, {"email": "a", "x": 1}]
    for body in shapes:
        answer = await desk.post("/api/sign-in", body)
        assert (answer.status, await code(answer)) == (400, "bad_request"), body


async def test_a_session_ends_after_a_quarter_of_an_hour_without_a_sign(desk: Desk) -> None:
    cookie = await desk.enrolled()
    await desk.age_sessions(timedelta(minutes=14), "seen_at")
    assert (await desk.me(cookie)).status == 200
    await desk.age_sessions(timedelta(minutes=14), "seen_at")
    assert (await desk.me(cookie)).status == 200, "the request before was a sign of life"
    await desk.age_sessions(timedelta(minutes=16), "seen_at")
    answer = await desk.me(cookie)
    assert (answer.status, await code(answer)) == (401, "not_signed_in")


async def test_a_session_ends_after_eight_hours_whatever_happens(desk: Desk) -> None:
    cookie = await desk.enrolled()
    await desk.age_sessions(timedelta(hours=7, minutes=59), "created_at")
    assert (await desk.me(cookie)).status == 200
    await desk.age_sessions(timedelta(minutes=2), "created_at")
    assert (await desk.me(cookie)).status == 401


async def test_a_session_that_was_ended_does_not_come_back(desk: Desk) -> None:
    cookie = await desk.enrolled()
    await desk.age_sessions(timedelta(minutes=10), "seen_at")
    looks = [desk.me(cookie) for _ in range(8)]
    out = desk.post("/api/sign-out", None, cookie)
    await asyncio.gather(*looks[:4], out, *looks[4:])
    assert (await desk.me(cookie)).status == 401


async def test_signing_out_ends_the_session_and_its_sockets_only(desk: Desk) -> None:
    worker = await desk.helpline.worker()
    here, there = await desk.cookie_of(worker), await desk.cookie_of(worker)
    page, other = await desk.connect(here), await desk.connect(there)
    await page.board()
    await other.board()
    answer = await desk.post("/api/sign-out", None, here)
    assert answer.status == 204
    # At once: not only when the heart-beat finds out.
    async with asyncio.timeout(5):
        assert await page.closed() == 4001
    await other.send("ping")
    await other.next("pong")
    assert (await desk.me(there)).status == 200


async def test_an_open_page_is_closed_when_its_session_is_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpline.desk.socket.HEART_BEAT", 0.02)
    page = await desk.page()
    await desk.age_sessions(timedelta(hours=8), "created_at")
    assert await page.closed() == 4001


async def test_an_open_page_is_a_sign_of_life(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpline.desk.socket.HEART_BEAT", 0.02)
    cookie = await desk.enrolled()
    page = await desk.connect(cookie)
    await page.board()
    before = await desk.age_sessions(timedelta(minutes=10), "seen_at")
    async with asyncio.timeout(5):
        while await desk.age_sessions(timedelta(0), "seen_at") <= before:
            await page.pong()
    await page.pong()


async def test_a_revoked_worker_is_out_at_once(desk: Desk) -> None:
    cookie = await desk.enrolled("sam@example.org")
    page = await desk.connect(cookie)
    await page.board()
    await desk.services.workers.revoke("SAM@example.org")
    async with asyncio.timeout(5):
        assert await page.closed() == 4001
    assert (await desk.me(cookie)).status == 401
    answer = await desk.post("/api/sign-in", {"email": "sam@example.org", "password": PASSWORD})
    assert answer.status == 401


async def test_nobody_listens_any_more_when_a_page_is_closed(desk: Desk) -> None:
    worker = await desk.helpline.worker()
    page = await desk.connect(await desk.cookie_of(worker))
    await page.board()
    other = await desk.page("Kit")
    await page.socket.close()
    await other.board(presence={"on_shift": 1, "open_now": desk.services.hours.open_somewhere()})
    assert desk.services.events.heard_by(worker_topic(worker.id)) == 0


async def test_another_sites_page_opens_no_socket(desk: Desk) -> None:
    cookie = await desk.enrolled()
    for origin in (None, "https://chat.example.org", "null"):
        with pytest.raises(WSServerHandshakeError) as refused:
            await desk.connect(cookie, origin)
        assert refused.value.status == 403


async def test_without_a_session_there_is_no_socket(desk: Desk) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        await desk.connect("made-up")
    assert refused.value.status == 401


async def test_every_answer_carries_the_headers(desk: Desk) -> None:
    for path in ("/", "/api/me", "/api/nothing", "/healthz", "/assets/x.js"):
        answer = await desk.client.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "frame-ancestors 'none'" in policy, path
        assert answer.headers["Cache-Control"] == "no-store", path
        assert answer.headers["Referrer-Policy"] == "no-referrer", path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path


async def test_a_page_that_is_not_built_says_what_to_do(desk: Desk) -> None:
    answer = await desk.client.get("/")
    assert (answer.status, await code(answer)) == (503, "not_built")
    assert "make setup" in await answer.text()


async def test_the_built_page_and_its_files_are_served_and_nothing_beside_them(
    tmp_path: Path,
) -> None:
    built = tmp_path / "web" / "desk" / "dist"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<!doctype html><waymark-desk></waymark-desk>")
    (built / "assets" / "a1.js").write_text("export {}")
    (tmp_path / "web" / "secret.txt").write_text("not to be seen")
    async with desk_on(tmp_path, web_dir=tmp_path / "web") as desk:
        assert "<waymark-desk>" in await (await desk.client.get("/")).text()
        script = await desk.client.get("/assets/a1.js")
        assert (script.status, script.content_type) == (200, "text/javascript")
        for path in ("/assets/..%2f..%2f..%2fsecret.txt", "/assets/a2.js", "/index.html"):
            assert (await desk.client.get(path)).status == 404
