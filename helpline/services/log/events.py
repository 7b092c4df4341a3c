"""Waking sockets. The only module that does.

An event carries no content: it says "conversation X has news" (readers then fetch by seq), or is
one of the passing signals that are never kept (someone types, leave now). A hint that is lost
costs a delay and no message: readers also look again by themselves after a while.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager

DESK = "desk"
QUEUE = "queue"
VISITOR, WORKER = "visitor", "worker"
_SIGNALS = 32


def conversation_topic(conversation_id: str) -> str:
    return f"conversation:{conversation_id}"


def worker_topic(worker_id: int) -> str:
    return f"worker:{worker_id}"


class Subscription:
    """One reader's ear. `wait()` returns when there may be news; `signals` holds the passing
    ones. `side`: whose eyes it is for, VISITOR or WORKER; "" for anybody's.
    """

    def __init__(self, side: str = "") -> None:
        self.side = side
        self._stirred = asyncio.Event()
        self._has_news = False
        self.signals: deque[tuple[str, str]] = deque(maxlen=_SIGNALS)

    def wake(self, signal: tuple[str, str] | None = None) -> None:
        if signal is not None:
            self.signals.append(signal)
        else:
            self._has_news = True
        self._stirred.set()

    async def wait(self, at_most: float) -> bool:
        """Until woken, or `at_most` seconds have passed. Whether to look into the database: a
        passing signal alone is no reason to."""
        news = False
        try:
            async with asyncio.timeout(at_most):
                await self._stirred.wait()
        except TimeoutError:
            news = True
        self._stirred.clear()
        news, self._has_news = news or self._has_news, False
        return news


class Events:
    """Topics and who listens to them, within this process."""

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[Subscription]] = defaultdict(set)

    @contextmanager
    def subscribe(self, *topics: str, side: str = "") -> Iterator[Subscription]:
        """A subscription to several topics, ended with the block."""
        subscription = Subscription(side)
        for topic in topics:
            self.join(subscription, topic)
        try:
            yield subscription
        finally:
            self.leave_all(subscription)

    def join(self, subscription: Subscription, topic: str) -> None:
        self._listeners[topic].add(subscription)

    def leave(self, subscription: Subscription, topic: str) -> None:
        listeners = self._listeners.get(topic)
        if listeners is not None:
            listeners.discard(subscription)
            if not listeners:
                del self._listeners[topic]

    def leave_all(self, subscription: Subscription) -> None:
        for topic in list(self._listeners):
            self.leave(subscription, topic)

    def news(self, *topics: str, by: str = "") -> None:
        """There may be something new under these topics. Call it after the commit. `by`: whose
        doing it is (VISITOR or WORKER); their own side knows it and is woken last: the other does
        not wait for what it looks up."""
        for topic in topics:
            listeners = self._listeners.get(topic, ())
            for subscription in sorted(listeners, key=lambda one: bool(by) and one.side == by):
                subscription.wake()

    def signal(self, topic: str, name: str, value: str = "") -> None:
        """A passing signal, e.g. ("typing", "worker"); lost for who is not listening."""
        for subscription in tuple(self._listeners.get(topic, ())):
            subscription.wake((name, value))

    def heard_by(self, topic: str) -> int:
        """How many listen."""
        return len(self._listeners.get(topic, ()))
