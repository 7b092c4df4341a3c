"""Every door and every frame, tried by everybody who is not named for it: none is let in."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import msgspec
import pytest
from aiohttp.test_utils import TestClient, TestServer

from helpline.access import DECLARED, STAFF, Role
from helpline.actions_door import make_actions_app
from helpline.desk.app import make_desk_app
from helpline.desk.frames import DESK_TYPES
from helpline.public.app import make_public_app
from helpline.public.frames import CLIENT_TYPES
from helpline.services.workers.sessions import WorkerSessions
from tests.access.matrix import faces
from tests.desk.desks import DESK_ORIGIN, Desk, Page
from tests.fake_engine import TOKEN
from tests.support import ORIGIN
from tests.visitor import Visitor

_MAKERS = {"public": make_public_app, "desk": make_desk_app, "actions": make_actions_app}
_ORIGINS = {"public": ORIGIN, "desk": DESK_ORIGIN, "actions": ""}
_DOORS = [(face, door) for face, doors in faces().items() for door in doors]


def _subject(face: str, path: str) -> str:
    """Doors of one subject are tried at one helpline: it is refused everywhere, so nothing changes
    between two of them."""
    first, _, rest = path.strip("/").partition("/")
    return f"{face} {rest.partition('/')[0] if first == 'api' else first}"


_SUBJECTS: dict[str, list[tuple[str, Any]]] = {}
for _face, _door in _DOORS:
    _SUBJECTS.setdefault(_subject(_face, _door.path), []).append((_face, _door))


def minimal(kind: type[msgspec.Struct], **known: Any) -> dict[str, Any]:
    """The smallest frame of this type that its own socket takes."""
    frame: dict[str, Any] = {"type": kind.__struct_config__.tag}
    for one in msgspec.structs.fields(kind):
        if one.name in known:
            frame[one.name] = known[one.name]
        elif one.required:
            frame[one.name] = _value(one.type)
    return frame


def _value(wanted: Any) -> Any:
    wanted = typing.get_args(wanted)[0] if typing.get_origin(wanted) is typing.Annotated else wanted
    if typing.get_origin(wanted) in {types.UnionType, typing.Union}:
        return _value(typing.get_args(wanted)[0])
    if typing.get_origin(wanted) is typing.Literal:
        return typing.get_args(wanted)[0]
    if typing.get_origin(wanted) is dict:
        return {}
    return {str: "x", int: 1, bool: True}[wanted]


@asynccontextmanager
async def _at(desk: Desk, face: str) -> AsyncIterator[TestClient[Any, Any]]:
    app = _MAKERS[face](desk.services)
    async with TestClient(TestServer(app), cookie_jar=aiohttp.DummyCookieJar()) as client:
        yield client


async def _headers_of(desk: Desk, role: Role) -> dict[str, str]:
    """What somebody of this role brings along: all they have, on whatever face."""
    if role is Role.VISITOR:
        token = (await desk.services.conversations.open("adult", "en", None)).token
        return {"Cookie": f"waymark_desk={token}", "Authorization": f"Bearer {token}"}
    if role in {*STAFF, Role.SIGNING_IN}:
        cookie = await _cookie_of(desk, role)
        return {"Cookie": f"waymark_desk={cookie}", "Authorization": f"Bearer {cookie}"}
    if role is Role.SERVICE:
        return {"Cookie": f"waymark_desk={TOKEN}", "Authorization": f"Bearer {TOKEN}"}
    return {}


async def _cookie_of(desk: Desk, role: Role) -> str:
    """A fresh session of somebody of that role; of who has still to prove a second factor, one
    that has come as far as a password."""
    if role is not Role.SIGNING_IN:
        return await desk.cookie_of(await desk.helpline.worker(role=role.value))
    worker = await desk.helpline.worker(role="lead")
    sessions = WorkerSessions(desk.services.database)
    async with desk.services.database.write() as session:
        return await sessions.begin(session, worker.id, stage="second")


@pytest.mark.parametrize("subject", _SUBJECTS)
async def test_a_door_opens_for_nobody_but_who_is_named(desk: Desk, subject: str) -> None:
    doors = _SUBJECTS[subject]
    async with _at(desk, doors[0][0]) as client:
        for face, door in doors:
            await _opens_for_nobody_else(desk, client, face, door)


async def _opens_for_nobody_else(
    desk: Desk, client: TestClient[Any, Any], face: str, door: Any
) -> None:
    path = re.sub(r"\{\w+\}", "a1", door.path.replace("{name}", "a.js"))
    who = f"{door.method} {door.path}"
    tried = 0
    assert client.app is not None
    assert client.app[DECLARED][door.method, door.path] == door.access, who
    for role in Role:
        headers = {**await _headers_of(desk, role), "Origin": _ORIGINS[face]}
        if Role.ANYONE not in door.access.roles and role not in door.access.roles:
            answer = await client.request(door.method, path, headers=headers, json={})
            assert answer.status in {401, 403}, (who, role)
            tried += 1
        elif door.access.fresh:
            await desk.lets_proofs_grow_old()
            answer = await client.request(door.method, path, headers=headers, json={})
            refusal = (answer.status, (await answer.json())["error"]["code"])
            assert refusal == (403, "confirm_first"), (who, role)
            tried += 1
        if door.access.own_page:
            for origin in (None, "null", "https://evil.example", *_others(face)):
                given = {**headers, "Origin": origin}
                sent = {name: value for name, value in given.items() if value is not None}
                answer = await client.request(door.method, path, headers=sent, json={})
                assert answer.status == 403, (who, role, origin)
                tried += 1
    assert tried or (Role.ANYONE in door.access.roles and not door.access.own_page), who


def _others(face: str) -> list[str]:
    return [origin for name, origin in _ORIGINS.items() if name != face and origin]


async def _refused(visitor: Visitor, frame: dict[str, Any]) -> str:
    """The code of the refusal; fails if it was taken."""
    kind = frame.pop("type")
    await visitor.send(kind, **frame)
    return str((await visitor.next("error"))["code"])


@pytest.mark.parametrize("name", CLIENT_TYPES)
async def test_a_visitors_frame_is_taken_from_nobody_else(desk: Desk, name: str) -> None:
    kind = CLIENT_TYPES[name]
    if Role.ANYONE not in kind.access.roles:
        stranger = await desk.helpline.connect()
        assert await _refused(stranger, minimal(kind)) == "not_open"
    for role in ("worker", "lead"):
        page = await desk.page(role=role)
        if name not in DESK_TYPES:
            assert await _refused(page, minimal(kind)) == "unknown_type"
        elif minimal(kind) != minimal(DESK_TYPES[name]):
            assert await _refused(page, minimal(kind)) == "bad_frame"
        await page.socket.close()


@pytest.mark.parametrize("name", DESK_TYPES)
async def test_a_workers_frame_is_taken_from_nobody_else(desk: Desk, name: str) -> None:
    kind = DESK_TYPES[name]
    conversation = await desk.waiting()
    frame = minimal(kind, conversation=conversation)
    stranger = await desk.helpline.connect()
    visitor = await desk.helpline.visitor()
    if frame != minimal(CLIENT_TYPES[name]) if name in CLIENT_TYPES else True:
        assert await _refused(stranger, dict(frame)) in {"unknown_type", "bad_frame", "not_open"}
        assert await _refused(visitor, dict(frame)) in {"unknown_type", "bad_frame"}
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await desk.connect(visitor.token)
    assert refused.value.status == 401


@pytest.mark.parametrize("name", DESK_TYPES)
async def test_a_workers_frame_is_taken_from_no_role_that_is_not_named(
    desk: Desk, name: str
) -> None:
    conversation = await desk.waiting()
    before = len(await desk.helpline.lines(conversation))
    board = _ROLES_WITH_A_BOARD
    for role in sorted(board - DESK_TYPES[name].access.roles):
        page = await desk.page(role=role.value)
        frame = minimal(DESK_TYPES[name], conversation=conversation)
        assert await _refused(page, frame) == "not_yours"
    assert len(await desk.helpline.lines(conversation)) == before
    # Nobody without a board has a socket to send a frame on.
    assert DESK_TYPES[name].access.roles <= board
    for role in (Role.CONTENT_EDITOR, Role.AUDITOR, Role.SIGNING_IN):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await desk.connect(await _cookie_of(desk, role))
        assert refused.value.status == 403


_ROLES_WITH_A_BOARD = frozenset({Role.WORKER, Role.LEAD})
_OWN = [name for name, kind in DESK_TYPES.items() if kind.own_chat]


@pytest.mark.parametrize("name", _OWN)
async def test_a_chat_is_acted_on_by_nobody_but_its_worker(desk: Desk, name: str) -> None:
    assert len(_OWN) >= 5
    conversation = await desk.waiting()
    theirs = await desk.page("Kit")
    await theirs.take(conversation)
    other, lead = await desk.page("Sam"), await desk.page("Lee", role="lead")
    frame = minimal(DESK_TYPES[name], conversation=conversation)
    before = len(await desk.helpline.lines(conversation))
    for page in (other,) if name == "open" else (other, lead):
        if name == "typing":
            await _typing_does_nothing(page, frame)
        else:
            assert await _refused(page, dict(frame)) == "not_yours"
    assert len(await desk.helpline.lines(conversation)) == before
    if name == "open":
        await lead.open(conversation)
        assert ("open", conversation) in await desk.audit()


async def _typing_does_nothing(page: Page, frame: dict[str, Any]) -> None:
    """It is never answered; what counts is that nobody is told."""
    events = page.seen
    await page.send("typing", conversation=frame["conversation"])
    await page.pong()
    assert not [one for one in events if one["type"] == "typing"]
