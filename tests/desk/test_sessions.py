"""One's own sessions: seen, ended one by one or all at once, and their sockets with them."""

import asyncio
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import WSMsgType

from helpline.models import Worker
from helpline.services.workers.accounts import Workers
from helpline.services.workers.sessions import WorkerSessions
from tests.desk.desks import DESK_ORIGIN, Desk, desk_on

AT_ONCE = 1.0


async def security(desk: Desk, cookie: str) -> dict[str, Any]:
    answer = await desk.client.get("/api/security", headers={"Cookie": f"waymark_desk={cookie}"})
    found: dict[str, Any] = await answer.json()
    return found


@pytest.fixture
async def sam(desk: Desk) -> Worker:
    return await desk.helpline.worker()


async def test_i_see_where_i_am_signed_in_and_nobody_elses(desk: Desk, sam: Worker) -> None:
    here, _there = await desk.cookie_of(sam), await desk.cookie_of(sam)
    await desk.cookie_of(await desk.helpline.worker("Kit"))
    sessions = (await security(desk, here))["sessions"]
    assert sorted(one["this"] for one in sessions) == [False, True]
    assert here not in str(sessions)


async def test_ending_one_session_closes_its_sockets_and_no_others(desk: Desk, sam: Worker) -> None:
    here, there = await desk.cookie_of(sam), await desk.cookie_of(sam)
    mine, other = await desk.connect(here), await desk.connect(there)
    await mine.board()
    await other.board()
    (lost,) = [one for one in (await security(desk, here))["sessions"] if not one["this"]]
    assert (await desk.post("/api/sessions/end", {"id": lost["id"]}, here)).status == 204
    async with asyncio.timeout(AT_ONCE):
        assert await other.closed() == 4001
    assert (await desk.me(there)).status == 401
    await mine.pong()
    assert (await desk.post("/api/sessions/end", {"id": lost["id"]}, here)).status == 404


async def test_nobody_ends_somebody_elses_session(desk: Desk, sam: Worker) -> None:
    mine = await desk.cookie_of(sam)
    kit = await desk.cookie_of(await desk.helpline.worker("Kit"))
    (theirs,) = (await security(desk, kit))["sessions"]
    assert (await desk.post("/api/sessions/end", {"id": theirs["id"]}, mine)).status == 404
    assert (await desk.me(kit)).status == 200


async def test_signing_out_everywhere_closes_every_socket_within_a_second(
    desk: Desk, sam: Worker
) -> None:
    cookies = [await desk.cookie_of(sam) for _ in range(3)]
    pages = [await desk.connect(cookie) for cookie in cookies for _ in range(2)]
    for page in pages:
        await page.board()
    kit = await desk.page("Kit")
    began = time.monotonic()
    assert (await desk.post("/api/sessions/end-all", {}, cookies[0])).status == 204
    closed = await asyncio.gather(*(page.closed() for page in pages))
    assert time.monotonic() - began < AT_ONCE
    assert closed == [4001] * 6
    assert [(await desk.me(cookie)).status for cookie in cookies] == [401] * 3
    await kit.pong()
    assert ("session_end_all", "") in await desk.audit()


async def test_a_session_ended_by_another_process_closes_its_sockets_at_the_next_look(
    desk: Desk, sam: Worker
) -> None:
    """`python -m helpline worker revoke` has no way to this process but the database."""
    page, kit = await desk.connect(await desk.cookie_of(sam)), await desk.page("Kit")
    await page.board()
    elsewhere = Workers(
        desk.services.config, desk.services.database, WorkerSessions(desk.services.database)
    )
    await elsewhere.revoke(sam.email)
    await desk.services.access.watch.look()
    async with asyncio.timeout(AT_ONCE):
        assert await page.closed() == 4001
    await kit.pong()


async def test_another_role_ends_what_was_open_in_the_old_one(desk: Desk, sam: Worker) -> None:
    cookie = await desk.cookie_of(sam)
    page = await desk.connect(cookie)
    await page.board()
    await desk.services.workers.change_role(sam.email, "auditor")
    async with asyncio.timeout(AT_ONCE):
        assert await page.closed() == 4001
    assert (await desk.me(cookie)).status == 401
    answer = await desk.client.get(
        "/api/content", headers={"Cookie": f"waymark_desk={await desk.cookie_of(sam)}"}
    )
    assert answer.status == 403


async def test_the_limits_are_settings(tmp_path: Path) -> None:
    async with desk_on(tmp_path, session_idle_minutes=5.0, session_hours=1.0) as desk:
        cookie = await desk.cookie_of(await desk.helpline.worker())
        await desk.age_sessions(timedelta(minutes=4), "seen_at")
        assert (await desk.me(cookie)).status == 200
        await desk.age_sessions(timedelta(minutes=6), "seen_at")
        assert (await desk.me(cookie)).status == 401
        cookie = await desk.cookie_of(await desk.helpline.worker("Kit"))
        await desk.age_sessions(timedelta(minutes=61), "created_at")
        assert (await desk.me(cookie)).status == 401


async def watching(desk: Desk, cookie: str) -> Any:
    return await desk.client.ws_connect(
        "/watch",
        headers={"Cookie": f"waymark_desk={cookie}", "Origin": DESK_ORIGIN},
        protocols=["waymark.watch.v1"],
    )


@pytest.mark.parametrize("role", ["content_editor", "auditor"])
async def test_a_page_without_a_board_learns_at_once_that_its_session_is_over(
    desk: Desk, role: str
) -> None:
    cookie = await desk.cookie_of(await desk.helpline.worker(role=role))
    socket = await watching(desk, cookie)
    assert (await desk.post("/api/sessions/end-all", {}, cookie)).status == 204
    async with asyncio.timeout(AT_ONCE):
        message = await socket.receive()
    assert message.type in {WSMsgType.CLOSE, WSMsgType.CLOSED}
    assert socket.close_code == 4001


async def test_a_page_that_is_only_left_open_is_no_sign_of_life(desk: Desk) -> None:
    cookie = await desk.cookie_of(await desk.helpline.worker(role="auditor"))
    socket = await watching(desk, cookie)
    await desk.age_sessions(timedelta(minutes=16), "seen_at")
    await desk.services.access.watch.look()
    async with asyncio.timeout(AT_ONCE):
        await socket.receive()
    assert socket.close_code == 4001


async def test_after_a_claim_nobody_else_sees_the_chat_within_a_second(desk: Desk) -> None:
    """But a lead, and that is noted. Whoever had it before loses it at once."""
    had, has = await desk.page("Had"), await desk.page("Has")
    lead = await desk.page("Lee", role="lead")
    conversation = await desk.waiting()
    await had.take(conversation)
    await desk.helpline.set(conversation, owner="waiting", worker_id=None)
    began = time.monotonic()
    await has.send("take", conversation=conversation)
    await has.next("taken", conversation=conversation)
    await has.open(conversation)
    await had.board(mine=[], waiting=[])
    assert time.monotonic() - began < AT_ONCE
    await lead.open(conversation)
    await desk.say(conversation, "only for who has it now")
    await has.entry(says="only for who has it now")
    await lead.entry(says="only for who has it now")
    await had.send("open", conversation=conversation, after=0)
    assert (await had.next("error"))["code"] == "not_yours"
    assert not [frame for frame in had.entries if frame.get("text") == "only for who has it now"]
    assert ("open", conversation) in await desk.audit()
