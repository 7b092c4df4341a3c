"""`kill -9` of the helpline in the middle of many conversations: nothing that was acked is lost,
nothing is doubled, and the order is kept."""

import asyncio
import signal
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp

from tests.faults.helpline_process import HelplineProcess
from tests.visitor import Closed, Visitor

VISITORS = 5
KILL_EVERY = 1000
CANARY = "canarysecretwords"


@dataclass
class Talker:
    """A visitor who writes, and when the line breaks comes back and goes on, as the widget does."""

    process: HelplineProcess
    session: aiohttp.ClientSession
    number: int
    token: str = ""
    had: list[dict[str, object]] = field(default_factory=list)
    acks: dict[str, int] = field(default_factory=dict)
    breaks: int = 0

    async def _connected(self) -> Visitor:
        while True:
            await self.process.up.wait()
            try:
                visitor = await self.process.connect(self.session)
                after = max((int(str(entry["seq"])) for entry in self.had), default=0)
                fields = {"token": self.token, "after": after} if self.token else {}
                welcome = await visitor.hello(**fields)
                assert welcome["type"] == "welcome", welcome
                self.token = visitor.token
            except (aiohttp.ClientError, Closed):
                self.breaks += 1
            else:
                return visitor

    def _keep(self, visitor: Visitor) -> None:
        self.had += visitor.entries
        visitor.seen.clear()

    async def _say_again(self, visitor: Visitor) -> None:
        """What was kept may be sent once more, because its ack was lost on the way: the same ack
        comes again, and no second line."""
        if self.acks:
            message_id = list(self.acks)[-1]
            ack = await visitor.say(f"{CANARY} {message_id}", message_id)
            assert ack["seq"] == self.acks[message_id]

    async def talk(self, messages: int, on_ack: Callable[[], None]) -> None:
        """Says so many messages, each until it is acked."""
        visitor = await self._connected()
        for index in range(messages):
            message_id = f"{self.number}-{index}"
            while message_id not in self.acks:
                try:
                    ack = await visitor.say(f"{CANARY} {message_id}", message_id)
                except (Closed, aiohttp.ClientError, ConnectionError):
                    self.breaks += 1
                    self._keep(visitor)
                    visitor = await self._connected()
                    await self._say_again(visitor)
                else:
                    self.acks[message_id] = ack["seq"]
                    on_ack()
        last = self.acks[f"{self.number}-{messages - 1}"]
        self._keep(visitor)
        # The answer to the last message closes the exchange.
        while not any(e["author"] == "assistant" and int(str(e["seq"])) > last for e in self.had):
            await visitor.next("entry")
            self._keep(visitor)
        await visitor.socket.close()


async def test_kill_9_in_the_middle_loses_nothing_and_doubles_nothing(
    process: HelplineProcess, session: aiohttp.ClientSession, scale: Callable[[int], int]
) -> None:
    each = scale(2000)
    talkers = [Talker(process, session, number) for number in range(VISITORS)]
    # In the middle of each thousand; a short run has one kill, in its own middle.
    stretch = min(KILL_EVERY, VISITORS * each)
    kills = VISITORS * each // stretch
    reached, acked = asyncio.Semaphore(0), 0

    def on_ack() -> None:
        nonlocal acked
        acked += 1
        if acked % stretch == stretch // 2:
            reached.release()

    async def kill_in_the_middle() -> None:
        for _ in range(kills):
            await reached.acquire()
            assert await process.kill() == -signal.SIGKILL
            await process.start()

    async with asyncio.TaskGroup() as group:
        group.create_task(kill_in_the_middle())
        for talker in talkers:
            group.create_task(talker.talk(each, on_ack))

    assert sum(talker.breaks for talker in talkers) >= VISITORS * kills
    for talker in talkers:
        _as_said(talker, talker.had, each)
        # And so it stands in the log, for who reads it from the start.
        again = await process.connect(session)
        welcome = await again.hello(token=talker.token, after=0)
        _as_said(talker, await again.upto(welcome["seq"]), each)
        await again.socket.close()

    # A plain stop tells the browsers and ends cleanly.
    last = await process.connect(session)
    await last.hello()
    async with asyncio.timeout(10):
        stopping = asyncio.create_task(process.kill(signal.SIGTERM))
        assert await last.closed() == 1001
        assert await stopping == 0

    log = process.log.read_text()
    assert CANARY not in log
    assert not any(talker.token in log for talker in talkers)


def _as_said(talker: Talker, entries: list[dict[str, object]], each: int) -> None:
    """Each message once, in the order it was said, under the number it was acked with."""
    seqs = [int(str(entry["seq"])) for entry in entries]
    assert seqs == list(range(1, len(seqs) + 1))
    said = {str(e["text"]): e["seq"] for e in entries if e["author"] == "visitor"}
    ids = [f"{talker.number}-{index}" for index in range(each)]
    assert list(said) == [f"{CANARY} {message_id}" for message_id in ids]
    assert list(said.values()) == [talker.acks[message_id] for message_id in ids]
    answers = [e["text"] for e in entries if str(e.get("text")).startswith("Engine's answer")]
    assert len(answers) == len(set(answers))
    assert [entry for entry in entries if entry["author"] == "visitor"] == [
        entry for entry in entries if str(entry.get("text")).startswith(CANARY)
    ]
