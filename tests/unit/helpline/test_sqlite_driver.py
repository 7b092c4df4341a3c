"""Short calls run where they are; what may wait never holds up the event loop."""

import asyncio
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from helpline import sqlite_driver
from helpline.db import Database

LOOKS_AND_CHANGES = (
    "SELECT here()",
    "  select here()",
    "WITH one AS (SELECT 1) SELECT here() FROM one",
    "INSERT INTO place VALUES (here())",
    "UPDATE place SET thread = here()",
    "DELETE FROM place WHERE here() = 0",
)


@pytest.mark.parametrize("statement", LOOKS_AND_CHANGES)
async def test_looks_and_changes_run_in_the_loops_own_thread(
    tmp_path: Path, statement: str
) -> None:
    seen: list[int] = []

    def here() -> int:
        seen.append(threading.get_ident())
        return seen[-1]

    connection = await sqlite_driver.connect(
        str(tmp_path / "a.db"), check_same_thread=False, isolation_level=None
    )
    await connection.execute("CREATE TABLE place (thread INTEGER)")
    await connection.execute("INSERT INTO place VALUES (1)")
    await connection.create_function("here", 0, here)
    await connection.execute(statement)
    await connection.close()
    assert set(seen) == {threading.get_ident()}


async def test_a_lock_that_nobody_holds_is_taken_where_the_call_is(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    kept = sqlite_driver.Connection._without_waiting

    def noted(self: sqlite_driver.Connection, *args: object, **options: object) -> object:
        began = kept(self, *args, **options)  # type: ignore[arg-type]
        begun.append(threading.get_ident())
        return began

    monkeypatch.setattr(sqlite_driver.Connection, "_without_waiting", noted)
    async with database.write() as session:
        await session.execute(text("DELETE FROM worker"))
        patience = await session.scalar(text("PRAGMA busy_timeout"))
    assert begun == [threading.get_ident()]
    # It was not waited for this time; the next one that is held is.
    assert patience == sqlite_driver.BUSY_TIMEOUT


async def test_a_write_that_waits_for_another_process_leaves_the_loop_free(
    database: Database,
) -> None:
    holder = sqlite3.connect(
        database.url.partition("///")[2], isolation_level=None, check_same_thread=False
    )
    holder.execute("BEGIN IMMEDIATE")
    begun = asyncio.Event()

    async def write() -> None:
        async with database.write() as session:
            await session.execute(text("DELETE FROM worker"))
            begun.set()

    task = asyncio.create_task(write())
    # Were the loop held up, the write would give up after busy_timeout, before this line.
    await asyncio.to_thread(lambda: None)
    assert not begun.is_set()
    holder.execute("COMMIT")
    holder.close()
    await task
    assert begun.is_set()


async def test_what_follows_a_cancelled_call_waits_until_that_has_run(tmp_path: Path) -> None:
    connection = await sqlite_driver.connect(
        str(tmp_path / "a.db"), check_same_thread=False, isolation_level=None
    )
    going, may_end = threading.Event(), threading.Event()

    def slow() -> int:
        going.set()
        may_end.wait()
        return 1

    await connection.create_function("slow", 0, slow)
    # By its first word neither a look nor a change, so it goes to the thread.
    task = asyncio.create_task(connection.execute("VALUES (slow())"))
    await asyncio.to_thread(going.wait)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    after = asyncio.create_task(connection.execute_fetchall("SELECT 2"))
    await asyncio.to_thread(lambda: None)
    assert not after.done()
    may_end.set()
    assert [tuple(row) for row in await after] == [(2,)]
    await connection.close()
