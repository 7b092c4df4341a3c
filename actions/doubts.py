"""Doubting oneself: each known thought has an answer of its own; the rest get the general one."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.challenging import MADE_LIGHT_OF
from actions.contact import FACING_THEM
from actions.in_context import InContext
from actions.routing import asked
from actions.today import in_passing
from actions.wordings import joined, topics

#: What a doubt says, and its answer; the first that fits.
DOUBTS = joined(FACING_THEM, MADE_LIGHT_OF, topics("doubts", "doubts"))


class ActionDoubt(InContext):
    """Answers a doubt with what is known about that very thought."""

    def name(self) -> str:
        return "action_doubt"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(DOUBTS, seen, "utter_recognising_doubt"))
        yield from in_passing(seen)
