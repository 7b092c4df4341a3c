"""No chat has two workers, however many processes and threads reach for it, on either database.

A hundred thousand races in a soak (`make soak`), half of them on each; a fiftieth in `make test`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import insert, select

from helpline.config import Config
from helpline.db import Database
from helpline.migrations import alembic_config
from helpline.models import Conversation, Worker, now
from tests.databases import lay_down
from tests.migrations.test_migrations import _empty, _run, postgres

__all__ = ["postgres"]

PROCESSES, THREADS = 2, 2
RACES = 50_000
#: So many chats are raced for between two times of drawing level.
AT_ONCE = 250
RACERS = PROCESSES * THREADS


@pytest.fixture(params=["sqlite", "postgresql"])
async def address(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database of the newest schema, with nobody in it."""
    if request.param == "sqlite":
        await lay_down(tmp_path)
        yield Config(data_dir=tmp_path).main_database
        return
    url: str = request.getfixturevalue("postgres")
    await asyncio.to_thread(command.upgrade, alembic_config(url), "head")
    yield url
    await _run(url, _empty)


async def test_of_workers_in_several_processes_and_threads_each_chat_has_one(
    address: str, scale: Callable[[int], int], root: Path
) -> None:
    database = Database(address)
    chats = [f"chat{number}" for number in range(scale(RACES))]
    await _wait(database, chats)
    won: dict[str, int] = {}
    async with _racers(address, root) as racers:
        for start in range(0, len(chats), AT_ONCE):
            some = chats[start : start + AT_ONCE]
            for worker, theirs in await _race(racers, some):
                for chat in theirs:
                    assert chat not in won, f"{chat} has two workers"
                    won[chat] = worker
    assert won.keys() == set(chats)
    async with database.read() as session:
        kept = await session.execute(
            select(Conversation.id, Conversation.worker_id, Conversation.owner, Conversation.turn)
        )
        for chat, worker, owner, turn in kept.all():
            assert (owner, worker, turn) == ("worker", won[chat], 1)
    await database.close()
    # They did race: nobody was always first.
    assert len(Counter(won.values())) > 1


async def _wait(database: Database, chats: list[str]) -> None:
    async with database.write() as session:
        session.add_all(
            Worker(id=n, email=f"{n}@example.org", name=str(n)) for n in range(1, RACERS + 1)
        )
        await session.flush()
        for start in range(0, len(chats), 1000):
            await session.execute(
                insert(Conversation),
                [
                    {
                        "id": chat,
                        "audience": "adult",
                        "language": "en",
                        "owner": "waiting",
                        "reasons": [],
                        "erase_at": now(),
                    }
                    for chat in chats[start : start + 1000]
                ],
            )


@asynccontextmanager
async def _racers(address: str, root: Path) -> AsyncIterator[list[asyncio.subprocess.Process]]:
    made = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.ownership.racers",
            address,
            str(THREADS),
            str(1 + number * THREADS),
            cwd=root,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=2**20,
        )
        for number in range(PROCESSES)
    ]
    try:
        yield made
    finally:
        for one in made:
            if one.stdin is not None:
                one.stdin.close()
        for one in made:
            await one.wait()


async def _race(
    racers: list[asyncio.subprocess.Process], chats: list[str]
) -> list[tuple[int, list[str]]]:
    """Everybody reaches for all of these; who won which."""
    for one in racers:
        assert one.stdin is not None
        one.stdin.write(json.dumps(chats).encode() + b"\n")
    lines = await asyncio.gather(*(one.stdout.readline() for one in racers if one.stdout))
    assert all(lines), "a process of racers ended"
    return [(int(worker), theirs) for line in lines for worker, theirs in json.loads(line).items()]
