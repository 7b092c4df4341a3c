"""What a visitor's client is told when a frame is not taken."""

from __future__ import annotations

from typing import Any

MESSAGES = {
    "bad_json": "The frame is not JSON.",
    "bad_frame": "The frame's fields are not what its type needs.",
    "unknown_type": "There is no frame of this type.",
    "too_long": "The text is longer than 4,000 characters.",
    "too_fast": "Too many frames; wait a moment.",
    "not_open": "There is no open conversation here.",
    "busy": "Too many new conversations at once; try again in a moment.",
}


def error_frame(code: str, message_id: str | None = None) -> dict[str, Any]:
    """An `error` frame; it never carries what was sent, only the id it named."""
    frame = {"type": "error", "code": code, "message": MESSAGES[code]}
    return frame if message_id is None else {**frame, "id": message_id}
