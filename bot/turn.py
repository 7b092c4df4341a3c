"""A turn as it comes from the helpline: checked once, at the door, and then trusted.

No Rasa in here. Errors are codes; a visitor's words are never part of one.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from content.languages import LANGUAGES

MAX_BODY = 128 * 1024  # bytes: a full turn of gathered messages, with room for escapes
MAX_TEXT = 16_000  # characters: four of the longest messages a visitor can send
MAX_LABELS = 32
KEY_BYTES = 32

_CONVERSATION = re.compile(r"[A-Za-z0-9_.=-]{8,128}")
_LABEL = re.compile(r"[a-z_]{1,40}")
SLOTS: Mapping[str, Collection[str | None]] = {
    "audience": ("adult", "young"),
    "nation": (None, "england", "wales", "scotland", "northern_ireland"),
    "language": LANGUAGES,
    "style": ("standard", "simple"),
}


class Refused(Exception):
    """A request that is not taken. `code` is what the caller is told, and all there is to say."""

    def __init__(self, code: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


@dataclass(frozen=True)
class Parse:
    """What the helpline has read in the message. Rasa's own reading is not asked again."""

    intent: str
    confidence: float
    alerts: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()

    def as_rasa(self, text: str) -> dict[str, Any]:
        """The same as `UserMessage.parse_data`; with it a typed `/restart` is only text."""
        intent = {"name": self.intent, "confidence": self.confidence}
        return {
            "text": text,
            "intent": intent,
            "entities": [],
            "intent_ranking": [intent],
            "alerts": list(self.alerts),
            "indicators": list(self.indicators),
        }


@dataclass(frozen=True)
class Turn:
    """One turn of one conversation."""

    conversation: str
    number: int
    text: str
    parse: Parse
    slots: Mapping[str, str | None]
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class TurnInHand:
    """The turn being worked on in this task: whose it is and what opens its memory.

    Lives only as long as the request. `erased`: the visitor was forgotten meanwhile, so nothing
    of this turn may be kept.
    """

    conversation: str
    key: bytes = field(repr=False)
    erased: bool = False


#: Set by the channel for the length of a turn; the dialogue memory reads it. Unset under
#: `rasa shell`, where nothing is written to disk.
IN_HAND: ContextVar[TurnInHand | None] = ContextVar("waymark_turn", default=None)


def read_json(body: bytes) -> dict[str, Any]:
    """The body as an object. Raises Refused."""
    if len(body) > MAX_BODY:
        raise Refused("too_large", 413)
    try:
        loaded = json.loads(body)
    except (ValueError, RecursionError):
        # `from None`: the cause holds the body, and tracebacks get logged.
        raise Refused("bad_json") from None
    if not isinstance(loaded, dict):
        raise Refused("bad_json")
    return loaded


def read_turn(body: bytes, intents: Collection[str]) -> Turn:
    """A checked turn. `intents`: those the trained model knows. Raises Refused."""
    sent = read_json(body)
    number, metadata = sent.get("turn"), sent.get("metadata", {})
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise Refused("bad_turn")
    if not isinstance(metadata, dict):
        raise Refused("bad_metadata")
    return Turn(
        conversation=conversation_of(sent),
        number=number,
        text=text_of(sent),
        parse=_parse_of(sent.get("parse"), intents),
        slots=_slots_of(sent.get("slots", {})),
        metadata=metadata,
    )


def conversation_of(sent: Mapping[str, Any]) -> str:
    """The opaque id. Raises Refused."""
    conversation = sent.get("conversation")
    if not isinstance(conversation, str) or not _CONVERSATION.fullmatch(conversation):
        raise Refused("bad_conversation")
    return conversation


def text_of(sent: Mapping[str, Any]) -> str:
    """The message's text, which may be empty (a choice). Raises Refused."""
    text = sent.get("text")
    if not isinstance(text, str):
        raise Refused("bad_text")
    if len(text) > MAX_TEXT:
        raise Refused("too_large", 413)
    return text


def key_of(header: str | None) -> bytes:
    """The turn's key from `X-Waymark-Key` (base64url, padded or not). Raises Refused."""
    try:
        padded = (header or "").rstrip("=") + "=" * (-len((header or "").rstrip("=")) % 4)
        key = base64.b64decode(padded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Refused("bad_key") from None
    if len(key) != KEY_BYTES:
        raise Refused("bad_key")
    return key


def _parse_of(sent: Any, intents: Collection[str]) -> Parse:
    if not isinstance(sent, dict):
        raise Refused("bad_parse")
    intent, confidence = sent.get("intent"), sent.get("confidence")
    if not isinstance(intent, str) or intent not in intents:
        raise Refused("unknown_intent")
    if not isinstance(confidence, (int, float)) or not 0 <= confidence <= 1:
        raise Refused("bad_parse")
    return Parse(
        intent, float(confidence), _labels(sent.get("alerts")), _labels(sent.get("indicators"))
    )


def _labels(sent: Any) -> tuple[str, ...]:
    labels = [] if sent is None else sent
    if not isinstance(labels, list) or len(labels) > MAX_LABELS:
        raise Refused("bad_parse")
    if not all(isinstance(one, str) and _LABEL.fullmatch(one) for one in labels):
        raise Refused("bad_parse")
    return tuple(labels)


def _slots_of(sent: Any) -> dict[str, str | None]:
    if not isinstance(sent, dict):
        raise Refused("bad_slots")
    for name, value in sent.items():
        if name not in SLOTS or not (value is None or isinstance(value, str)):
            raise Refused("bad_slots")
        if value not in SLOTS[name]:
            raise Refused("bad_slots")
    return sent
