"""Timings of turns: by conversation and by place in it, and what can be said of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bench.messages import Message


class Visitor(Protocol):
    """Somebody who says a message and has the answer when `say` returns."""

    async def say(self, message: Message) -> None: ...

    async def close(self) -> None: ...


class Endangered(Protocol):
    """Somebody who says what happens and has the emergency entry when `say_danger` returns."""

    async def say_danger(self, text: str) -> None: ...

    async def close(self) -> None: ...


OpenVisitor = Callable[[], Awaitable[Visitor]]


@dataclass
class Timing:
    """Seconds for each turn: `turns[conversation][place]`; `wall` is the clock over all of them."""

    turns: list[list[float]] = field(default_factory=list)
    wall: float = 0.0
    cpu: float = 0.0  # seconds of processor time that the servers used meanwhile

    @property
    def per_second(self) -> float:
        return sum(len(one) for one in self.turns) / self.wall if self.wall else 0.0

    @property
    def cpu_per_turn(self) -> float:
        return self.cpu / len(self.all) if self.turns else 0.0

    @property
    def all(self) -> list[float]:
        return [seconds for one in self.turns for seconds in one]

    def window(self, first: int, length: int) -> list[float]:
        """The turns `first` to `first + length - 1` (counted from 1) of every conversation."""
        return [seconds for one in self.turns for seconds in one[first - 1 : first - 1 + length]]


def quantile(seconds: Sequence[float], share: float) -> float:
    """The value below which that share lies (nearest rank); 0 of nothing."""
    if not seconds:
        return 0.0
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def converse(
    open_visitor: OpenVisitor, messages: Sequence[Message], visitors: int, turns: int
) -> Timing:
    """So many visitors at once, each saying `turns` messages one after another."""
    timing = Timing()
    people = [await open_visitor() for _ in range(visitors)]

    async def talk(visitor: Visitor, seconds: list[float]) -> None:
        for number in range(turns):
            message = messages[number % len(messages)]
            began = time.perf_counter()
            await visitor.say(message)
            seconds.append(time.perf_counter() - began)

    timing.turns = [[] for _ in people]
    began = time.perf_counter()
    await asyncio.gather(*(talk(*pair) for pair in zip(people, timing.turns, strict=True)))
    timing.wall = time.perf_counter() - began
    for visitor in people:
        await visitor.close()
    return timing


async def time_danger(
    open_visitor: Callable[[], Awaitable[Endangered]], text: str, times: int
) -> list[float]:
    """Seconds until the emergency entry, each in a conversation of its own (it is posted once)."""
    seconds = []
    for _ in range(times):
        visitor = await open_visitor()
        began = time.perf_counter()
        await visitor.say_danger(text)
        seconds.append(time.perf_counter() - began)
        await visitor.close()
    return seconds


def joined(timings: Sequence[Timing]) -> Timing:
    """Several runs, one after another, as one."""
    return Timing([one for t in timings for one in t.turns], sum(t.wall for t in timings))
