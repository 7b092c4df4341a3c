"""What a worker's page is told when a frame is not taken, or a service refuses what it asks."""

from __future__ import annotations

from typing import Any

from helpline.desk.frames import DeskFrame, FrameError
from helpline.errors import (
    AlertOpen,
    AlreadyAsked,
    AlreadyOpened,
    AlreadyPaused,
    AlreadyTaken,
    CapacityNotSaid,
    ConversationGone,
    KeptForAnother,
    KeyGone,
    NoRoom,
    NotAsked,
    NotHere,
    NotInDirectory,
    NotTheirs,
    NotWaiting,
    NotWithPeople,
    OverrideAsked,
    VisitorLeft,
)

_MESSAGES = {
    "bad_json": "The frame is not JSON.",
    "bad_frame": "The frame's fields are not what its type needs.",
    "unknown_type": "There is no frame of this type.",
    "too_long": "The text is longer than 4,000 characters.",
    "too_fast": "Too many frames; wait a moment.",
    "already_taken": "A colleague has this chat.",
    "not_yours": "This chat is not yours.",
    "visitor_left": "The visitor has left: nothing can be sent.",
    "not_waiting": "This chat is not waiting.",
    "already_opened": "A lead has opened this chat already.",
    "override_asked": "A colleague has asked to open this chat; a second person is awaited.",
    "not_with_people": "Only a chat that waits or is with a worker can be opened.",
    "no_room": "You have as many chats as you take on at once.",
    "alert_open": "Somebody may be in danger: an alert is open.",
    "capacity_not_said": "Say whether the child understands what sharing means.",
    "not_found": "There is nothing here under that id.",
    "kept_for_another": "This chat is kept for a colleague a moment more.",
    "not_here": "That colleague is not at an open desk, or takes no chats now.",
    "already_asked": "A colleague has been asked already.",
    "not_asked": "Nobody asks for this any more.",
    "already_paused": "There is a pause already; write first.",
}
_CODES: dict[type[Exception], str] = {
    AlreadyTaken: "already_taken",
    NotTheirs: "not_yours",
    VisitorLeft: "visitor_left",
    NotWaiting: "not_waiting",
    AlreadyOpened: "already_opened",
    OverrideAsked: "override_asked",
    NoRoom: "no_room",
    CapacityNotSaid: "capacity_not_said",
    AlertOpen: "alert_open",
    NotWithPeople: "not_with_people",
    ConversationGone: "not_found",
    KeyGone: "not_found",
    KeptForAnother: "kept_for_another",
    NotInDirectory: "not_found",
    NotHere: "not_here",
    AlreadyAsked: "already_asked",
    NotAsked: "not_asked",
    AlreadyPaused: "already_paused",
}

REFUSED = tuple(_CODES)


def refusal_of(error: Exception, frame: DeskFrame) -> FrameError:
    """A service's named error as a refusal of that frame; `already_taken`, `already_opened`,
    `override_asked` and `kept_for_another` say by or for whom."""
    about = {
        name: value
        for name in ("conversation", "id")
        if (value := getattr(frame, name, None)) is not None
    }
    named = AlreadyTaken | AlreadyOpened | OverrideAsked | KeptForAnother
    if isinstance(error, named) and error.name:
        about["name"] = error.name
    return FrameError(_CODES[type(error)], about)


def error_frame(error: FrameError) -> dict[str, Any]:
    """An `error` frame."""
    return {"type": "error", "code": error.code, "message": _MESSAGES[error.code], **error.about}
