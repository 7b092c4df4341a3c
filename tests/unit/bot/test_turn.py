"""What the door takes as a turn. (tests/engine/test_door.py asks the running door.)"""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.turn import Refused, Turn, TurnInHand, key_of, read_turn

INTENTS = {"greet", "restart"}
SENT: dict[str, Any] = {
    "conversation": "0123456789abcdef",
    "turn": 7,
    "text": "/restart",
    "parse": {"intent": "greet", "confidence": 1, "alerts": ["immediate_danger"]},
    "slots": {"nation": None, "audience": "young"},
    "metadata": {"answered": []},
}


def test_a_turn_is_taken_as_it_was_sent() -> None:
    turn = read_turn(json.dumps(SENT).encode(), INTENTS)
    assert (turn.conversation, turn.number, turn.text) == ("0123456789abcdef", 7, "/restart")
    assert turn.slots == {"nation": None, "audience": "young"}
    parsed = turn.parse.as_rasa(turn.text)
    assert parsed["intent"] == {"name": "greet", "confidence": 1.0}
    assert parsed["alerts"] == ["immediate_danger"]
    assert parsed["entities"] == []


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_anything_else_is_refused_without_repeating_it(sent: Any) -> None:
    for name in SENT:
        taken = taken_or_code(json.dumps({**SENT, name: sent}).encode())
        assert isinstance(taken, Turn) or taken in CODES


def taken_or_code(body: bytes) -> Turn | str:
    try:
        return read_turn(body, INTENTS)
    except Refused as refused:
        return refused.code


CODES = {
    "bad_conversation",
    "bad_turn",
    "bad_text",
    "too_large",
    "bad_parse",
    "unknown_intent",
    "bad_slots",
    "bad_metadata",
}


def test_not_a_number_is_no_confidence() -> None:
    body = json.dumps({**SENT, "parse": {"intent": "greet", "confidence": float("nan")}}).encode()
    with pytest.raises(Refused, match="bad_parse"):
        read_turn(body, INTENTS)


@pytest.mark.parametrize("header", ["A" * 43, "A" * 43 + "=", "_-" * 21 + "A"])
def test_a_key_is_32_bytes_padded_or_not(header: str) -> None:
    assert len(key_of(header)) == 32


@pytest.mark.parametrize("header", [None, "", "A" * 42, "A" * 44, "é" * 43, "A" * 42 + "!"])
def test_a_broken_key_is_refused(header: str | None) -> None:
    with pytest.raises(Refused, match="bad_key"):
        key_of(header)


def test_a_key_is_not_shown() -> None:
    assert "sesame" not in repr(TurnInHand("conversation", b"sesame"))
