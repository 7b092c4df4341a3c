"""The dialogue memory: survives a crash, opens only with its key, and can be forgotten."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.engine.engine_process import Engine, Visitor, names

CANARY = "canarywordsecond"
Start = Callable[..., Engine]


def files_of(folder: Path) -> Iterator[bytes]:
    """All bytes the engine has written, its log included."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.read_bytes()


def ask_once(visitor: Visitor, text: str = "someone followed me home") -> None:
    first = visitor.turn(text, "disclose_stalking", indicators=("following",))
    assert names(first) == ["utter_recognising_reflect_first"]


def test_a_crash_keeps_the_dialogue(new_engine: Start, tmp_path: Path) -> None:
    """
    - someone followed me home
    - … has it happened more than once?
    - (kill -9, a new engine)
    - yes
    - … sounds like stalking
    """
    first = new_engine()
    visitor = Visitor(first)
    ask_once(visitor, CANARY)
    assert all(CANARY.encode() not in written for written in files_of(tmp_path))
    first.kill()

    visitor.engine = new_engine()
    assert names(visitor.turn("yes", "affirm")) == ["utter_recognising_repeated"]

    stranger = Visitor(visitor.engine, conversation=visitor.conversation)
    assert names(stranger.turn("yes", "affirm")) == ["utter_arrival_age"], (
        "another key must open nothing, and be answered like a new visitor"
    )


def test_what_is_erased_is_forgotten_and_leaves_no_bytes(engine: Engine, visitor: Visitor) -> None:
    other = Visitor(engine)
    ask_once(visitor)
    ask_once(other)
    row = visitor.conversation.encode()
    assert any(row in written for written in files_of(engine.data_dir / "."))

    assert engine.ask("/erase", {"conversation": visitor.conversation}) == (204, None)

    database = [p for p in engine.data_dir.iterdir() if p.name.startswith("engine.db")]
    assert all(row not in path.read_bytes() for path in database)
    assert names(visitor.turn("yes", "affirm")) == ["utter_arrival_age"]
    assert names(other.turn("yes", "affirm")) == ["utter_recognising_repeated"]


def test_erasing_somebody_unknown_looks_the_same(engine: Engine) -> None:
    assert engine.ask("/erase", {"conversation": secrets.token_hex(16)}) == (204, None)


@pytest.mark.parametrize("conversation", ["", None, 5, "a/../b"])
def test_erasing_needs_an_id(engine: Engine, conversation: object) -> None:
    assert engine.ask("/erase", {"conversation": conversation}) == (
        400,
        {"error": "bad_conversation"},
    )


def test_visitors_do_not_share_a_memory(engine: Engine) -> None:
    one, two = Visitor(engine), Visitor(engine)
    ask_once(one)
    assert names(two.turn("yes", "affirm")) == ["utter_arrival_age"]
    assert names(one.turn("yes", "affirm")) == ["utter_recognising_repeated"]
