"""Database handles.

SQLite allows one writer at a time, and a transaction that reads first and writes later fails under
load (SQLITE_BUSY on upgrade). So there are two engines on one file: `write()` begins IMMEDIATE on
a pool of one connection, which makes writers queue in order; `read()` runs beside it on snapshots
(WAL). `synchronous=FULL`: what has been acked survives a power cut, not only a crash. On
PostgreSQL both are the same pool, and row locks do the queueing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import AsyncAdaptedQueuePool

from helpline import sqlite_driver
from helpline.sqlite_driver import BUSY_TIMEOUT

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT}",
    "PRAGMA secure_delete=ON",
)


def _sqlite_engine(url: str, begin: str, pool_size: int) -> AsyncEngine:
    engine = create_async_engine(
        url,
        connect_args={"async_creator_fn": sqlite_driver.connect},
        poolclass=AsyncAdaptedQueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=30,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        # The driver's own BEGIN is deferred; ours is chosen per engine.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


class Database:
    """One database: `write()` for a transaction that changes something, `read()` for one that
    looks.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self._log_owed = False
        #: What seals the audit trail (services/audit/chain.py), once the keys are open.
        self.audit: object | None = None
        if self.is_sqlite:
            self._writer = _sqlite_engine(url, "BEGIN IMMEDIATE", 1)
            self._reader = _sqlite_engine(url, "BEGIN", 4)
        else:
            self._writer = self._reader = create_async_engine(url, pool_size=10, pool_pre_ping=True)
        self._write_session = async_sessionmaker(self._writer, expire_on_commit=False)
        self._read_session = async_sessionmaker(self._reader, expire_on_commit=False)

    @property
    def engine(self) -> AsyncEngine:
        return self._writer

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A transaction: committed at the end, rolled back on any error."""
        session = self._write_session()
        try:
            async with session.begin():
                session.info["audit"] = self.audit
                yield session
        except BaseException:
            await _let_go(session)
            raise
        # Committed: it holds nothing any more, and what follows need not wait for others' steps.
        await session.close()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A consistent look; nothing written in it is kept."""
        session = self._read_session()
        try:
            session.info["audit"] = self.audit
            yield session
        finally:
            # Closing rolls back; what was loaded stays readable afterwards. With SQLite that is
            # done at once: in a task of its own it would be done after everything else that is due
            # in this process, and who is to be shown what was found would wait for all of it.
            if self.is_sqlite:
                await session.close()
            else:
                await _let_go(session)

    async def truncate_log(self) -> bool:
        """Empties SQLite's write-ahead log, in which deleted rows would stay readable. False: a
        reader still holds an older state, so it could not be done now; it is owed, and
        `truncate_if_owed` tries again.
        """
        if not self.is_sqlite:
            return True
        self._log_owed = True
        async with self._writer.connect() as connection:
            raw = await connection.get_raw_connection()
            driver = raw.driver_connection
            assert driver is not None
            # It must not wait here: it would hold the only writing connection while it does.
            await driver.execute("PRAGMA busy_timeout=0")
            try:
                # Two tries: a look that ends between the two was no more than a moment's hindrance.
                for _ in range(2):
                    cursor = await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    busy, *_rest = await cursor.fetchone()
                    await cursor.close()
                    if not busy:
                        break
            finally:
                await driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
        self._log_owed = bool(busy)
        return not busy

    async def truncate_if_owed(self) -> bool:
        """Tries again what a held reader prevented; True if nothing is owed any more."""
        return await self.truncate_log() if self._log_owed else True

    async def alive(self) -> bool:
        """Whether a query is answered."""
        async with self.read() as session:
            return (await session.execute(text("SELECT 1"))).scalar() == 1

    async def close(self) -> None:
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


async def _let_go(session: AsyncSession) -> None:
    """Closes it whatever becomes of the task that had it."""
    await asyncio.shield(asyncio.create_task(session.close()))
