"""After sleep and network loss: what a page has replayed is what a fresh page is sent, whatever
happened meanwhile, and in whatever order. Nothing is missing, nothing twice, and nothing is kept
that it may not show any more."""

import asyncio
import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.errors import WaymarkError
from helpline.models import Worker
from tests.desk.desks import Desk, Page
from tests.desk.one_desk import histories

STEPS = st.sampled_from(
    ["visitor", "visitor", "worker", "card", "note", "whisper", "pause", "agree", "history",
     "take_back", "sleep", "wake", "sleep"]
)  # fmt: skip


class Screen:
    """What a page shows of one chat, by the rules of docs/desk-protocol.md."""

    def __init__(self, desk: Desk, cookie: str, conversation: str) -> None:
        self.desk = desk
        self.cookie = cookie
        self.conversation = conversation
        self.page: Page | None = None
        self.start: int | None = None
        self.known = False
        self.reached = 0
        self.entries: list[dict[str, Any]] = []
        self.asides: list[dict[str, Any]] = []

    async def wakes(self) -> None:
        """A new line: it asks for what comes after the last entry that it has."""
        if self.page is None:
            self.page = await self.desk.connect(self.cookie)
            await self.page.send("open", conversation=self.conversation, after=self.reached)
            await self.page.next("chat", conversation=self.conversation)
            await self._takes(self.page.seen)

    async def sleeps(self) -> None:
        """The line is gone; what came in time has been seen."""
        if self.page is not None:
            await self.looks()
            await self.page.socket.close()
            self.page = None

    async def looks(self) -> None:
        """Everything that was on its way has come."""
        if self.page is None:
            return
        view = self.desk.services.desk.view
        state = await view.chat(self.conversation, self.worker)
        frames, *_ = await view.entries(self.conversation, self.worker, 0)
        wanted = [frame["seq"] for frame in frames]
        while (self._shown(), len(self.asides), self.start) != (
            wanted,
            state["asides"],
            state["from"],
        ):
            before = len(self.page.seen)
            await self.page.receive()
            await self._takes(self.page.seen[before:])

    def _shown(self) -> list[int]:
        return [entry["seq"] for entry in self.entries]

    worker: Worker

    async def _takes(self, frames: list[dict[str, Any]]) -> None:
        for frame in frames:
            if frame.get("conversation") != self.conversation:
                continue
            if frame["type"] == "chat":
                await self._moves(frame["from"])
            elif frame["type"] == "asides":
                self.asides = frame["asides"]
            elif frame["type"] == "entry" and frame["seq"] not in {e["seq"] for e in self.entries}:
                self.entries = sorted([*self.entries, frame], key=lambda one: one["seq"])
                self.reached = max(self.reached, frame["seq"])

    async def _moves(self, start: int | None) -> None:
        before, known = self.start, self.known
        self.start, self.known = start, True
        if not known or before == start:
            return
        if start is None:
            self.entries, self.reached = [], 0
            return
        self.entries = [one for one in self.entries if one["seq"] >= start]
        if before is not None and start < before and self.page is not None:
            await self.page.send("open", conversation=self.conversation, after=start - 1)


async def _happens(desk: Desk, one: Screen, lead: Worker, step: str, mark: str) -> None:
    services, conversation = desk.services, one.conversation
    with contextlib.suppress(WaymarkError):
        match step:
            case "visitor":
                await desk.say(conversation, f"visitor {mark}")
            case "worker":
                await services.desk.chats.say(conversation, one.worker, mark, f"worker {mark}")
            case "card":
                await services.desk.replies.send_card(conversation, one.worker, mark, "childline")
            case "note":
                await services.desk.asides.note(conversation, one.worker, mark, f"note {mark}")
            case "whisper":
                await services.desk.asides.whisper(conversation, lead, mark, f"whisper {mark}")
            case "pause":
                await services.desk.pauses.begin(conversation, one.worker)
            case "agree" | "history":
                await services.briefs.answer(
                    conversation, mark, {"happening": mark}, True, step == "history"
                )
            case "take_back":
                await services.briefs.answer(conversation, mark, {}, False, False)
            case "sleep":
                await one.sleeps()
            case "wake":
                await one.wakes()


@pytest.fixture(scope="module")
def people(runner: asyncio.Runner, one_desk: Desk) -> tuple[Worker, Worker, str]:
    """The worker, a lead, and the worker's session."""

    async def hire() -> tuple[Worker, Worker, str]:
        sam = await one_desk.helpline.worker("Sam")
        lou = await one_desk.helpline.worker("Lou", "lead")
        return sam, lou, await one_desk.cookie_of(sam)

    return runner.run(hire())


@histories(10_000, quick=200)
@given(steps=st.lists(STEPS, min_size=3, max_size=10))
def test_what_a_page_has_replayed_is_what_a_fresh_page_is_sent(
    runner: asyncio.Runner, one_desk: Desk, people: tuple[Worker, Worker, str], steps: list[str]
) -> None:
    worker, lead, cookie = people

    async def live() -> None:
        conversation = await one_desk.waiting("before anybody came")
        await one_desk.services.desk.chats.take(conversation, worker)
        old = Screen(one_desk, cookie, conversation)
        old.worker = worker
        await old.wakes()
        for number, step in enumerate(steps):
            await _happens(one_desk, old, lead, step, f"m{number}")
        await old.wakes()
        await old.looks()
        fresh = Screen(one_desk, cookie, conversation)
        fresh.worker = worker
        await fresh.wakes()
        await fresh.looks()
        assert (old.entries, old.asides, old.start) == (fresh.entries, fresh.asides, fresh.start)
        for one in (old, fresh):
            await one.sleeps()
        await one_desk.services.desk.chats.close(conversation, worker, "other", None)

    runner.run(live())
