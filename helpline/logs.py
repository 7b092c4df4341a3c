"""Logs by allow-list: an event name of ours, and only the fields named here. Whatever else is
passed (a message, an address, a token, an exception's text) is dropped, so a careless line can't
leak a word.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "reason",
        "error",
        "turn",
        "effect",
        "look",
        "count",
        "port",
        "face",
        "seconds",
        "attempt",
    }
)
_LONGEST = 80


def allow_listed(
    _logger: Any, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Keeps the allowed fields, short."""
    return {
        name: value if isinstance(value, int | float | bool) else str(value)[:_LONGEST]
        for name, value in event.items()
        if name in ALLOWED
    }


class _TypesOnly(logging.Filter):
    """Lines of libraries: their logger's name and level, never their text or traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        record.msg, record.args = f"library.{record.name} {kind}".rstrip(), ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def configure(level: str) -> None:
    """Sends our lines to standard output as JSON, and libraries' warnings as bare names."""
    number = getattr(logging, level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            allow_listed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.addFilter(_TypesOnly())
    handler.setFormatter(logging.Formatter('{"level": "%(levelname)s", "event": "%(message)s"}'))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
