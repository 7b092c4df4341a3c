"""Messages of which everything was decided: one intent, every alert, every indicator.

JSON lines, one message a line: those that are learned from (data/messages/<hand>.jsonl, see the
README there) and those that are only judged by (tests/blind/).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from understanding.errors import CorpusError
from understanding.names import ALERTS, INDICATORS, INTENTS


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message and all that is in it: an alert or indicator that is not named is not there."""

    text: str
    intent: str
    alerts: frozenset[str]
    indicators: frozenset[str]


def list_files(data: Path) -> list[Path]:
    """The files that are learned from, in order."""
    return sorted((data / "messages").glob("*.jsonl"))


def read_labelled(path: Path) -> list[Labelled]:
    """All messages of a file. CorpusError names the line that is not as it should be, never its
    words."""
    where = f"{path.parent.name}/{path.name}"
    try:
        # Not splitlines: a message may hold a line separator of its own.
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{where} cannot be read") from error
    return [_read_line(line, f"{where}:{number}") for number, line in enumerate(lines, 1)]


def bare(text: str) -> str:
    """Words only, without case, apostrophes and stops: two texts that differ in less are one. A
    text without words (an emoji) is itself."""
    words = re.findall(r"\w+", text.casefold().replace("'", "").replace("’", ""))
    return " ".join(words) or text


def _read_line(line: str, where: str) -> Labelled:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise CorpusError(f"{where} is not a message with all its labels") from error
    return choose_labels(row, where)


def choose_labels(row: Any, where: str) -> Labelled:
    """A message from a line's four keys. CorpusError, which names `where`, if one is missing, of
    another kind, or not in the specification."""
    try:
        text, intent, alerts, indicators = (
            row[key] for key in ("text", "intent", "alerts", "indicators")
        )
    except (TypeError, KeyError) as error:
        raise CorpusError(f"{where} is not a message with all its labels") from error
    if not isinstance(text, str) or not text.strip():
        raise CorpusError(f"{where} has no text")
    if intent not in INTENTS:
        raise CorpusError(f"{where}: an intent is not in the specification")
    return Labelled(
        text, intent, _choose(alerts, ALERTS, where), _choose(indicators, INDICATORS, where)
    )


def _choose(names: Any, known: tuple[str, ...], where: str) -> frozenset[str]:
    if not isinstance(names, list) or any(name not in known for name in names):
        raise CorpusError(f"{where}: a label is not in the specification")
    return frozenset(names)
