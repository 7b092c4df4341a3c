"""People who worry about what they do themselves. Nothing here helps to reach anybody."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import asked
from actions.wordings import topics

#: What they are at; the first that fits.
OWN_BEHAVIOUR = topics("own_behaviour", "own_behaviour")


class ActionOwnBehaviour(InContext):
    """Answers somebody who worries about what they do, without shaming."""

    def name(self) -> str:
        return "action_own_behaviour"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(OWN_BEHAVIOUR, seen, "utter_recognising_own_behaviour"))
