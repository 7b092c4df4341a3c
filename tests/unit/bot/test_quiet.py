"""What reaches a log once the engine is quiet. In a process of its own: it changes all logging."""

import subprocess
import sys

from content import DATA

CANARY = "canarywordfifth"
SCRIPT = f"""
import logging, os, structlog
logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(message)s")
structlog.configure(
    processors=[structlog.processors.add_log_level, structlog.processors.dict_tracebacks,
                structlog.processors.JSONRenderer()],
    logger_factory=structlog.stdlib.LoggerFactory(), cache_logger_on_first_use=True,
)
early = structlog.get_logger("early")
early.debug("bound.before")
from bot import quiet
quiet.install()

text = "{CANARY}"
def fails():
    raise ValueError(text)

try:
    fails()
except ValueError as error:
    logging.getLogger("rasa.x").exception("plain.exception")
    early.exception("structured.exception", response=text)
    structlog.get_logger("late").exception("late.exception", placeholder_key="name")
    try:
        raise RuntimeError(text) from error
    except RuntimeError:
        logging.getLogger("rasa.y").error("plain.chained", exc_info=True)
early.debug("structured.debug", text=text, slot_values=text, action_name="action_x")
logging.getLogger("asyncio").debug(text)
print("telemetry", os.environ["RASA_TELEMETRY_ENABLED"])
"""


def test_errors_are_named_and_placed_without_their_messages() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=DATA.parent,
        check=True,
        capture_output=True,
        text=True,
    )
    log = ran.stdout + ran.stderr
    assert CANARY not in log
    assert "plain.exception [ValueError at <string>:" in log
    assert "plain.chained [RuntimeError at <string>:" in log
    assert "structured.exception ValueError at" in log
    assert "late.exception ValueError at" in log
    assert '"action_name": "action_x"' in log
    assert "telemetry false" in log
