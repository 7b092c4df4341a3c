"""SQLite without a change of threads for each small step.

aiosqlite hands every call to a thread of its own: for one SELECT that is four hand-overs there and
back (cursor, execute, fetch, close), and they cost more than the SELECT. A turn has some sixteen
statements on pages that are in memory, each a few hundredths of a millisecond. So here a call runs
where it is, and only what may wait goes to the thread: taking a write lock that another process
holds, COMMIT (the disk), and whatever is neither a look nor a change (PRAGMA, DDL).

A change inside a transaction never waits for a lock: `helpline.db` begins each one IMMEDIATE; and
in WAL a look waits for nobody. Measured in docs/decisions/0016.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import aiosqlite

#: Milliseconds that a write waits for another process.
BUSY_TIMEOUT = 5000
_AT_ONCE = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"})
_TAKES_THE_LOCK = "BEGIN IMMEDIATE"
_STEPS = frozenset({"cursor", "close", "fetchall", "fetchone", "fetchmany", "rollback"})


def _may_wait(step: Callable[..., Any], arguments: tuple[Any, ...]) -> bool:
    """Whether a call of the driver can take longer than a moment."""
    name = step.__name__
    if name in _STEPS:
        # Closing a connection waits for its last checkpoint; closing a cursor does not.
        return name == "close" and isinstance(getattr(step, "__self__", None), sqlite3.Connection)
    if name not in ("execute", "executemany"):
        return True
    statement = str(arguments[0])
    if statement == "BEGIN":
        return False
    return statement.lstrip().partition(" ")[0].upper() not in _AT_ONCE


class _Call:
    """One call handed to the thread; `over` once it ran, also when nobody waits for it any more."""

    def __init__(self, run: Callable[[], Any]) -> None:
        self._run = run
        self.over = False

    def __call__(self) -> Any:
        try:
            return self._run()
        finally:
            self.over = True


class Connection(aiosqlite.Connection):
    """An aiosqlite connection that runs short calls in the event loop's own thread."""

    _last: _Call | None = None

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        # A task that was cancelled leaves its call at work in the thread; what comes after it then
        # queues behind it, in the order of the calls.
        quiet = self._last is None or self._last.over
        if quiet and self._running and self._connection and not _may_wait(fn, args):
            return fn(*args, **kwargs)
        if quiet and self._running and self._connection and args and args[0] == _TAKES_THE_LOCK:
            # Held by another process, or no lock to be had at all: the thread waits, or says so.
            with suppress(sqlite3.OperationalError):
                return self._without_waiting(fn, *args, **kwargs)
        self._last = _Call(partial(fn, *args, **kwargs))
        result: Any = await super()._execute(self._last)  # type: ignore[no-untyped-call]
        return result

    def _without_waiting(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self._conn.execute("PRAGMA busy_timeout=0")
        try:
            return fn(*args, **kwargs)
        finally:
            self._conn.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")


def connect(database: str, **options: Any) -> Connection:
    """A connection to wait for; the arguments are those of `sqlite3.connect`."""

    def opener() -> sqlite3.Connection:
        opened: sqlite3.Connection = sqlite3.connect(database, **options)
        return opened

    connection = Connection(opener, iter_chunk_size=64)
    # Like SQLAlchemy's own: a process that ends does not wait for it.
    connection._thread.daemon = True
    return connection
