"""Danger that was told as the point of a message."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Decision, Effect, Given, Say, Seen

#: The alert that each intent raises, and what is said when its fixed message is on the screen.
ALERTS = {
    "immediate_danger": ("immediate_danger", "utter_safety_danger_still"),
    "suicidal_thoughts": ("suicidal_thoughts", "utter_safety_suicidal_still"),
    "request_harmful_help": ("harmful_request", "utter_safety_harmful_still"),
}


class ActionAlert(Decision):
    """Raises the alert, unless the sentinel did and the fixed message stands above already."""

    def name(self) -> str:
        return "action_alert"

    def decide(self, seen: Seen) -> Iterable[Given]:
        alert, still = ALERTS[seen.intent]
        if alert in (seen.metadata.get("answered") or ()):
            yield Say(still)
        else:
            yield Effect("alert", {"alert": alert})
