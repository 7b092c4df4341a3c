"""The databases: what is committed survives a power cut, what is deleted is overwritten."""

import pytest
from sqlalchemy import text

from helpline.db import Database
from helpline.models import Worker

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
