"""Workers who ask for somebody they meet in their job: their role, or what they ask about."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import asked
from actions.today import with_it
from actions.wordings import topics

#: What a worker asks for, or what they are; the first that fits.
PROFESSIONALS = topics("professionals", "professionals")


class ActionProfessional(InContext):
    """Answers a worker by their role, or by what they ask."""

    def name(self) -> str:
        return "action_professional"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(PROFESSIONALS, seen, "utter_recognising_professional"))
        yield from with_it(seen)
