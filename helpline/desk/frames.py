"""The frames of docs/desk-protocol.md, as strict types: unknown fields and wrong types are
refused."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import msgspec

from helpline.access import Access, Role, allowed
from helpline.desk.frame_base import Frame as _Frame
from helpline.desk.frame_base import Id
from helpline.desk.tool_frames import TOOL_TYPES, Note, ToolFrame, Whisper
from helpline.services.workers.profiles import MOST_CHATS

FRAME_BYTES = 16 * 1024
TEXT_CHARACTERS = 4000
REASON_CHARACTERS = 1000

Outcome = Literal["advised", "referred", "emergency", "visitor_left", "other"]
Action = Literal[
    "called_999", "spoke_with_visitor", "passed_to_lead", "false_alarm", "no_way_to_reach"
]

# The kinds of danger: a chat is opened before consent for nothing else.
Risk = Literal["immediate_danger", "suicidal_thoughts", "child_in_danger", "threat_by_visitor"]


class Available(_Frame, tag="available"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="says whether they take chats themselves"
    )

    on: bool


class Take(_Frame, tag="take"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="whoever is on shift takes who waits; exactly one wins"
    )

    conversation: Id


class Open(_Frame, tag="open"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="sees a chat of their own; a lead sees any, and it is noted"
    )
    own_chat: ClassVar[bool] = True

    conversation: Id
    after: Annotated[int, msgspec.Meta(ge=0, le=2**31)]


class Say(_Frame, tag="say"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="writes in a chat that is theirs"
    )
    own_chat: ClassVar[bool] = True

    conversation: Id
    id: Id
    text: str


class Typing(_Frame, tag="typing"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="shows that they write in a chat that is theirs"
    )
    own_chat: ClassVar[bool] = True

    conversation: Id


class HandBack(_Frame, tag="hand_back"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="gives a chat that is theirs back to the assistant"
    )
    own_chat: ClassVar[bool] = True

    conversation: Id


class Close(_Frame, tag="close"):
    access: ClassVar[Access] = allowed(Role.WORKER, Role.LEAD, why="ends a chat that is theirs")
    own_chat: ClassVar[bool] = True

    conversation: Id
    outcome: Outcome
    note: str | None = None


class Review(_Frame, tag="review"):
    access: ClassVar[Access] = allowed(
        Role.WORKER,
        Role.LEAD,
        why="any person of the helpline may act on danger; it is noted who did",
    )

    alert: Id
    action: Action
    note: str | None = None
    # Of a child in danger: whether they understand what sharing means.
    capacity: str | None = None


class Seen(_Frame, tag="seen"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="says that an alert is before their eyes; it is noted once"
    )

    alert: Id


class Override(_Frame, tag="override"):
    access: ClassVar[Access] = allowed(
        Role.WORKER,
        Role.LEAD,
        why="where somebody is at immediate risk, asks a second person to open a chat of their own"
        " before its visitor agrees; a lead asks for any, or opens it alone where it can't wait;"
        " with written reasons, noted, and told unless telling is unsafe",
    )

    conversation: Id
    id: Id
    risk: Risk
    reason: str
    # Why the visitor must not be told; left out, they are.
    telling_is_unsafe: str | None = None
    # Why a lead can't wait for a second person; left out, one is asked.
    cannot_wait: str | None = None


class Move(_Frame, tag="move"):
    access: ClassVar[Access] = allowed(
        Role.LEAD,
        why="puts somebody who waits elsewhere in the order, with a written reason; it is noted",
    )

    conversation: Id
    id: Id
    to: Literal["first", "later", "rule"]
    reason: str


class Limits(_Frame, tag="limits"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="says how many chats they themselves take, and hides the list"
    )

    # None: as many as a lead has set.
    own: Annotated[int, msgspec.Meta(ge=1, le=MOST_CHATS)] | None
    hides_queue: bool


class Ping(_Frame, tag="ping"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="keeps their own chats and shift"
    )


DeskFrame = (
    Available
    | Take
    | Open
    | Say
    | Typing
    | HandBack
    | Close
    | Review
    | Seen
    | Override
    | Move
    | Limits
    | Ping
    | ToolFrame
)
DESK_TYPES: dict[str, type[DeskFrame]] = {
    "available": Available,
    "take": Take,
    "open": Open,
    "say": Say,
    "typing": Typing,
    "hand_back": HandBack,
    "close": Close,
    "review": Review,
    "seen": Seen,
    "override": Override,
    "move": Move,
    "limits": Limits,
    "ping": Ping,
    **TOOL_TYPES,
}
SERVER_TYPES = (
    "desk",
    "chat",
    "entry",
    "ack",
    "typing",
    "taken",
    "opened",
    "asides",
    "done",
    "moved",
    "error",
    "pong",
)


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
    written = [getattr(frame, name, None) or "" for name in ("text", "note", "capacity")]
    if any(len(one) > TEXT_CHARACTERS for one in written):
        raise FrameError("too_long", about)
    if isinstance(frame, Say | Note | Whisper) and not frame.text.strip():
        raise FrameError("bad_frame", about)
    if isinstance(frame, Override | Move):
        _check_reasons(frame, about)
    return frame


def _check_reasons(frame: Override | Move, about: dict[str, str]) -> None:
    """Each reason is written, and not too long."""
    given = [frame.reason]
    if isinstance(frame, Override):
        written = (frame.telling_is_unsafe, frame.cannot_wait)
        given += [one for one in written if one is not None]
    if any(len(one) > REASON_CHARACTERS for one in given):
        raise FrameError("too_long", about)
    if not all(one.strip() for one in given):
        raise FrameError("bad_frame", about)
