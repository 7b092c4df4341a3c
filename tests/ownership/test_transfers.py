"""A chat that is passed on, in whatever order people act and time passes: who has it, for whom it
is kept and how long; who was asked and may still say yes; and the visitor is told what came of it.
"""

import asyncio
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.errors import WaymarkError
from helpline.models import Worker
from helpline.services.desk.transfers import ANSWER_WITHIN, KEPT_FOR, Passing
from tests.desk.desks import Desk
from tests.desk.one_desk import histories

DESK = {"max_chats": 10}
PEOPLE = ("sam", "kim", "ola")
#: Mostly who can: who has it, and who was asked.
_HAS = st.sampled_from(["holder"] * 5 + list(PEOPLE))
_NAMED = st.sampled_from(["named"] * 3 + ["holder", *PEOPLE])
# A sum of times that comes to a limit is past it: a little time passes by itself.
_TIME = st.sampled_from(["30", "70", "130"])
_ACTS = st.one_of(
    st.builds("{} offers {}".format, _HAS, st.sampled_from(PEOPLE)),
    st.builds("{} accepts".format, _NAMED),
    st.builds("{} takes".format, _NAMED),
    st.builds("{} passes {}".format, _HAS, st.sampled_from([*PEOPLE, "anybody"])),
    st.builds("{} takes_back".format, _NAMED),
    st.sampled_from(["looks", "looks", "holder hands", "asks", "asks", "leaves"]),
    _TIME,
    _TIME,
)
#: Each is one way in which it could be wrong, whatever the random ones happen to try. Sam has it.
MUST = {
    "a yes in time": "sam offers kim, 130, kim accepts, sam takes_back",
    "a yes too late, not yet looked at": "sam offers kim, 130, 70, kim accepts",
    "and looked at": "sam offers kim, 130, looks, 70, looks, kim accepts",
    "nobody else's yes": "sam offers kim, ola accepts, sam accepts, kim accepts",
    "one is asked at a time": "sam offers kim, sam offers ola, ola accepts, kim accepts",
    "and then another": "sam offers kim, 130, 70, sam offers ola, kim accepts, ola accepts",
    "withdrawn": "sam offers kim, sam takes_back, kim accepts",
    "declined": "sam offers kim, ola takes_back, kim takes_back, kim accepts",
    "not to oneself": "sam offers sam, sam accepts, sam passes sam",
    "only by who has it": "kim offers ola, kim passes ola, ola takes",
    "who took it over asks the next": "sam offers kim, kim accepts, sam offers ola, kim offers sam",
    "kept for whom was named": "sam passes kim, ola takes, sam takes, 70, ola takes, kim takes",
    "a moment only": "sam passes kim, 130, ola takes, kim takes",
    "for anybody": "sam passes anybody, ola takes",
    "asked ends with having it": "sam offers kim, sam passes anybody, kim accepts, kim takes",
    "also by handing back": "sam offers kim, sam hands, kim accepts, asks, ola takes, kim accepts",
    "what was kept ends with it": "sam passes kim, kim takes, kim hands, asks, ola takes",
    "nothing after leaving": "sam offers kim, leaves, kim accepts, sam passes ola, kim takes",
    "nor while it waits": "sam passes kim, leaves, kim takes",
}


@dataclass
class Chat:
    """One chat, and what is known of it without asking the code under test."""

    desk: Desk
    workers: dict[str, Worker]
    id: str
    owner: str = "worker"
    holder: str | None = "sam"
    left: bool = False
    # Who was asked while somebody has it, or for whom it is kept while it waits; for how long.
    named: str | None = None
    since: timedelta = timedelta(0)
    # What the visitor must have been told last by a step that changed something.
    told: list[str] = field(default_factory=list)

    async def do(self, step: str) -> None:
        """One step; one that is refused changes nothing."""
        step = step.replace("holder", self.holder or "sam").replace("named", self.named or "kim")
        match step.split():
            case [seconds] if seconds.isdecimal():
                await self._passes_time(timedelta(seconds=int(seconds)))
            case ["looks"]:
                await self.desk.services.desk.transfers.lapse()
                if self._asked() and self.since >= ANSWER_WITHIN:
                    self._nobody_is_named([f"{self.holder} stays with you"])
            case ["asks"] if self.owner == "assistant" and not self.left:
                await self.desk.services.handoff.ask(self.id, "asked")
                self.owner = "waiting"
            case ["leaves"] if not self.left:
                await self.desk.services.leaving.leave(self.id)
                self.left = True
            case [who, act, *to]:
                allowed = not self.left and self._allows(who, act, *to)
                try:
                    await self._act(who, act, *to)
                except WaymarkError:
                    assert not allowed, step
                else:
                    assert allowed, step
                    self._has_come_of_it(who, act, *to)

    async def _act(self, who: str, act: str, to: str = "") -> None:
        me, mine = self.workers[who], self.desk.services.desk
        them = self.workers.get(to)
        passing = Passing(them.id if them else None, uuid.uuid4().hex)
        match act:
            case "offers":
                await mine.transfers.offer(self.id, me, passing)
            case "passes":
                await mine.transfers.pass_on(self.id, me, passing)
            case "accepts":
                await mine.transfers.accept(self.id, me)
            case "takes_back":
                await mine.transfers.take_back(self.id, me)
            case "takes":
                await mine.chats.take(self.id, me)
            case "hands":
                await mine.chats.hand_back(self.id, me)

    def _asked(self) -> bool:
        return self.owner == "worker" and self.named is not None and not self.left

    def _allows(self, who: str, act: str, to: str = "") -> bool:
        """By the rules of docs/desk.md."""
        match act:
            case "offers":
                free = self.named is None or self.since >= ANSWER_WITHIN
                return self.holder == who != to and free
            case "passes":
                return self.holder == who != to
            case "accepts":
                return self._asked() and self.named == who and self.since < ANSWER_WITHIN
            case "takes_back":
                return self._asked() and who in {self.holder, self.named}
            case "takes":
                kept = self.named not in {None, who} and self.since < KEPT_FOR
                return self.owner == "waiting" and not kept
            case _:
                return self.holder == who

    def _has_come_of_it(self, who: str, act: str, to: str = "") -> None:
        before = self.holder
        match act:
            case "offers":
                self._nobody_is_named([f"{who} has asked a colleague, {to}"])
                self.named = to
            case "passes":
                self.owner, self.holder = "waiting", None
                named = to if to in PEOPLE else None
                self._nobody_is_named([f"{who} has to stop here", named or "first in line"])
                self.named = named
            case "accepts":
                self.holder = who
                self._nobody_is_named([f"{who} is here now", f"{before} has left the chat"])
            case "takes_back":
                self._nobody_is_named([f"{before} stays with you"])
            case "takes":
                self.owner, self.holder = "worker", who
                self._nobody_is_named([who])
            case "hands":
                self.owner, self.holder = "assistant", None
                self._nobody_is_named([])

    def _nobody_is_named(self, told: list[str]) -> None:
        self.named, self.since, self.told = None, timedelta(0), told

    async def _passes_time(self, by: timedelta) -> None:
        row = await self.desk.helpline.row(self.id)
        if row is not None and row.offered_until is not None:
            await self.desk.helpline.set(self.id, offered_until=row.offered_until - by)
            self.since += by

    async def check(self) -> None:
        """Whose it is, and what the visitor has just been told of it."""
        if self.left:
            return
        row = await self.desk.helpline.row(self.id)
        assert row is not None
        holder = self.workers[self.holder].id if self.holder else None
        named = self.workers[self.named].id if self.named else None
        assert (row.owner, row.worker_id, row.offered_to) == (self.owner, holder, named)
        if self.told:
            last = (await self.desk.helpline.lines(self.id))[-1].body.text or ""
            assert all(words in last for words in self.told), (last, self.told)
            self.told = []
        for who, worker in self.workers.items():
            if who != self.holder:
                with pytest.raises(WaymarkError):
                    await self.desk.services.desk.chats.say(self.id, worker, "m", "I am here")


async def lives(desk: Desk, steps: list[str]) -> None:
    # Workers of each example's own, with a desk open: nobody else's chats are theirs.
    workers = {who: await desk.helpline.worker(who) for who in PEOPLE}
    for one in workers.values():
        await desk.helpline.at_desk(one)
    chat = Chat(desk, workers, await desk.waiting())
    await desk.services.desk.chats.take(chat.id, workers["sam"])
    for step in steps:
        await chat.do(step)
        await chat.check()
    await desk.services.erasing.erase(chat.id)


@pytest.mark.parametrize("steps", MUST.values(), ids=MUST)
def test_each_way_in_which_a_chat_is_passed_on(
    runner: asyncio.Runner, one_desk: Desk, steps: str
) -> None:
    runner.run(lives(one_desk, steps.split(", ")))


@histories(600, quick=20)
@given(steps=st.lists(_ACTS, min_size=4, max_size=14))
def test_a_chat_that_is_passed_on_is_where_the_rules_say_whatever_happens(
    runner: asyncio.Runner, one_desk: Desk, steps: list[str]
) -> None:
    runner.run(lives(one_desk, steps))
