"""Whatever happens in whatever order: a chat is with one worker at a time, and is taken from them
exactly when their page has been gone too long or the visitor has waited too long for an answer; its
visitor is told, and first.
"""

import asyncio
import uuid
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.errors import AlreadyPaused, WaymarkError
from helpline.models import Worker
from helpline.services.desk.transfers import Passing
from tests.desk.desks import Desk
from tests.desk.one_desk import histories

#: Times pass by tens of seconds: no step ends within five of either limit.
LEASE, ANSWER = timedelta(seconds=45), timedelta(minutes=10, seconds=15)
DESK = {"lease_seconds": LEASE.total_seconds(), "max_chats": 10}
TIMES = ("lease_until", "unanswered_since", "paused_until")
BOTH = ("sam", "kim")
#: What people do, then time with open desks or without, then the look of the clock: most of what is
#: of interest is a question of time.
_ACTS = st.lists(
    st.sampled_from(
        [
            "says",
            "both take",
            *(f"{who} {act}" for who in BOTH for act in ("takes", "answers", "hands", "pauses")),
        ]
    ),
    max_size=2,
)
_TIME = st.lists(
    st.tuples(
        st.sampled_from([10, 30, 40, 310]), st.sampled_from(["sam opens", "kim opens", "looks"])
    ),
    min_size=1,
    max_size=3,
)
ROUNDS = st.lists(st.tuples(_ACTS, _TIME, st.sampled_from([False] * 9 + [True])), max_size=4)
#: Each is one way in which it could be wrong, whatever the random ones happen to try. Sam has it.
MUST = {
    "not before its time": "40, looks",
    "and then it is": "50, looks",
    "an open desk keeps it": "30, sam opens, 30, looks, sam opens, 40, looks",
    "but only for its time": "30, sam opens, 50, looks",
    "a colleague's open desk does not": "30, kim opens, 20, looks",
    "nor does a colleague who reaches for it": "30, kim takes, kim answers, 20, looks",
    "an answer keeps it": "says, 40, sam answers, 40, looks, 10, looks",
    "no answer is awaited before its time": "600, sam opens, looks",
    "and then it is taken from an open desk": "620, sam opens, looks",
    "an answer ends the wait": "says, 310, sam answers, 310, sam opens, looks, 310, sam opens",
    "who writes again waits anew": "sam answers, 310, sam opens, says, 600, sam opens, looks",
    "but not longer for writing twice": "sam answers, says, 310, says, 310, sam opens, looks",
    "a pause begins it anew": "says, 310, sam pauses, 310, sam opens, looks",
    "a pause is once": "sam pauses, 310, sam pauses, 310, sam opens, looks, sam takes, sam pauses",
    "who left is no longer awaited": "leaves, 310, 310, looks",
    "taken anew it begins anew": "310, looks, sam takes, 30, looks, 20, looks",
    "one has it at a time": "kim takes, sam takes, 50, looks, kim takes, sam takes, sam answers",
    "of two who take it one has it": "50, looks, both take, both take, 40, looks, 10, looks",
    "who took it over has it anew": "40, sam hands, 40, looks, sam opens, 10, looks",
    "who handed it over keeps it no more": "sam hands, 30, sam opens, 20, looks",
}


@dataclass
class Chat:
    """One chat with two workers, and what is known of it without asking the code under test."""

    desk: Desk
    workers: dict[str, Worker]
    id: str
    holder: str | None = "sam"
    left: bool = False
    paused: bool = False
    # Since the page of who has it last gave a sign; since the visitor waits for an answer (None:
    # they don't), at first for the worker's first word.
    gone: timedelta = timedelta(0)
    waits: timedelta | None = timedelta(0)

    async def do(self, step: str) -> None:
        """One step; one that is refused changes nothing."""
        match step.split():
            case ["says"] if not self.left:
                await self.desk.say(self.id, "still there?")
                if self.holder and self.waits is None:
                    self.waits = timedelta(0)
            case ["leaves"] if not self.left:
                await self.desk.services.leaving.leave(self.id)
                self.left = True
            case ["looks"]:
                await self._looks()
            case [seconds] if seconds.isdecimal():
                await self._passes(timedelta(seconds=int(seconds)))
            case ["both", "take"] if not self.left:
                await self._take(*BOTH)
            case [who, "takes"] if not self.left:
                await self._take(who)
            case [who, "opens"]:
                await self.desk.services.desk.leases.renew(self.workers[who].id)
                if self.holder == who:
                    self.gone = timedelta(0)
            case [who, act] if self.holder == who and not self.left:
                await getattr(self, f"_{act}")(who)

    async def says_something(self, who: str) -> None:
        mark = uuid.uuid4().hex
        await self.desk.services.desk.chats.say(self.id, self.workers[who], mark, "I am here")

    async def _answers(self, who: str) -> None:
        await self.says_something(who)
        self.waits, self.gone, self.paused = None, timedelta(0), False

    async def _pauses(self, who: str) -> None:
        """Once, until they write again."""
        begin = self.desk.services.desk.pauses.begin
        if self.paused:
            with pytest.raises(AlreadyPaused):
                await begin(self.id, self.workers[who])
            return
        await begin(self.id, self.workers[who])
        self.paused = True
        self.waits = None if self.waits is None else timedelta(0)

    async def _hands(self, who: str) -> None:
        """Over to the other one, who takes it at once."""
        other = next(one for one in BOTH if one != who)
        services, them = self.desk.services, self.workers[other]
        await services.presence.seen(uuid.uuid4().hex, them.id, True)
        await services.desk.transfers.offer(
            self.id, self.workers[who], Passing(them.id, uuid.uuid4().hex)
        )
        await services.desk.transfers.accept(self.id, them)
        self._has(other)

    async def _take(self, *who: str) -> None:
        """At once, if several do: exactly one gets it, where nobody has it."""
        take = self.desk.services.desk.chats.take
        came = await asyncio.gather(
            *(take(self.id, self.workers[one]) for one in who), return_exceptions=True
        )
        won = [one for one, error in zip(who, came, strict=True) if error is None]
        lost = [error for error in came if error is not None]
        assert len(won) == (1 if self.holder is None else 0)
        assert all(isinstance(error, WaymarkError) for error in lost)
        if won:
            self._has(won[0])

    def _has(self, who: str) -> None:
        self.holder, self.paused = who, False
        self.gone = self.waits = timedelta(0)

    async def _passes(self, by: timedelta) -> None:
        row = await self.desk.helpline.row(self.id)
        if row is None:
            return
        moved = {name: at - by for name in TIMES if (at := getattr(row, name)) is not None}
        if moved:
            await self.desk.helpline.set(self.id, **moved)
        self.gone += by
        self.waits = None if self.waits is None else self.waits + by

    async def _looks(self) -> None:
        late = self.gone > LEASE or (self.waits is not None and self.waits > ANSWER)
        lapses = self.holder is not None and not self.left and late
        taken = await self.desk.services.desk.leases.lapsed(ANSWER / timedelta(minutes=1))
        assert (self.id in taken) == lapses
        if not lapses:
            return
        await self.desk.services.handoff.back_to_front(self.id)
        self.holder, self.waits, self.paused = None, None, False
        row = await self.desk.helpline.row(self.id)
        assert row is not None
        assert (row.owner, row.worker_id, row.lease_until) == ("waiting", None, None)
        said = [line.body.text or "" for line in await self.desk.helpline.lines(self.id)]
        assert "front" in said[-1]

    async def check(self) -> None:
        """Whose it is: nobody else can say a word in it."""
        row = await self.desk.helpline.row(self.id)
        if self.left:
            return
        assert row is not None
        assert row.owner == ("worker" if self.holder else "waiting")
        assert row.worker_id == (self.workers[self.holder].id if self.holder else None)
        for who in BOTH:
            if who != self.holder:
                with pytest.raises(WaymarkError):
                    await self.says_something(who)


async def lives(desk: Desk, steps: list[str]) -> None:
    # Workers of each example's own: nobody else's lease is theirs.
    workers = {who: await desk.helpline.worker(who) for who in BOTH}
    chat = Chat(desk, workers, await desk.waiting())
    await desk.services.desk.chats.take(chat.id, workers["sam"])
    for step in [*steps, "looks"]:
        await chat.do(step)
        await chat.check()
    await desk.services.erasing.erase(chat.id)


@pytest.mark.parametrize("steps", MUST.values(), ids=MUST)
def test_each_way_in_which_a_chat_is_kept_or_lost(
    runner: asyncio.Runner, one_desk: Desk, steps: str
) -> None:
    runner.run(lives(one_desk, steps.split(", ")))


@histories(600, quick=30)
@given(rounds=ROUNDS)
def test_a_chat_is_taken_back_exactly_when_its_worker_is_gone_or_silent_too_long(
    runner: asyncio.Runner,
    one_desk: Desk,
    rounds: list[tuple[list[str], list[tuple[int, str]], bool]],
) -> None:
    steps: list[str] = []
    for acts, times, leaves in rounds:
        steps += acts
        steps += [one for seconds, then in times for one in (str(seconds), then)]
        steps += ["leaves"] * leaves + ["looks"]
    runner.run(lives(one_desk, steps))
