"""The frames of docs/desk-protocol.md, as strict types: unknown fields and wrong types are
refused."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

FRAME_BYTES = 16 * 1024
TEXT_CHARACTERS = 4000

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Outcome = Literal["advised", "referred", "emergency", "visitor_left", "other"]
Action = Literal[
    "called_999", "spoke_with_visitor", "passed_to_lead", "false_alarm", "no_way_to_reach"
]


class _Frame(msgspec.Struct, tag_field="type", forbid_unknown_fields=True):
    """Every frame names its type."""


class Available(_Frame, tag="available"):
    on: bool


class Take(_Frame, tag="take"):
    conversation: Id


class Open(_Frame, tag="open"):
    conversation: Id
    after: Annotated[int, msgspec.Meta(ge=0, le=2**31)]


class Say(_Frame, tag="say"):
    conversation: Id
    id: Id
    text: str


class Typing(_Frame, tag="typing"):
    conversation: Id


class HandBack(_Frame, tag="hand_back"):
    conversation: Id


class Close(_Frame, tag="close"):
    conversation: Id
    outcome: Outcome
    note: str | None = None


class Review(_Frame, tag="review"):
    alert: Id
    action: Action
    note: str | None = None


class Ping(_Frame, tag="ping"):
    pass


DeskFrame = Available | Take | Open | Say | Typing | HandBack | Close | Review | Ping
DESK_TYPES: dict[str, type[DeskFrame]] = {
    "available": Available,
    "take": Take,
    "open": Open,
    "say": Say,
    "typing": Typing,
    "hand_back": HandBack,
    "close": Close,
    "review": Review,
    "ping": Ping,
}
SERVER_TYPES = ("desk", "chat", "entry", "ack", "typing", "taken", "error", "pong")


class FrameError(Exception):
    """A frame that is not taken. `code` is one of docs/desk-protocol.md; it never carries what was
    sent, only the ids it named, so that the page knows what was refused."""

    def __init__(self, code: str, about: dict[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.about = about or {}


def ids_of(raw: dict[str, Any]) -> dict[str, str]:
    """The ids in a frame that may be sent back with a refusal."""
    return {
        name: value
        for name in ("conversation", "id")
        if isinstance(value := raw.get(name), str) and 0 < len(value) <= 64
    }


def parse(data: str) -> DeskFrame:
    """A frame from its text; FrameError with `bad_json`, `unknown_type`, `too_long` or
    `bad_frame`."""
    try:
        raw: Any = msgspec.json.decode(data.encode("utf-8"))
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise FrameError("bad_json") from error
    if not isinstance(raw, dict):
        raise FrameError("bad_frame")
    about = ids_of(raw)
    kind = DESK_TYPES.get(raw["type"]) if isinstance(raw.get("type"), str) else None
    if kind is None:
        raise FrameError("unknown_type", about)
    try:
        frame = msgspec.convert(raw, type=kind, strict=True)
    except msgspec.ValidationError as error:
        raise FrameError("bad_frame", about) from error
    written = getattr(frame, "text", None) or getattr(frame, "note", None) or ""
    if len(written) > TEXT_CHARACTERS:
        raise FrameError("too_long", about)
    if isinstance(frame, Say) and not frame.text.strip():
        raise FrameError("bad_frame", about)
    return frame
