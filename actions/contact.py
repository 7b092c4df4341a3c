"""Whether and how to answer the person, to block them, or to face them."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import asked
from actions.supporters import CONFRONTING


class ActionContact(InContext):
    """Lays out the choices; somebody close who would face the person has an answer of their own."""

    def name(self) -> str:
        return "action_contact"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(CONFRONTING, seen, "utter_contact_choices"))
