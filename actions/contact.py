"""Whether and how to answer the person, to block them, or to face them."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import asked, words
from actions.supporters import CONFRONTING
from actions.today import with_it

#: They would go and face the person themselves.
FACING_THEM = (
    words(
        "have it out with", "(?:confront|face) (?:him|her|them)", "sort (?:him|her|them) out",
        "go(?:ing)? round (?:there|to (?:his|hers|theirs))", "give (?:him|her|them) a piece",
    ),
    "utter_contact_confront",
)  # fmt: skip


class ActionContact(InContext):
    """Lays out the choices; somebody close who would face the person has an answer of their own."""

    def name(self) -> str:
        return "action_contact"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked((*CONFRONTING, FACING_THEM), seen, "utter_contact_choices"))
        yield from with_it(seen)
