"""Closes the sockets of sessions that are over: at once where this process ended them, within a
second where another one did (`python -m helpline worker revoke`), or where time did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from helpline.services.log.events import Events, worker_topic
from helpline.services.workers.sessions import WorkerSessions

# The signal that ends the sockets of a session: its value is the session's mark.
SESSION_OVER = "session_over"


class SessionWatch:
    """Knows which sessions have a socket open here; looked at each second (services/timers.py)."""

    def __init__(self, sessions: WorkerSessions, events: Events) -> None:
        self._sessions = sessions
        self._events = events
        self._open: Counter[tuple[int, bytes]] = Counter()

    @contextmanager
    def watching(self, worker_id: int, token_hash: bytes) -> Iterator[None]:
        """While a socket of this session is open."""
        key = (worker_id, token_hash)
        self._open[key] += 1
        try:
            yield
        finally:
            self._open[key] -= 1
            if not self._open[key]:
                del self._open[key]

    async def look(self) -> None:
        """One question to the database for all sockets together."""
        if not self._open:
            return
        watched = list(self._open)
        over = await self._sessions.missing({token_hash for _worker, token_hash in watched})
        for worker_id, token_hash in watched:
            if token_hash in over:
                self.end(worker_id, token_hash)

    def end(self, worker_id: int, token_hash: bytes | None = None) -> None:
        """Tells the sockets of this session, or of all of the worker's, that it is over."""
        mark = "" if token_hash is None else token_hash.hex()
        self._events.signal(worker_topic(worker_id), SESSION_OVER, mark)
