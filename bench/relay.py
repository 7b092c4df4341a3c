"""Between two people: how long a message takes from a visitor's socket to their worker's, and back,
while many chats are live.

Everything is on as in service: both sides over their real sockets, each message sealed and kept
before it is passed on, the visitor's read beside it, every take and look in the audit trail. The
messages come at a steady pace, whatever the service makes of the ones before (an open loop), so a
stall is felt by all that fall into it.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bench.messages import Message
from bench.plan import Plan
from bench.processes import Service
from bench.table import Target
from bench.timing import quantile
from bench.visitors import NoAnswer

P50_MS, P99_MS = 5.0, 30.0
EACH_HAS = 10  # chats a worker has at once: as many as a lead can set
_PASSWORD = "a long walk by the canal"
_PATIENCE = 30.0


@dataclass
class Relay:
    """What was measured: seconds from one socket to the other."""

    chats: int
    pace: float
    to_worker: list[float] = field(default_factory=list)
    to_visitor: list[float] = field(default_factory=list)

    @property
    def all(self) -> list[float]:
        return [*self.to_worker, *self.to_visitor]


class Line:
    """One socket, always read; whoever waits for a text or a kind of frame is told when it came."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._awaited: dict[str, asyncio.Future[float]] = {}
        self._frames: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._reading = asyncio.create_task(self._read())

    async def send(self, kind: str, **fields: Any) -> None:
        await self._socket.send_str(json.dumps({"type": kind, **fields}))

    def awaits(self, text: str) -> asyncio.Future[float]:
        """When an entry with this text has come."""
        self._awaited[text] = asyncio.get_running_loop().create_future()
        return self._awaited[text]

    async def until(self, kind: str, **wanted: Any) -> dict[str, Any]:
        """The next frame of this type with these fields. NoAnswer if it does not come."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                while True:
                    frame = await self._frames.get()
                    if frame["type"] == kind and wanted.items() <= frame.items():
                        return frame
        raise NoAnswer(f"no {kind}")

    async def close(self) -> None:
        self._reading.cancel()
        await self._socket.close()

    async def _read(self) -> None:
        async for received in self._socket:
            if received.type is not aiohttp.WSMsgType.TEXT:
                continue
            came = time.perf_counter()
            frame: dict[str, Any] = json.loads(received.data)
            done = self._awaited.pop(frame.get("text") or "", None)
            if done is not None and not done.done():
                done.set_result(came)
            # While the pace runs nobody looks at the others: only the last ones are of use.
            if self._frames.qsize() > 50:
                self._frames.get_nowait()
            self._frames.put_nowait(frame)


@dataclass(frozen=True)
class Chat:
    """A visitor and their worker."""

    conversation: str
    visitor: Line
    worker: Line


async def measure(
    session: aiohttp.ClientSession, service: Service, plan: Plan, messages: Sequence[Message]
) -> Relay:
    """Hires workers, fills their hands, and lets all of them talk."""
    hired = -(-plan.live // EACH_HAS)
    links = await asyncio.gather(*(_link(service, number) for number in range(hired)))
    workers = [await _sits_down(session, service, link) for link in links]
    chats = []
    for number in range(plan.live):
        known = {chat.conversation for chat in chats}
        chats.append(await _meet(session, service, workers[number % hired], known))
    relay = Relay(plan.live, plan.pace)
    await _talk(chats, messages, plan, relay)
    for line in (*(chat.visitor for chat in chats), *workers):
        await line.close()
    return relay


async def _link(service: Service, number: int) -> str:
    said = await service.command(
        "worker", "add", f"w{number}@example.org", "--name", f"W {number}", "--role", "worker"
    )
    return said.strip().splitlines()[-1].partition("enrol=")[2]


async def _sits_down(session: aiohttp.ClientSession, service: Service, token: str) -> Line:
    """A new worker enrols and opens the desk."""
    own = {"Origin": service.desk}
    enrolment = {"token": token, "password": _PASSWORD}
    async with session.post(f"{service.desk}/api/enrol", json=enrolment, headers=own) as answer:
        if answer.status != 200:
            raise NoAnswer(f"enrol {answer.status}")
        cookie = answer.cookies["waymark_desk"].value
    socket = await session.ws_connect(
        f"{service.desk}/desk",
        protocols=("waymark.desk.v1",),
        headers={**own, "Cookie": f"waymark_desk={cookie}"},
        max_msg_size=0,
    )
    line = Line(socket)
    await line.until("desk")
    return line


async def _meet(
    session: aiohttp.ClientSession, service: Service, worker: Line, known: set[str]
) -> Chat:
    """A visitor asks for a person, and this worker takes them. One after another, so that it is
    known who has whom; boards of before still show who was met already (`known`)."""
    socket = await session.ws_connect(
        f"{service.public}/chat", protocols=("waymark.v1",), origin=service.public
    )
    visitor = Line(socket)
    await visitor.send("hello", audience="adult", language="en")
    await visitor.until("owner", owner="assistant")
    await visitor.send("say", id="asks", text="can i talk to someone real")
    await visitor.until("owner", owner="waiting")
    conversation = ""
    while not conversation:
        board = await worker.until("desk")
        waiting = {str(row["conversation"]) for row in board["waiting"]} - known
        conversation = next(iter(waiting), "")
    await worker.send("take", conversation=conversation)
    await worker.until("taken", conversation=conversation)
    await worker.send("open", conversation=conversation, after=0)
    await visitor.until("owner", owner="worker")
    return Chat(conversation, visitor, worker)


async def _talk(chats: list[Chat], messages: Sequence[Message], plan: Plan, relay: Relay) -> None:
    """At the plan's pace; whose turn it is is drawn, the same in each run."""
    draw = random.Random(7)  # noqa: S311 - which chat speaks next is no secret
    began = time.perf_counter()
    under_way = []
    for number in range(plan.passed_on):
        await asyncio.sleep(max(0.0, began + number / plan.pace - time.perf_counter()))
        chat, message = draw.choice(chats), messages[number % len(messages)]
        text = f"{message.text} {number}"
        outward = draw.random() < 0.5
        work = _pass(chat, text, number, to_worker=outward)
        times = relay.to_worker if outward else relay.to_visitor
        under_way.append(asyncio.create_task(_timed(work, times)))
    await asyncio.gather(*under_way)


async def _timed(work: Any, times: list[float]) -> None:
    times.append(await work)


async def _pass(chat: Chat, text: str, number: int, *, to_worker: bool) -> float:
    """Seconds from sending until the entry is at the other side."""
    arrived = (chat.worker if to_worker else chat.visitor).awaits(text)
    began = time.perf_counter()
    if to_worker:
        await chat.visitor.send("say", id=f"r{number}", text=text)
    else:
        await chat.worker.send("say", conversation=chat.conversation, id=f"r{number}", text=text)
    try:
        async with asyncio.timeout(_PATIENCE):
            return await arrived - began
    except TimeoutError:
        raise NoAnswer("a message did not get to the other side") from None


def relay_table(relay: Relay) -> list[str]:
    """Both ways, and together."""
    lines = [
        f"| between two people, {relay.chats} live chats | messages | p50 ms | p95 ms | p99 ms |",
        "|---|---|---|---|---|",
    ]
    for name, seconds in (
        (f"visitor to worker, {relay.pace:g} messages/s in all", relay.to_worker),
        ("worker to visitor", relay.to_visitor),
        ("both", relay.all),
    ):
        waits = " | ".join(f"{quantile(seconds, share) * 1000:.1f}" for share in (0.5, 0.95, 0.99))
        lines.append(f"| {name} | {len(seconds)} | {waits} |")
    return lines


def relay_targets(relay: Relay) -> list[Target]:
    """What the issue of the desk asks for."""
    made = []
    for name, share, limit in (("p50", 0.5, P50_MS), ("p99", 0.99, P99_MS)):
        value = quantile(relay.all, share) * 1000
        aim = f"{name} at most {limit:g} ms from socket to socket, {relay.chats} live chats"
        made.append(Target(aim, value, "ms", value <= limit))
    return made
