"""A thief has the database and the engine's store, and not the keys: no word, and little else."""

import asyncio
import base64
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import aiohttp
import pytest

from tests.atrest.thief import copied, found
from tests.stack import Stack
from tests.visitor import Visitor

pytestmark = pytest.mark.engine

CANARY = "canarywordstolen"
# Of all lengths that people write: each is among what is sealed.
SAID = [
    f"hello {CANARY}",
    f"someone keeps following me home from work, {CANARY}, and I do not know what to do any more",
    f"yes {CANARY}",
    " ".join([f"it began last year {CANARY}"] * 20),
    f"he is outside my door right now with a knife {CANARY}",
]


class Loot(NamedTuple):
    """The files a thief has, and all that was said in the chat, by both sides."""

    folder: Path
    said: list[str]
    everything: list[Path]


async def whole_chat(stack: Stack) -> list[str]:
    """Says everything and waits for each answer of the real engine; every text that was shown."""
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(
            f"{stack.public}/chat", headers={"Origin": stack.public}, protocols=["waymark.v1"]
        )
        visitor = Visitor(socket)
        assert (await visitor.hello())["type"] == "welcome"
        for text in SAID:
            kept = (await visitor.say(text))["seq"]
            answered = False
            while not answered:
                frame = await visitor.receive()
                answered = (
                    frame["type"] == "entry"
                    and frame["seq"] > kept
                    and frame["author"] != "visitor"
                )
        await visitor.send("words")
        words = await visitor.next("words")
        await socket.close()
        texts = [frame["text"] for frame in visitor.seen if frame.get("text")]
        return [*SAID, *texts, " ".join(words["words"])]


@pytest.fixture(scope="module")
def loot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loot]:
    """What is on the disk while the service runs, logs and all."""
    folder = tmp_path_factory.mktemp("loot")
    stack = Stack(tmp_path_factory.mktemp("stolen"))
    try:
        stack.start()
        said = asyncio.run(whole_chat(stack))
        copied(stack.folder, folder, "waymark.db", "engine.db")
        yield Loot(folder, said, [one for one in stack.folder.rglob("*") if one.is_file()])
    finally:
        stack.stop()


def test_no_word_is_in_any_file_in_any_spelling(loot: Loot) -> None:
    files = sorted(loot.folder.iterdir())
    assert {file.name for file in files} >= {"waymark.db", "waymark.db-wal", "engine.db"}
    assert sum(file.stat().st_size for file in files) > 50_000
    assert found(CANARY, *files) == []
    assert found(CANARY, *loot.everything) == []
    assert len(loot.said) > 2 * len(SAID)
    for text in loot.said:
        # A piece from the middle, long enough not to be there by chance.
        piece = text[len(text) // 3 :][:24]
        assert found(piece, *loot.everything) == [], piece


def test_the_thief_would_find_a_word_that_is_there(tmp_path: Path) -> None:
    spelt = [CANARY.encode(coding) for coding in ("utf-8", "utf-16", "utf-16-be")]
    for number, raw in enumerate([*spelt, CANARY.encode().hex().encode()]):
        file = tmp_path / str(number)
        file.write_bytes(b"..." + raw + b"...")
        assert found(CANARY, file) == [str(number)]
    for offset in range(7):
        file = tmp_path / f"coded{offset}"
        file.write_bytes(base64.b64encode(b"x" * offset + CANARY.encode() + b"rest of it"))
        assert found(CANARY, file) == [f"coded{offset}"]
        file.write_bytes(base64.b64encode(b"x" * offset + CANARY.encode("utf-16-le") + b"rest"))
        assert found(CANARY, file) == [f"coded{offset}"]


def test_lengths_tell_little(loot: Loot) -> None:
    """Sealed bodies fall into powers of two; a greeting and a short story look alike."""
    with closing(sqlite3.connect(loot.folder / "waymark.db")) as opened:
        bodies = [n for (n,) in opened.execute("SELECT length(body) FROM entry")]
        others = [
            n
            for column, table in (
                ("heard", "conversation"),
                ("kept", "conversation"),
                ("excerpt", "alert"),
                ("note", "alert"),
                ("parts", "brief"),
            )
            for (n,) in opened.execute(
                f"SELECT length({column}) FROM {table} WHERE {column} IS NOT NULL"
            )
        ]
    with closing(sqlite3.connect(loot.folder / "engine.db")) as opened:
        memories = [n for (n,) in opened.execute("SELECT length(sealed) FROM memory")]
    assert len(bodies) > 2 * len(SAID)
    assert others
    assert memories
    # Nonce and tag are 28 bytes more.
    buckets = Counter(length - 28 for length in (*bodies, *others, *memories))
    assert all(size & (size - 1) == 0 and size >= 256 for size in buckets), buckets
    assert len(Counter(bodies)) <= 6
