"""A word or two in answer to what was just offered: a place, where ideas for places were shown. It
is read as all manner of things ("home" as a wish to begin again), so the words decide.
"""

from __future__ import annotations

from actions.base import Seen
from actions.following import asked_last
from actions.routing import first
from actions.wordings import topics

#: Where somebody wants to be safer (`actions/safety_planning.py`).
PLACES = topics("safety_planning", "places")
_WHERE = frozenset({"utter_safety_planning_start", "utter_safety_planning_places"})
#: Read as one of these, so few words are no place.
_NO_PLACE = frozenset({
    "immediate_danger", "suicidal_thoughts", "safe_exit", "request_harmful_help", "talk_to_human",
    "deny", "disclose_stalking", "situation_changed", "describe_feelings",
})  # fmt: skip
_MOST_WORDS = 3


def place(seen: Seen) -> str | None:
    """The answer for the place that they name; None: this answers no such question."""
    if "chosen" in seen.metadata or seen.intent in _NO_PLACE or "?" in seen.text:
        return None
    said = {str(one.get("utter_action")) for one in asked_last(seen)}
    if not said & _WHERE or len(seen.text.split()) > _MOST_WORDS:
        return None
    return first(PLACES, seen.text)
