"""What workers write beside a chat reaches no visitor, by any read, in any order of events."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.errors import WaymarkError
from helpline.models import Worker
from helpline.services.desk.transfers import Passing
from tests.desk.desks import Desk
from tests.desk.one_desk import histories
from tests.visitor import Visitor

#: Begins everything that is written beside the chat in these tests.
CANARY = "canaryaside"
STEPS = st.sampled_from(
    ["say", "ask", "take", "note", "whisper", "reply", "hand", "pause", "offer", "accept",
     "decline", "pass_on", "pass_on_to", "hand_back", "close", "words", "speak"]
)  # fmt: skip


class Chat:
    """One visitor on a real socket, two workers and a lead."""

    def __init__(self, desk: Desk, people: dict[str, Worker], visitor: Visitor, name: str) -> None:
        self.desk = desk
        self.people = people
        self.visitor = visitor
        self.id = name
        self.number = 0
        self.words: tuple[str, ...] = ()
        self.written = 0

    async def do(self, step: str) -> None:
        """One step; one that is refused changes nothing."""
        self.number += 1
        services, mark = self.desk.services, f"m{self.number}"
        row = await self.desk.helpline.row(self.id)
        if row is None or row.left is not None:
            return
        sam, priya, lead = (self.people[name] for name in ("Sam", "Priya", "Lou"))
        has_it = next((one for one in self.people.values() if one.id == row.worker_id), sam)
        other = priya if has_it is sam else sam
        secret = f"{CANARY} {mark}"
        with contextlib.suppress(WaymarkError):
            match step:
                case "say":
                    await self.desk.say(self.id, f"hello {mark}")
                case "ask":
                    await services.handoff.ask(self.id, "asked")
                case "take":
                    await services.desk.chats.take(self.id, sam)
                case "note":
                    await services.desk.asides.note(self.id, has_it, mark, secret)
                    self.written += 1
                case "whisper":
                    await services.desk.asides.whisper(self.id, lead, mark, secret)
                    self.written += 1
                case "reply":
                    await services.desk.asides.whisper(self.id, has_it, mark, secret)
                    self.written += 1
                case "hand":
                    await services.desk.hands.set(self.id, has_it, row.hand_up_at is None)
                case "pause":
                    await services.desk.pauses.begin(self.id, has_it)
                case "offer":
                    await services.desk.transfers.offer(
                        self.id, has_it, Passing(other.id, mark, secret)
                    )
                    self.written += 1
                case "accept":
                    await services.desk.transfers.accept(self.id, other)
                case "decline":
                    await services.desk.transfers.take_back(self.id, other)
                case "pass_on":
                    await services.desk.transfers.pass_on(
                        self.id, has_it, Passing(None, mark, secret)
                    )
                    self.written += 1
                case "pass_on_to":
                    await services.desk.transfers.pass_on(
                        self.id, has_it, Passing(other.id, mark, secret)
                    )
                    self.written += 1
                case "hand_back":
                    await services.desk.chats.hand_back(self.id, has_it)
                case "close":
                    await services.desk.chats.close(self.id, has_it, "advised", secret)
                    self.written += 1
                case "words":
                    self.words = (await services.leaving.give_words(self.id)).words
                case "speak":
                    await services.desk.chats.say(self.id, has_it, mark, f"worker {mark}")
        await self.desk.helpline.settled()

    async def all_reads(self) -> str:
        """All that this visitor has been sent, and is sent when they ask for everything again: on
        another line, and after coming back by their words. And what the engine was asked."""
        await self.visitor.pong()
        read = [str(self.visitor.seen)]
        again = await self.desk.helpline.connect()
        if (await again.hello(token=self.visitor.token, after=0))["type"] == "welcome":
            await again.upto(await self._last_shown())
            await again.pong()
        await again.socket.close()
        read.append(str(again.seen))
        if self.words:
            back = await self.desk.helpline.connect()
            await back.hello(words=" ".join(self.words))
            await back.pong()
            await back.socket.close()
            read.append(str(back.seen))
        read.append(str(self.desk.helpline.engine.turns))
        return "\n".join(read)

    async def end(self) -> None:
        """Nobody is left with this chat: a worker takes on only so many at a time, and hundreds of
        these come one after another."""
        row = await self.desk.helpline.row(self.id)
        for one in self.people.values():
            if row is not None and row.worker_id == one.id:
                await self.desk.services.desk.chats.close(self.id, one, "advised", "")
        await self.visitor.socket.close()

    async def _last_shown(self) -> int:
        """The seq of the last line of the log that is for the visitor: closing notes are not."""
        lines = await self.desk.helpline.lines(self.id)
        return max(line.seq for line in lines if line.kind != "note")


@pytest.fixture(scope="module")
def people(runner: asyncio.Runner, one_desk: Desk) -> dict[str, Worker]:
    async def hire() -> dict[str, Worker]:
        hired = {
            name: await one_desk.helpline.worker(name, role="lead" if name == "Lou" else "worker")
            for name in ("Sam", "Priya", "Lou")
        }
        for one in hired.values():
            await one_desk.helpline.at_desk(one)
        return hired

    return runner.run(hire())


@histories(400, quick=8)
@given(steps=st.lists(STEPS, min_size=6, max_size=20))
def test_no_visitor_ever_reads_what_stands_beside_their_chat(
    runner: asyncio.Runner, one_desk: Desk, people: dict[str, Worker], steps: list[str]
) -> None:
    async def live() -> None:
        opened = await one_desk.services.conversations.open("adult", "en", None)
        visitor = await one_desk.helpline.connect()
        assert (await visitor.hello(token=opened.token, after=0))["type"] == "welcome"
        chat = Chat(one_desk, people, visitor, opened.conversation.id)
        for step in ("say", "ask", "take", "note", "whisper", *steps):
            await chat.do(step)
        assert chat.written >= 2
        # It is there, for who may read it.
        shown = await one_desk.services.desk.view.asides(chat.id, people["Lou"])
        assert CANARY in str(shown)
        assert CANARY not in await chat.all_reads()
        await chat.end()

    runner.run(live())
