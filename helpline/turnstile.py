"""Dear looks, one after another, with room for others between them.

A look at everything that a desk shows takes milliseconds of this process's one thread. When twenty
desks have a reason to look at the same moment, twenty looks in a row keep somebody's next word
waiting for a quarter of a second; one at a time, each followed by a pause, they keep it waiting for
one look at most. Who waits for a turn is called, and does other things until then. A turn that is
not over in time is not waited for any longer.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from types import TracebackType

_PAUSE = 0.5  # of the time that the look took
_LONGEST = 0.02  # seconds; a look that waited for a database did not hold up anybody
# Seconds. A desk whose socket takes nothing (a laptop that went to sleep) would otherwise keep
# every other board from being shown until its connection is given up.
_LONGEST_TURN = 1.0


class Ticket:
    """A place in the line. `called` once it is its turn; then `with ticket:` around the look."""

    def __init__(self, turnstile: Turnstile, call: Callable[[], None]) -> None:
        self.called = False
        self._turnstile = turnstile
        self._call = call
        self._began = 0.0

    def admit(self) -> None:
        self.called = True
        self._call()

    def __enter__(self) -> None:
        self._began = asyncio.get_running_loop().time()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        took = asyncio.get_running_loop().time() - self._began
        self._turnstile.leave(self, min(_LONGEST, took * _PAUSE))


class Turnstile:
    """Who asks first looks first."""

    def __init__(self) -> None:
        self._line: deque[Ticket] = deque()
        self._inside: Ticket | None = None

    @property
    def busy(self) -> bool:
        """Whether anybody looks, or waits to."""
        return self._inside is not None or bool(self._line)

    def ask(self, call: Callable[[], None]) -> Ticket:
        """A place in the line; `call` is called, perhaps at once, when its turn has come."""
        ticket = Ticket(self, call)
        self._line.append(ticket)
        self._next()
        return ticket

    def leave(self, ticket: Ticket, pause: float = 0.0) -> None:
        """Gives a place up, or the turn, after which the line stands still for `pause` seconds."""
        if ticket is self._inside:
            asyncio.get_running_loop().call_later(pause, self._free, ticket)
        elif ticket in self._line:
            self._line.remove(ticket)

    def _free(self, ticket: Ticket) -> None:
        if ticket is self._inside:
            self._inside = None
            self._next()

    def _next(self) -> None:
        if self._inside is None and self._line:
            self._inside = self._line.popleft()
            asyncio.get_running_loop().call_later(_LONGEST_TURN, self._free, self._inside)
            self._inside.admit()
