"""Labelled messages from a file of anybody's: Rasa NLU YAML, or JSON lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from understanding.corpus import Corpus, read_intents
from understanding.errors import CorpusError
from understanding.names import ALERTS, INDICATORS, INTENTS


@dataclass(frozen=True, slots=True)
class Message:
    """A message and what is said of it; None where nobody has said. `voice`: how it is written."""

    text: str
    intent: str | None = None
    alerts: frozenset[str] | None = None
    indicators: frozenset[str] | None = None
    voice: str = ""


def read_messages(path: Path) -> list[Message]:
    """All messages of a file. CorpusError names the line, never its words."""
    try:
        if path.suffix in (".yml", ".yaml"):
            return _read_rasa(path)
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.name} cannot be read") from error
    return [_read_line(line, f"{path.name}:{n}") for n, line in enumerate(lines, 1) if line.strip()]


def _read_rasa(path: Path) -> list[Message]:
    corpus = Corpus()
    read_intents(path, corpus)
    return [Message(text, name) for name, texts in corpus.intents.items() for text in texts]


def _read_line(line: str, where: str) -> Message:
    """{"text": …} with any of intent, alerts, indicators, voice."""
    try:
        row = json.loads(line)
        text, intent = row["text"], row.get("intent")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CorpusError(f"{where} is not a JSON object with a text") from error
    if not isinstance(text, str) or (intent is not None and intent not in INTENTS):
        raise CorpusError(f"{where}: the text or the intent is not one of ours")
    voice = row.get("voice") or ""
    return Message(
        text,
        intent,
        _labels(row.get("alerts"), ALERTS, where),
        _labels(row.get("indicators"), INDICATORS, where),
        voice if isinstance(voice, str) else "",
    )


def _labels(value: Any, known: tuple[str, ...], where: str) -> frozenset[str] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not set(value) <= set(known):
        raise CorpusError(f"{where}: a label is not one of ours")
    return frozenset(value)
