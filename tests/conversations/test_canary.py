"""One whole journey with every log at its loudest, then a search of all that is left behind.

What is searched for was said by visitor and worker, was typed into wrong places, or came with the
connection: address, forwarded address, browser, token, return words.
"""

from __future__ import annotations

import asyncio
import base64
import urllib.parse
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.stack import Stack
from tests.visitor import Visitor

_FROM = "127.99.88.77"
_FORWARDED = "203.0.113.199"
_BROWSER = "CanaryBrowser/7.31"
#: A word that nobody else uses, for each place where somebody can put one.
_WORDS = {
    name: f"zq{name}finchzq"
    for name in (
        "message", "danger", "brief", "worker", "note", "handback", "after",
        "fallback", "wrongframe", "query", "path", "header", "password", "beacon",
        "webhook", "malformed", "restart", "origin", "reason", "unsafe", "cannot_wait",
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def loud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Both processes, saying all they ever would."""
    stack = Stack(
        tmp_path_factory.mktemp("loud"),
        {
            "WAYMARK_ALWAYS_ON_SHIFT": "1",
            "WAYMARK_LOG_LEVEL": "debug",
            "WAYMARK_TRUSTED_PROXIES": "127.0.0.0/8",
            "PYTHONASYNCIODEBUG": "1",
            "PYTHONDEVMODE": "1",
        },
    )
    stack.engine_options = ("--debug",)
    try:
        stack.start()
        yield stack
    finally:
        stack.stop()


def _public(stack: Stack) -> str:
    return f"http://127.0.0.1:{stack.public_port}"


@asynccontextmanager
async def _browser() -> AsyncIterator[aiohttp.ClientSession]:
    """Somebody's browser, from an address and with a name that can be told from all others."""
    connector = aiohttp.TCPConnector(local_addr=(_FROM, 0))
    headers = {"User-Agent": _BROWSER, "X-Forwarded-For": _FORWARDED}
    async with aiohttp.ClientSession(connector=connector, headers=headers) as session:
        yield session


async def _chat(session: aiohttp.ClientSession, stack: Stack) -> Visitor:
    socket = await session.ws_connect(
        f"{_public(stack)}/chat",
        headers={"Origin": _public(stack)},
        protocols=("waymark.v1",),
        max_msg_size=0,
    )
    return Visitor(socket)


async def _desk(session: aiohttp.ClientSession, stack: Stack) -> Visitor:
    """The first worker, by the link that `make run` prints."""
    address = f"http://127.0.0.1:{stack.desk_port}"
    link = (await stack.run("worker", "link")).strip()
    answer = await session.post(
        f"{address}/api/link",
        json={"token": link.partition("#link=")[2]},
        headers={"Origin": address},
    )
    assert answer.status == 200
    cookie = answer.cookies["waymark_desk"].value
    socket = await session.ws_connect(
        f"{address}/desk",
        headers={"Origin": address, "Cookie": f"waymark_desk={cookie}"},
        protocols=("waymark.desk.v1",),
        max_msg_size=0,
    )
    return Visitor(socket)


async def _wrong_places(session: aiohttp.ClientSession, stack: Stack) -> None:
    """Everything that people and programs put where it does not belong."""
    public, desk = _public(stack), f"http://127.0.0.1:{stack.desk_port}"
    actions = f"http://127.0.0.1:{stack.environment['WAYMARK_ACTIONS_PORT']}"
    await session.get(f"{public}/?q={_WORDS['query']}")
    await session.get(f"{public}/{_WORDS['path']}/x?token={_WORDS['query']}")
    await session.get(f"{public}/", headers={"Referer": f"https://{_WORDS['header']}.example"})
    await session.get(f"{public}/chat", headers={"Origin": f"https://{_WORDS['origin']}.example"})
    await session.post(f"{public}/exit", data=f"{{{_WORDS['beacon']}".encode())
    sign_in = {"email": "lee@example.org", "password": _WORDS["password"]}
    await session.post(f"{desk}/api/sign-in", json=sign_in, headers={"Origin": desk})
    bearer = {"Authorization": f"Bearer {stack.environment['WAYMARK_ENGINE_TOKEN']}"}
    for body in (f'{{"next_action": "{_WORDS["webhook"]}"}}', f'{{"{_WORDS["webhook"]}'):
        await session.post(f"{actions}/webhook", data=body.encode(), headers=bearer)
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", stack.public_port, local_addr=(_FROM, 0)
    )
    writer.write(f"GET /{_WORDS['malformed']} HTTP/9.9\r\n{_WORDS['malformed']}\r\n\r\n".encode())
    await reader.read()
    writer.close()
    frames = await _chat(session, stack)
    word = _WORDS["wrongframe"]
    for data in (f"{{{word}", f'{{"type":"{word}"}}', f'{{"type":"say","id":"{word}","text":1}}'):
        await frames.socket.send_str(data)
        await frames.next("error")
    await frames.socket.send_str(word * 3000)
    await frames.closed()


async def _journey(stack: Stack) -> dict[str, str]:
    """Assistant, danger, handoff, worker, hand back, close, return words, exit, crashes. Gives what
    was handed out on the way."""
    given: dict[str, str] = {}
    async with _browser() as session:
        visitor = await _chat(session, stack)
        assert (await visitor.hello())["type"] == "welcome"
        given["token"] = visitor.token
        await visitor.say(f"my ex {_WORDS['message']} keeps turning up outside my work")
        await visitor.next("entry", author="assistant")
        await visitor.send("words")
        words = (await visitor.next("words"))["words"]
        given["return words"] = " ".join(words)
        await visitor.say("can i talk to someone real")
        await visitor.next("owner", owner="waiting")
        await visitor.had("entry", kind="brief", author="service")
        await visitor.send(
            "brief", id="b1", agree=True, history=True, parts={"happening": _WORDS["brief"]}
        )
        await visitor.next("ack", id="b1")

        desk = await _desk(session, stack)
        board = await desk.next("desk")
        while not board["waiting"]:
            board = await desk.next("desk")
        chat = board["waiting"][0]["conversation"]
        await desk.send("take", conversation=chat)
        await desk.next("taken")
        await desk.send("open", conversation=chat, after=0)
        await desk.send("say", conversation=chat, id="w1", text=f"Hello {_WORDS['worker']}")
        await visitor.next("entry", says=_WORDS["worker"])
        await desk.send(
            "override",
            conversation=chat,
            id="o1",
            risk="immediate_danger",
            reason=_WORDS["reason"],
            telling_is_unsafe=_WORDS["unsafe"],
            cannot_wait=_WORDS["cannot_wait"],
        )
        await desk.next("opened", told=False)
        await visitor.say(f"hes outside my door with a knife {_WORDS['danger']}")
        alerts = [frame for frame in desk.seen if frame["type"] == "desk" and frame["alerts"]]
        board = alerts[-1] if alerts else await desk.next("desk")
        while not board["alerts"]:
            board = await desk.next("desk")
        await desk.send(
            "review", alert=board["alerts"][0]["id"], action="called_999", note=_WORDS["note"]
        )
        await desk.send("hand_back", conversation=chat)
        await visitor.next("owner", owner="assistant")
        await visitor.say(f"are you still there {_WORDS['handback']}")
        await visitor.next("entry", author="assistant")
        await visitor.say("i want to talk to a person again")
        await visitor.next("owner", owner="waiting")
        await desk.send("take", conversation=chat)
        await desk.next("taken")
        await desk.send(
            "close", conversation=chat, outcome="advised", note=f"{_WORDS['note']} closed"
        )
        await visitor.next("entry", kind="closed")
        await _wrong_places(session, stack)

        beacon = await session.post(f"{_public(stack)}/exit", data=visitor.token.encode())
        assert beacon.status == 204
        back = await _chat(session, stack)
        assert (await back.hello(words=words))["type"] == "welcome"
        given["second token"] = back.token
        await back.say(f"it is me {_WORDS['after']}")

        stack.kill("engine")
        other = await _chat(session, stack)
        await other.hello()
        given["third token"] = other.token
        await other.say(f"they text me all night {_WORDS['fallback']}")
        await other.next("entry", kind="safety")
        # What a crash leaves on the disk, before anything tidies up.
        await other.say(f"and they follow me {_WORDS['restart']}")
        stack.kill("helpline")
    return given


def _forms(text: str) -> Iterator[bytes]:
    """A text as it might lie in a file."""
    raw = text.encode()
    yield raw
    yield text.encode("utf-16-le")
    yield raw.hex().encode()
    yield urllib.parse.quote(text, safe="").encode()
    for shift in range(3):
        # Without the ends, which depend on what stands beside it.
        yield base64.b64encode(b"\0" * shift + raw)[4:-4]
        yield base64.urlsafe_b64encode(b"\0" * shift + raw)[4:-4]


def _found(folder: Path, named: dict[str, str], more: bytes = b"") -> set[tuple[str, str]]:
    """Which of them are in which file."""
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    contents = {name: path.read_bytes().lower() for name, path in files.items()}
    contents["metrics"] = more.lower()
    return {
        (name, what)
        for what, text in named.items()
        for form in {form.lower() for form in _forms(text)}
        for name, content in contents.items()
        if form in content
    }


async def test_nothing_of_a_whole_journey_is_left_in_any_log_store_or_count(loud: Stack) -> None:
    given = await _journey(loud)
    words = given.pop("return words").split()
    named = {
        **_WORDS,
        **given,
        "address": _FROM,
        "forwarded address": _FORWARDED,
        "browser": _BROWSER,
        **{
            f"return words {index} joined by {joint!r}": joint.join(words[index : index + 2])
            for index in range(5)
            for joint in (" ", ",", '","', '", "')
        },
    }
    after_crash = _found(loud.folder, named)
    assert after_crash == set()

    loud.start("helpline")
    loud.start("engine")
    async with _browser() as session:
        again = await _chat(session, loud)
        token = given["third token"]
        assert (await again.hello(token=token, after=0))["type"] == "welcome"
        await again.say(f"back after the crash {_WORDS['restart']}")
        await again.send("exit")
        await again.closed()
        actions = f"http://127.0.0.1:{loud.environment['WAYMARK_ACTIONS_PORT']}"
        metrics = await (await session.get(f"{actions}/metrics")).read()
    loud.stop()
    assert _found(loud.folder, named, metrics) == set()

    # The search finds what is there: or all of the above would mean nothing.
    assert ("helpline.log", "told") in _found(loud.folder, {"told": "face.listens"})
    mark = f"zq{uuid.uuid4().hex}"
    for text in (mark, f"xx{mark}yyy"):
        for form in (text.encode("utf-16-le"), base64.b64encode(text.encode())):
            (loud.folder / "control").write_bytes(form)
            assert _found(loud.folder, {"control": mark})


def test_each_file_of_the_helpline_was_looked_at(loud: Stack) -> None:
    names = {path.name for path in loud.folder.rglob("*") if path.is_file()}
    assert {"waymark.db", "keys.db", "engine.db", "helpline.log", "engine.log"} <= names
