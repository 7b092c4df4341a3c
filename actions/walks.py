"""Going on with a walk that was left for another topic."""

from __future__ import annotations

from collections.abc import Iterable

from actions import risk
from actions.base import Given, Say, Seen, responses
from actions.following import asked_last
from actions.wordings import spoken

GO_ON = spoken("walks", "go_on")


def gone_on(seen: Seen) -> Iterable[Given] | None:
    """The step they were at, if they ask for it and are not at it already; else None."""
    place = str((seen.metadata.get("kept") or {}).get("place") or "")
    if not place or place not in responses().names() or not GO_ON.search(seen.text):
        return None
    if any(one.get("utter_action") == place for one in asked_last(seen)):
        return None
    return at(seen, place)


def at(seen: Seen, place: str) -> Iterable[Given]:
    """Says a step again; a question about how urgent it is only if it is still to be asked."""
    return risk.again(seen) if place.startswith(risk.ASK) else [Say(place)]
