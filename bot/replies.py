"""Turns what Rasa says into what the helpline takes: `text`, `choices`, `card`, `effect`.

One reply is one bubble. The buttons and the card of a response go with its last bubble.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from content.responses import BLANK_LINE

CARRIED = ("card", "effect")


def replies_from(message: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The replies of one Rasa message (text, buttons, custom, utter_action); [] if it is empty."""
    texts = [part for part in BLANK_LINE.split((message.get("text") or "").strip()) if part]
    replies: list[dict[str, Any]] = [{"text": text} for text in texts]
    extras = _extras(message)
    if extras:
        if not replies:
            replies.append({})
        replies[-1].update(extras)
    if message.get("utter_action"):
        for reply in replies:
            reply["response"] = message["utter_action"]
    return replies


def _extras(message: Mapping[str, Any]) -> dict[str, Any]:
    extras: dict[str, Any] = {}
    buttons = message.get("buttons") or []
    if buttons:
        extras["choices"] = [{"label": b["title"], "payload": b["payload"]} for b in buttons]
    custom = message.get("custom") or {}
    extras.update({name: custom[name] for name in CARRIED if custom.get(name)})
    return extras
