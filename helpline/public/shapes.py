"""How things look on the visitor's wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from helpline.services.entry_log import EntryLog, Line

# Lines of the log that are not for the visitor's eyes.
HIDDEN_KINDS = frozenset({"note"})


def iso(moment: datetime) -> str:
    """UTC, seconds, with a Z."""
    return moment.isoformat(timespec="seconds") + "Z"


def entry(log: EntryLog, conversation_id: str, line: Line) -> dict[str, Any]:
    """An `entry` frame. Payloads stay here; the browser gets opaque ids."""
    frame: dict[str, Any] = {
        "type": "entry",
        "seq": line.seq,
        "at": iso(line.at),
        "author": line.author,
    }
    body = line.body
    if body.name:
        frame["name"] = body.name
    if body.text:
        frame["text"] = body.text
    if body.choices:
        frame["choices"] = [
            {"id": log.choice_id(conversation_id, line.seq, index), "label": choice.label}
            for index, choice in enumerate(body.choices)
        ]
    if body.card:
        frame["card"] = body.card
    if line.kind:
        frame["kind"] = line.kind
    return frame
