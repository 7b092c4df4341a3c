"""How things look on the desk's wire. Nothing here asks the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from helpline.models import Conversation, Worker
from helpline.services.log.entry_log import Line
from helpline.services.queue.order import Standing
from helpline.services.turns.urgency import LEVELS


def iso(moment: datetime) -> str:
    """UTC, with a Z."""
    return moment.isoformat(timespec="seconds") + "Z"


def maybe_iso(moment: datetime | None) -> str | None:
    """The same; None stays None."""
    return None if moment is None else iso(moment)


def worker(one: Worker) -> dict[str, str]:
    """What a worker's page may know of its own worker."""
    return {"id": str(one.id), "name": one.name, "role": one.role}


def row(conversation: Conversation) -> dict[str, Any]:
    """One line of the lists: urgency and categories, never words."""
    return {
        "conversation": conversation.id,
        "since": iso(conversation.waiting_since or conversation.created_at),
        "urgency": LEVELS[conversation.urgency],
        "reasons": list(conversation.reasons),
        "audience": conversation.audience,
        "nation": conversation.nation,
        "language": conversation.language,
        "agreed": conversation.agreed_at is not None,
        "left": conversation.left is not None,
    }


def own_row(conversation: Conversation) -> dict[str, Any]:
    """A worker's own chat: also since when its visitor waits for an answer, if they do."""
    return {**row(conversation), "owed_since": maybe_iso(conversation.unanswered_since)}


def stands(one: Standing) -> dict[str, Any]:
    """Why somebody stands where they stand: by which rule, the categories that make them urgent,
    and the minutes that are added to their wait (negative: taken off)."""
    return {
        "by": one.band,
        "because": list(one.because),
        "ahead": int(one.head_start.total_seconds() // 60),
    }


def is_shown(line: Line) -> bool:
    """Whether a line is for a worker at all. The brief as it was first offered is not: it holds
    what the visitor may since have taken out of it. Nor is a card that asks for a yes to a partner,
    or its answer: what came of it is said beside it, and the rest stands in the case."""
    return line.kind not in {"brief", "referral", "partner_ask", "partner_answer"}


def entry(conversation_id: str, line: Line) -> dict[str, Any]:
    """An `entry` frame. Choices are left out: they were the visitor's to make."""
    frame: dict[str, Any] = {
        "type": "entry",
        "conversation": conversation_id,
        "seq": line.seq,
        "at": iso(line.at),
        "author": line.author,
    }
    body = line.body
    if body.name:
        frame["name"] = body.name
    if body.text:
        frame["text"] = body.text
    if body.card:
        frame["card"] = _card(body.card)
    if line.kind:
        frame["kind"] = line.kind
    return frame


def _card(card: dict[str, Any]) -> dict[str, Any]:
    """Of a brief, only what was answered: it stands beside the chat as the visitor has it now, and
    an earlier state may hold what they have since taken out."""
    if card.get("type") != "brief":
        return card
    if card.get("kind") is not None:
        # What was agreed to stands in the case, for whoever may open it.
        return {"type": "brief", "kind": card["kind"], "agreed": bool(card.get("agreed"))}
    if not card.get("agreed"):
        return {"type": "brief", "agreed": False}
    return {"type": "brief", "agreed": True, "history": bool(card.get("history"))}
