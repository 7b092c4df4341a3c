"""Keeps the engine from telling anybody anything: no visitor's words in a log, no report home.

Rasa logs messages, slots and whole trackers at DEBUG, and the text of a message when its
handling fails. This is done where records are made, for every level, so that turning `--debug`
on in a hurry does no harm.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any

import structlog

TELEMETRY_SWITCH = "RASA_TELEMETRY_ENABLED"

#: What a structured record of Rasa's may keep. All else may hold words, slots or trackers.
KEPT_KEYS = frozenset(
    {"event", "level", "action_name", "placeholder_key", "len_extraction_events", "logger"}
)

#: Loggers whose debug records show payloads (bytes of requests, arguments of callbacks).
LOUD = ("asyncio", "aiohttp", "hpack", "sanic.access", "urllib3", "sentry_sdk.errors")


@lru_cache(maxsize=1)
def install() -> None:
    """Done once, at the first import of any module of ours that Rasa loads."""
    os.environ[TELEMETRY_SWITCH] = "false"
    _silence_reports()
    # In place: loggers already bound hold this very list of processors.
    processors = structlog.get_config()["processors"]
    processors.insert(0, keep_only_names)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.setLogRecordFactory(_without_messages(logging.getLogRecordFactory()))


def keep_only_names(
    logger: Any, method: str, record: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A structlog processor: drops every value that could hold what somebody wrote."""
    failure = record.get("exc_info")
    for key in set(record) - KEPT_KEYS:
        del record[key]
    if failure:
        record["event"] = f"{record.get('event')} {place_of(failure)}"
    return record


def place_of(failure: Any) -> str:
    """Which errors, raised where; without their messages, which may quote a visitor."""
    if isinstance(failure, BaseException):
        error: BaseException | None = failure
    elif isinstance(failure, tuple):
        error = failure[1]
    else:
        error = sys.exc_info()[1]
    parts = []
    while error is not None and len(parts) < 5:
        frames = traceback.extract_tb(error.__traceback__)
        where = ":".join((frames[-1].filename, str(frames[-1].lineno))) if frames else "?"
        parts.append(f"{type(error).__name__} at {where}")
        error = error.__cause__ or error.__context__
    return " from ".join(parts)


def _without_messages(factory: Any) -> Any:
    """Log records whose exception is a name and a place instead of a message and its data."""

    def make(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record: logging.LogRecord = factory(*args, **kwargs)
        if record.exc_info:
            record.msg = f"{record.getMessage()} [{place_of(record.exc_info)}]"
            record.args, record.exc_info, record.exc_text = None, None, None
        return record

    return make


def _silence_reports() -> None:
    """Sentry's client without an address sends nothing; Rasa starts it with one if it is let."""
    sentry = sys.modules.get("sentry_sdk")
    if sentry is not None:
        sentry.init(dsn="")
