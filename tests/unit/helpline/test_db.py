"""The databases: what is committed survives a power cut, what is deleted is overwritten."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from helpline.db import Database
from helpline.models import Worker
from tests.databases import bytes_of

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


@pytest.mark.parametrize("pragma", PRAGMAS)
async def test_every_connection_is_as_careful_as_promised(database: Database, pragma: str) -> None:
    for begin in (database.write, database.read):
        async with begin() as session:
            assert await session.scalar(text(f"PRAGMA {pragma}")) == PRAGMAS[pragma]


async def _add_and_fail(database: Database) -> None:
    async with database.write() as session:
        session.add(Worker(id=1, email="a@example.org", name="A"))
        await session.flush()
        raise LookupError


async def test_an_error_keeps_nothing_of_the_transaction(database: Database) -> None:
    with pytest.raises(LookupError):
        await _add_and_fail(database)
    async with database.read() as session:
        assert await session.get(Worker, 1) is None
    assert await database.alive()


async def test_what_is_written_while_only_looking_is_not_kept(database: Database) -> None:
    async with database.read() as session:
        session.add(Worker(id=1, email="a@example.org", name="A"))
        await session.flush()
    async with database.read() as session:
        assert await session.get(Worker, 1) is None


async def test_nothing_runs_between_a_look_and_what_is_shown_of_it(database: Database) -> None:
    assert await database.alive()
    others: list[str] = []
    async with database.read() as session:
        asyncio.get_running_loop().call_soon(others.append, "another chat's turn")
        await session.scalar(select(Worker.id))
    assert others == []


@pytest.mark.parametrize("kind", ["read", "write"])
async def test_a_cancelled_one_gives_its_connection_back(database: Database, kind: str) -> None:
    begun = asyncio.Event()

    async def hangs() -> None:
        async with getattr(database, kind)() as session:
            await session.scalar(select(Worker.id))
            begun.set()
            await asyncio.Event().wait()

    for _ in range(5):  # a look has four connections to choose from, a change has one
        begun.clear()
        task = asyncio.create_task(hangs())
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    async with asyncio.timeout(5), getattr(database, kind)() as session:
        assert await session.scalar(select(Worker.id)) is None


async def test_a_held_reader_does_not_keep_deleted_rows_in_the_log_for_good(
    database: Database, tmp_path: Path
) -> None:
    canary = b"canaryaddress@example.org"
    async with database.write() as session:
        session.add(Worker(id=1, email=canary.decode(), name="A"))
    async with database.read() as reader:
        # A snapshot from before the deletion, held by somebody slow.
        assert await reader.scalar(select(Worker.id)) == 1
        async with database.write() as session:
            await session.execute(delete(Worker))
        assert not await database.truncate_log()
        assert not await database.truncate_if_owed()
        assert canary in bytes_of(tmp_path)
        # Nobody had to wait for it: writing goes on.
        async with database.write() as session:
            session.add(Worker(id=2, email="b@example.org", name="B"))
    assert await database.truncate_if_owed()
    assert canary not in bytes_of(tmp_path)
    assert (tmp_path / "waymark.db-wal").stat().st_size == 0


async def test_nothing_is_owed_where_nothing_was_held(database: Database) -> None:
    assert await database.truncate_if_owed()
    assert await database.truncate_log()
    async with database.write() as session:
        assert await session.scalar(text("PRAGMA busy_timeout")) == 5000
