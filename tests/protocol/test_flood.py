"""A flood of new chats costs the flooder, and nobody else their help."""

import asyncio
from collections.abc import Awaitable, Callable
from ipaddress import ip_network

import aiohttp
import psutil

from helpline.public import socket as face
from helpline.puzzles import Challenge, solve
from tests.support import ORIGIN, Helpline
from tests.visitor import PATIENCE, Visitor

Start = Callable[..., Awaitable[Helpline]]

_MEGABYTE = 1024 * 1024


async def _from(
    helpline: Helpline, address: str, session: aiohttp.ClientSession | None = None
) -> Visitor:
    """A socket that a reverse proxy on this machine passes on."""
    connect = session.ws_connect if session else helpline.client.session.ws_connect
    socket = await connect(
        helpline.client.make_url("/chat"),
        headers={"Origin": ORIGIN, "X-Forwarded-For": address},
        protocols=["waymark.v1"],
        max_msg_size=0,
    )
    helpline.visitors.append(Visitor(socket))
    return helpline.visitors[-1]


async def _solves(visitor: Visitor, **fields: object) -> dict[str, object]:
    """A `hello` as a widget sends it: with the puzzle's answer if one is asked for."""
    frame = await visitor.hello(**fields)
    while frame["type"] == "challenge":
        assert (await visitor.receive())["code"] == "busy"
        challenge = Challenge(frame["challenge"], frame["bits"], frame["parts"])
        proof = await asyncio.to_thread(solve, challenge)
        frame = await visitor.hello(**fields, proof=proof)
    return frame


async def test_at_ordinary_load_nobody_meets_a_puzzle(helpline: Helpline) -> None:
    for _ in range(100):
        visitor = await helpline.connect()
        assert (await visitor.hello())["type"] == "welcome"
        await visitor.socket.close()


async def test_in_a_flood_a_new_chat_costs_a_puzzle_and_an_answer_opens_one(start: Start) -> None:
    helpline = await start(new_chats_each=3)
    for _ in range(3):
        await helpline.visitor()
    one = await helpline.connect()
    challenge = await one.hello()
    assert challenge["type"] == "challenge"
    # A client that knows no puzzles knows this.
    assert await one.receive() == {
        "type": "error",
        "code": "busy",
        "message": "Too many new conversations at once; try again in a moment.",
    }
    proof = solve(Challenge(challenge["challenge"], challenge["bits"], challenge["parts"]))
    assert (await one.hello(proof=proof))["type"] == "welcome"
    # The same answer opens no second chat, on any socket.
    two = await helpline.connect()
    assert (await two.hello(proof=proof))["type"] == "challenge"
    assert (await two.receive())["code"] == "busy"
    assert (await _solves(two))["type"] == "welcome"


async def test_numbers_leaving_and_an_open_chat_never_meet_a_puzzle(start: Start) -> None:
    helpline = await start(new_chats_each=1)
    first = await helpline.visitor()
    await first.send("words")
    words = (await first.next("words"))["words"]
    other = await helpline.connect()
    assert (await other.hello())["type"] == "challenge"
    # Going on, by token and by words; writing; leaving; the page.
    again = await helpline.connect()
    assert (await again.hello(token=first.token, after=0))["type"] == "welcome"
    assert (await again.say("is anybody there"))["seq"] > 0
    back = await helpline.connect()
    assert (await back.hello(words=words))["type"] == "welcome"
    left = await helpline.client.post("/exit", data=back.token.encode())
    assert left.status == 204
    assert (await helpline.client.get("/healthz")).status == 200
    assert (await helpline.client.get("/")).status == 503, "not built here, and not refused"


async def test_a_proof_belongs_to_a_new_chat_only(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    other = await helpline.connect()
    for fields in ({"token": visitor.token, "after": 0}, {"words": ["abandon"] * 6}):
        assert (await other.hello(**fields, proof="x"))["code"] == "bad_frame"


async def test_a_made_up_forwarded_address_neither_evades_nor_frames(start: Start) -> None:
    """No proxy is trusted here: everybody is who they are."""
    helpline = await start(new_chats_each=2)
    for number in range(2):
        assert (await (await _from(helpline, f"203.0.113.{number}")).hello())["type"] == "welcome"
    assert (await (await _from(helpline, "203.0.113.99")).hello())["type"] == "challenge"


async def test_behind_a_trusted_proxy_each_address_has_its_own_limit(start: Start) -> None:
    helpline = await start(new_chats_each=2, trusted_proxies=(ip_network("127.0.0.0/8"),))
    for number in range(2):
        flooder = await _from(helpline, f"198.51.100.{number}, 203.0.113.5")
        assert (await flooder.hello())["type"] == "welcome"
    assert (await (await _from(helpline, "198.51.100.9, 203.0.113.5")).hello())[
        "type"
    ] == "challenge"
    # Whose name was made up is not touched by it.
    assert (await (await _from(helpline, "198.51.100.0")).hello())["type"] == "welcome"


async def test_guessed_words_are_limited_by_the_same_caller(start: Start) -> None:
    helpline = await start(trusted_proxies=(ip_network("127.0.0.0/8"),))
    visitor = await helpline.visitor()
    await visitor.send("words")
    right = (await visitor.next("words"))["words"]
    guesser = await _from(helpline, "203.0.113.5")
    for _ in range(5):
        assert await guesser.hello(words=["abandon"] * 6) == {"type": "gone"}
    assert await (await _from(helpline, "203.0.113.5")).hello(words=right) == {"type": "gone"}
    assert (await (await _from(helpline, "203.0.113.6")).hello(words=right))["type"] == "welcome"


async def test_in_a_flood_somebody_who_needs_help_gets_in_and_is_heard(
    start: Start, scale: Callable[[int], int]
) -> None:
    """Half of the flooders never solve anything; half send answers that open nothing."""
    helpline = await start(
        new_chats=20, new_chats_each=5, trusted_proxies=(ip_network("127.0.0.0/8"),)
    )
    app = helpline.client.app
    assert app is not None
    before = psutil.Process().memory_info().rss
    flooding = asyncio.Event()
    welcomed = 0

    async def flood(number: int) -> None:
        nonlocal welcomed
        socket = await _from(helpline, f"203.0.113.{number % 40}", many)
        proof = None
        for _ in range(10):
            fields = {"proof": proof} if proof is not None and number % 2 else {}
            await socket.send("hello", audience="adult", language="en", **fields)
            frame = await socket.receive()
            if frame["type"] == "welcome":
                welcomed += 1
                return
            assert frame["type"] == "challenge"
            proof = ".".join([frame["challenge"], *["0"] * frame["parts"]])
            assert (await socket.receive())["code"] == "busy"
            flooding.set()

    # As many sockets at once as there are flooders: a session holds a hundred by itself.
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as many:
        waves = [asyncio.create_task(flood(number)) for number in range(scale(2000))]
        async with asyncio.timeout(PATIENCE):
            await flooding.wait()
        somebody = await _from(helpline, "198.51.100.7")
        assert (await _solves(somebody))["type"] == "welcome"
        ack = await somebody.say("he is outside my house")
        assert ack["seq"] > 0
        await asyncio.gather(*waves)

    # What was usual got in, and what ran down meanwhile; the rest paid nothing and got nothing.
    assert welcomed <= 60
    watched = app[face.NEW_CHATS]
    assert len(watched._puzzles) == 1
    assert len(watched._flood._callers) <= 41
    assert psutil.Process().memory_info().rss - before < 200 * _MEGABYTE
