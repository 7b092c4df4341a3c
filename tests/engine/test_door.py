"""The engine's door: who may come in, what is refused, and that refusals repeat nothing.

Every error is `{"error": "<code>"}`.
"""

from typing import Any

import pytest

from tests.engine.engine_process import ROOT, Engine, Visitor, key_header
from understanding import Reader

PARSE = {"intent": "greet", "confidence": 0.9, "alerts": [], "indicators": []}
CANARY = "canarywordfirst"


def a_turn(**changes: Any) -> dict[str, Any]:
    turn: dict[str, Any] = {
        "conversation": "0123456789abcdef",
        "turn": 1,
        "text": CANARY,
        "parse": PARSE,
        "slots": {},
        "metadata": {},
    }
    return {**turn, **changes}


KEY = {"X-Waymark-Key": key_header(bytes(32))}


@pytest.mark.parametrize("token", [None, "", "wrong", "a-token-only-for-tests-012345678"])
@pytest.mark.parametrize("path", ["/turn", "/parse", "/erase"])
def test_without_the_token_nothing_is_taken(engine: Engine, path: str, token: str | None) -> None:
    assert engine.ask(path, a_turn(), headers=KEY, token=token) == (401, {"error": "unauthorised"})


def test_health_needs_the_token_too(engine: Engine) -> None:
    assert engine.ask("/health", token=None)[0] == 401
    status, answer = engine.ask("/health")
    assert (status, answer["ready"]) == (200, True)
    assert answer["model"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"conversation": ""}, "bad_conversation"),
        ({"conversation": "../../etc"}, "bad_conversation"),
        ({"conversation": None}, "bad_conversation"),
        ({"turn": "1"}, "bad_turn"),
        ({"turn": -1}, "bad_turn"),
        ({"turn": True}, "bad_turn"),
        ({"text": None}, "bad_text"),
        ({"text": "x" * 16_001}, "too_large"),
        ({"parse": None}, "bad_parse"),
        ({"parse": {**PARSE, "confidence": 2}}, "bad_parse"),
        ({"parse": {**PARSE, "intent": "drop_tables"}}, "unknown_intent"),
        ({"parse": {**PARSE, "alerts": [{}]}}, "bad_parse"),
        ({"parse": {**PARSE, "indicators": ["x"] * 33}}, "bad_parse"),
        ({"slots": {"audience": "old"}}, "bad_slots"),
        ({"slots": {"requested_slot": "x"}}, "bad_slots"),
        ({"metadata": []}, "bad_metadata"),
    ],
)
def test_what_is_wrong_gets_a_code(engine: Engine, changes: dict[str, Any], code: str) -> None:
    status, answer = engine.ask("/turn", a_turn(**changes), headers=KEY)
    assert status in (400, 413)
    assert answer == {"error": code}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b"[" * 5000])
def test_broken_json_gets_a_code(engine: Engine, body: bytes) -> None:
    assert engine.ask("/turn", body, headers=KEY) == (400, {"error": "bad_json"})


@pytest.mark.parametrize("key", [None, "", "short", "!" * 43, key_header(bytes(31))])
def test_without_a_whole_key_no_turn_is_taken(engine: Engine, key: str | None) -> None:
    headers = {} if key is None else {"X-Waymark-Key": key}
    assert engine.ask("/turn", a_turn(), headers=headers) == (400, {"error": "bad_key"})


def test_a_body_that_is_too_large_is_refused(engine: Engine) -> None:
    status, _ = engine.ask("/turn", b"x" * 300_000, headers=KEY)
    assert status == 413


@pytest.mark.parametrize("path", ["/model", "/status", "/conversations/x/tracker", "/domain"])
def test_rasas_own_interfaces_are_closed(engine: Engine, path: str) -> None:
    assert engine.ask(path, prefix="")[0] == 404


def test_no_other_channel_is_open(engine: Engine) -> None:
    assert engine.ask("/webhooks/rest/webhook", {"message": "hi"}, prefix="")[0] == 404


@pytest.mark.parametrize("text", ["", "😀" * 3000, "\x00\x07\u202e", "\ud800", "<b>{greet}</b>"])
def test_any_text_is_answered(visitor: Visitor, text: str) -> None:
    assert visitor.turn(text, "greet")


def test_a_failing_action_gives_no_words_and_the_next_turn_works(
    engine: Engine, visitor: Visitor
) -> None:
    """The empty list is what makes the helpline post its fixed message."""
    visitor.metadata = {"heard": {"indicators": {"no_such_indicator": 1}}}
    assert visitor.turn(CANARY, "disclose_stalking") == []
    visitor.metadata = {}
    assert visitor.turn("hi", "greet")
    assert CANARY not in engine.log.read_text()


def test_the_engines_own_reading_is_the_helplines(engine: Engine) -> None:
    """The same artefact under both Pythons; a typed command is read as text."""
    reader = Reader.load(ROOT / "models" / "understanding")
    for text in (
        "my ex keeps turning up outside my work",
        "/restart",
        "can i talk to someone real",
    ):
        status, read = engine.ask("/parse", {"text": text})
        here = reader.read(text)
        assert status == 200
        assert read["intent"]["name"] == here.intent
        assert read["intent"]["confidence"] == pytest.approx(here.confidence, abs=0.01)
        assert (read["alerts"], read["indicators"]) == (list(here.alerts), list(here.indicators))
