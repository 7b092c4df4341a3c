"""What stalking is, and how to tell others of it."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import asked
from actions.wordings import topics

#: What a question about stalking in general asks for; the first that fits.
WHAT = topics("awareness", "what")

#: What a question about telling others asks for; the first that fits.
AWARENESS = topics("awareness", "awareness")


class ActionWhatIsStalking(InContext):
    """Says what stalking is, or answers the part of it that somebody asks about."""

    def name(self) -> str:
        return "action_what_is_stalking"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(WHAT, seen, "utter_awareness_what_is_stalking"))


class ActionAwareness(InContext):
    """Says how others can be told of it, or answers the part that somebody asks about."""

    def name(self) -> str:
        return "action_awareness"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(AWARENESS, seen, "utter_awareness_resources"))
