"""No visitor's words in any log, whatever a careless line passes."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from helpline import logs

CANARY = "canarysecretwords"


@pytest.fixture(autouse=True)
def _afterwards_as_before() -> Iterator[None]:
    """Leaves the logging of the test run as it was."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = before
    root.setLevel(level)


def test_only_allowed_fields_get_through(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("debug")
    log = structlog.get_logger("helpline.test")
    log.info(
        "turn.late",
        turn=7,
        text=CANARY,
        token=CANARY,
        exc_info=CANARY,
        address="192.0.2.7",
        conversation=CANARY,
        body={"text": CANARY},
    )
    line = json.loads(capsys.readouterr().out)
    assert set(line) == {"event", "level", "timestamp", "turn"}
    assert (line["event"], line["turn"]) == ("turn.late", 7)


def test_an_exception_is_its_type_and_never_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("debug")
    try:
        raise ValueError(CANARY)
    except ValueError:
        structlog.get_logger().exception("turn.failed", error="ValueError", exception=CANARY)
        logging.getLogger("some.library").exception("said %s", CANARY)
        logging.getLogger("aiohttp.server").error(CANARY, extra={"message_text": CANARY})
    out = capsys.readouterr()
    assert CANARY not in out.out + out.err
    assert "library.some.library ValueError" in out.out
    assert "library.aiohttp.server" in out.out
    assert "Traceback" not in out.out + out.err


def test_an_allowed_field_is_kept_short(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("debug")
    structlog.get_logger().warning("engine.failed", reason="x" * 500)
    assert len(json.loads(capsys.readouterr().out)["reason"]) == 80


def test_libraries_below_a_warning_say_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("debug")
    logging.getLogger("aiosqlite").debug("executing %s", CANARY)
    logging.getLogger("aiohttp.access").info(CANARY)
    assert capsys.readouterr().out == ""
