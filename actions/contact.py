"""Whether and how to answer the person, to block them, or to face them."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import asked
from actions.supporters import CONFRONTING
from actions.today import with_it
from actions.wordings import joined, topics

#: They would go and face the person themselves.
FACING_THEM = topics("contact", "facing_them")


class ActionContact(InContext):
    """Lays out the choices; somebody close who would face the person has an answer of their own."""

    def name(self) -> str:
        return "action_contact"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(joined(CONFRONTING, FACING_THEM), seen, "utter_contact_choices"))
        yield from with_it(seen)
