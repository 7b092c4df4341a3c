"""The sealed file: opens for one key and one conversation, and forgets down to the bytes."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import sealed
from bot.sealed import SealedMemory

KEY, OTHER_KEY = bytes(range(32)), bytes(32)
WORDS = b"canarywordfourth said by a visitor"


def test_what_is_kept_comes_back(memory: SealedMemory) -> None:
    memory.keep("a", KEY, b"first")
    memory.keep("a", KEY, WORDS)
    assert memory.open("a", KEY) == WORDS


def test_another_key_opens_nothing(memory: SealedMemory) -> None:
    memory.keep("a", KEY, WORDS)
    assert memory.open("a", OTHER_KEY) is None
    assert memory.open("unknown", KEY) is None


def test_a_row_moved_to_another_conversation_opens_nothing(
    memory: SealedMemory, path: Path
) -> None:
    memory.keep("a", KEY, WORDS)
    with sqlite3.connect(path) as thief:
        thief.execute("UPDATE memory SET conversation = 'b'")
    thief.close()
    assert memory.open("b", KEY) is None


def test_a_changed_byte_opens_nothing(memory: SealedMemory, path: Path) -> None:
    memory.keep("a", KEY, WORDS)
    with sqlite3.connect(path) as thief:
        (blob,) = thief.execute("SELECT sealed FROM memory").fetchone()
        thief.execute("UPDATE memory SET sealed = ?", (blob[:-1] + bytes([blob[-1] ^ 1]),))
    thief.close()
    assert memory.open("a", KEY) is None


def test_the_same_words_never_look_the_same(memory: SealedMemory, path: Path) -> None:
    seen = set()
    for _ in range(3):
        memory.keep("a", KEY, WORDS)
        with sqlite3.connect(path) as reader:
            seen.add(reader.execute("SELECT sealed FROM memory").fetchone()[0])
        reader.close()
    assert len(seen) == 3


def test_no_word_and_after_erasing_no_row_is_in_any_file(memory: SealedMemory, path: Path) -> None:
    memory.keep("the-conversation", KEY, WORDS)
    memory.keep("another", KEY, WORDS)
    assert WORDS not in everything(path)
    assert b"the-conversation" in everything(path)
    memory.erase("the-conversation")
    assert b"the-conversation" not in everything(path)
    assert memory.open("another", KEY) == WORDS


def test_dialogues_of_different_lengths_look_alike(memory: SealedMemory, path: Path) -> None:
    lengths = set()
    for size in (1, 100, 1_000, 4_000, 5_000, 8_000):
        memory.keep("a", KEY, b"x" * size)
        with sqlite3.connect(path) as reader:
            lengths.add(reader.execute("SELECT length(sealed) FROM memory").fetchone()[0])
        reader.close()
        assert memory.open("a", KEY) == b"x" * size
    assert len(lengths) == 2


def test_while_somebody_reads_the_file_erasing_is_not_said_to_be_done(
    memory: SealedMemory, path: Path
) -> None:
    memory.keep("the-conversation", KEY, WORDS)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM memory").fetchall()
    with pytest.raises(sqlite3.OperationalError):
        memory.erase("the-conversation")
    reader.close()
    memory.erase("the-conversation")
    assert b"the-conversation" not in everything(path)


def test_rows_that_nobody_erased_do_not_stay_for_ever(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = SealedMemory(path)
    early.keep("a", KEY, WORDS)
    early.close()
    today = sealed._today()
    monkeypatch.setattr(sealed, "_today", lambda: today + sealed.DAYS_KEPT + 1)
    late = SealedMemory(path)
    assert late.open("a", KEY) is None
    late.close()


def test_an_engine_that_runs_for_weeks_forgets_them_too(
    memory: SealedMemory, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.keep("the-conversation", KEY, WORDS)
    today = sealed._today()
    monkeypatch.setattr(sealed, "_today", lambda: today + sealed.DAYS_KEPT + 1)
    memory.keep("another", KEY, WORDS)
    assert b"the-conversation" not in everything(path)
    assert memory.open("another", KEY) == WORDS


def test_only_the_owner_may_read_the_file(memory: SealedMemory, path: Path) -> None:
    assert path.stat().st_mode & 0o077 == 0


def everything(path: Path) -> bytes:
    return b"".join(one.read_bytes() for one in path.parent.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "engine.db"


@pytest.fixture
def memory(path: Path) -> Iterator[SealedMemory]:
    opened = SealedMemory(path)
    yield opened
    opened.close()
