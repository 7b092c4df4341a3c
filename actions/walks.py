"""Going on with a walk that was left for another topic."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions import risk
from actions.base import Given, Say, Seen, responses
from actions.following import asked_last

#: "where were we", "lets carry on", "go back to the steps".
_THERE = r"(?:it|that|the (?:steps?|questions?|walk))"
GO_ON = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|right|so|now|please|pls|can we|let'?s|shall we|i (?:want|wanna))\W+)*"
    r"(?:where (?:were|was) (?:we|i)|what were we (?:doing|talking about)|go on|carry on|continue"
    rf"|keep going|go back(?: to {_THERE})?|back to {_THERE}|finish {_THERE})"
    rf"(?: (?:now|please|then|with {_THERE}))*\W*$",
    re.IGNORECASE,
)


def gone_on(seen: Seen) -> Iterable[Given] | None:
    """The step they were at, if they ask for it and are not at it already; else None."""
    place = str((seen.metadata.get("kept") or {}).get("place") or "")
    if not place or place not in responses().names() or not GO_ON.match(seen.text):
        return None
    if any(one.get("utter_action") == place for one in asked_last(seen)):
        return None
    return at(seen, place)


def at(seen: Seen, place: str) -> Iterable[Given]:
    """Says a step again; a question about how urgent it is only if it is still to be asked."""
    return risk.again(seen) if place.startswith(risk.ASK) else [Say(place)]
