"""Frames: strict types, and an error that never carries what was sent."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.public import frames
from helpline.public.frames import FrameError, parse

GOOD: list[dict[str, Any]] = [
    {"type": "hello", "audience": "young", "language": "cy"},
    {"type": "hello", "audience": "adult", "language": "en", "nation": "scotland"},
    {"type": "hello", "audience": "adult", "language": "en", "token": "t", "after": 0},
    {"type": "hello", "audience": "adult", "language": "en", "words": ["a"] * 6},
    {"type": "hello", "audience": "adult", "language": "en", "words": "a b c d e f"},
    {"type": "say", "id": "1", "text": "hello"},
    {"type": "choose", "id": "1", "choice": "3-0-abc"},
    {"type": "settings", "style": "simple"},
    {"type": "brief", "id": "1", "parts": {"happening": ""}, "agree": True, "history": False},
    {
        "type": "brief",
        "id": "1",
        "kind": "self_referral",
        "parts": {"name": "R"},
        "agree": False,
        "history": False,
    },
    {"type": "safe_word", "id": "1", "word": "blue teapot"},
    {"type": "still_you", "id": "1", "ask": "q1", "word": "blue teapot"},
    {"type": "still_you", "id": "1", "ask": "q1"},
    *({"type": kind} for kind in ("words", "typing", "delete", "exit", "ping")),
]


@pytest.mark.parametrize("raw", GOOD, ids=[f"{raw['type']}{i}" for i, raw in enumerate(GOOD)])
def test_each_frame_of_the_protocol_is_taken(raw: dict[str, Any]) -> None:
    frame = parse(json.dumps(raw))
    assert type(frame) is frames.CLIENT_TYPES[raw["type"]]
    assert all(getattr(frame, name) == value for name, value in raw.items() if name != "type")
    with pytest.raises(FrameError) as refused:
        parse(json.dumps({**raw, "canary": 1}))
    assert refused.value.code == "bad_frame"


def test_all_types_are_covered() -> None:
    assert {raw["type"] for raw in GOOD} == set(frames.CLIENT_TYPES)


def test_an_id_is_given_back_only_if_it_could_be_one() -> None:
    for given_id, expected in (("a", "a"), ("a" * 65, None), (7, None), (None, None)):
        with pytest.raises(FrameError) as refused:
            parse(json.dumps({"type": "say", "id": given_id, "text": ""}))
        assert refused.value.message_id == expected


def _outcome(text: str) -> str:
    """`taken`, or all that the error says."""
    try:
        parse(text)
    except FrameError as error:
        return str(error)
    return "taken"


@given(st.text(max_size=200))
def test_any_text_is_a_frame_or_a_named_error(text: str) -> None:
    assert _outcome(text) in {"taken", "bad_json", "bad_frame", "unknown_type", "too_long"}


@given(
    st.fixed_dictionaries(
        {"type": st.sampled_from(sorted(frames.CLIENT_TYPES))},
        optional={
            name: st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.just([])
            for name in ("id", "text", "choice", "audience", "language", "token", "after", "words")
        },
    )
)
def test_any_fields_are_a_frame_or_a_bad_one_that_quotes_nothing(raw: dict[str, Any]) -> None:
    assert _outcome(json.dumps(raw)) in {"taken", "bad_frame"}
