"""The engine talks to nobody outside, and writes no visitor's words into its log. Of its training
the same is held where one is (tests/conversations/test_new_topic.py).
"""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.engine_process import ROOT, Engine, Visitor, names
from tests.engine.watching import REPORT, outside, watch

CANARY = "canarywordthird"


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    return watch(tmp_path)


#: What Rasa would load for policies, channels and stores that we do not use (bot/serve.py); written
#: out here, so that a name that is taken off the list there is missed here.
NOT_NEEDED = frozenset((
    "tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras", "sklearn",
    "sklearn_crfsuite", "matplotlib", "PIL", "aiogram", "fbmessenger", "mattermostwrapper",
    "rocketchat_API", "slack_sdk", "twilio", "webexteamssdk", "aio_pika", "boto3", "botocore",
    "bson", "confluent_kafka", "google", "pymongo", "redis", "s3transfer",
))  # fmt: skip


def test_the_watch_sees_who_is_reached_for(watched: dict[str, str]) -> None:
    reach = "import sys; sys.audit('socket.connect', None, ('192.0.2.1', 443))"
    python = ROOT / "bot" / ".venv" / "bin" / "python"
    subprocess.run([str(python), "-c", reach], env={**os.environ, **watched}, check=True)
    assert outside(watched) == ["socket.connect ('192.0.2.1', 443)"]


def test_a_running_engine_reaches_for_nobody_outside(
    new_engine: Callable[..., Engine], watched: dict[str, str]
) -> None:
    engine = new_engine(extra_env=watched)
    visitor = Visitor(engine)
    visitor.turn("hi", "greet")
    assert names(visitor.turn("help", "ask_support_services"))
    # A failure is what an error reporter waits for.
    assert visitor.turn("…", "disclose_stalking", heard={"indicators": {"no_such": 1}}) == []
    engine.stop()
    tried = Path(watched["WATCHED_CONNECTIONS"]).read_text()
    assert "127.0.0.1" in tried, "the hook did not see the call of an action"
    assert outside(watched) == []
    assert REPORT not in engine.log.read_text()
    # What is not there cannot reach for anybody either; and an engine starts in seconds.
    loaded = Path(f"{watched['WATCHED_CONNECTIONS']}.loaded").read_text().splitlines()
    assert "rasa.core.agent" in loaded
    assert {name.partition(".")[0] for name in loaded} & NOT_NEEDED == set()
    # What a start switches off is on again, and goes through no more than what came since.
    assert Path(f"{watched['WATCHED_CONNECTIONS']}.garbage").read_text() == "True True"


def test_no_words_reach_the_log_even_when_it_is_loudest(engine: Engine, visitor: Visitor) -> None:
    """The shared engine runs with --debug. Ways to fail are walked through as well."""
    text = f"{CANARY} he said {CANARY} again"
    visitor.turn(text, "disclose_stalking", indicators=("following", "fear"))
    visitor.turn(text, "clarify")
    visitor.turn(text, "change_language")
    visitor.turn("/" + text, "out_of_scope")
    visitor.turn(text, "disclose_stalking", heard={"indicators": {CANARY: "x"}})
    engine.ask("/parse", {"text": text})
    engine.ask("/turn", json.dumps({"text": text, "turn": CANARY}).encode())
    engine.ask("/turn", f'{{"text": "{CANARY}'.encode())
    engine.ask(f"/nowhere?{CANARY}", {"text": text})
    log = engine.log.read_text()
    assert "DEBUG" in log, "this log is not the loudest"
    assert CANARY not in log
    for words in ("You've told me", "utter_message", '"text"'):
        assert words not in log
