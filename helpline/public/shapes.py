"""How things look on the visitor's wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from helpline.models import Conversation
from helpline.services.log.entry_log import EntryLog, Line
from helpline.services_container import Services

# Lines of the log that are not for the visitor's eyes.
HIDDEN_KINDS = frozenset({"note"})


def iso(moment: datetime) -> str:
    """UTC, seconds, with a Z."""
    return moment.isoformat(timespec="seconds") + "Z"


def welcome(services: Services, conversation: Conversation, token: str | None) -> dict[str, Any]:
    """A `welcome` frame: what is open, and whose service this is. The token is given once."""
    content, hours = services.content, services.hours
    frame: dict[str, Any] = {
        "type": "welcome",
        "seq": conversation.seq,
        "owner": conversation.owner,
        "service": {
            "name": content.own["name"],
            "helpline": content.fact("own.helpline.phone"),
            "hours": hours.summary(conversation.language),
            "open_now": hours.open_now(conversation.nation),
            "demonstration": content.demonstration,
        },
    }
    return frame if token is None else {**frame, "token": token}


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
