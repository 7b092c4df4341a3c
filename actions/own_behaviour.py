"""People who worry about what they do themselves. Nothing here helps to reach anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions import services
from actions.base import Card, Given, Say, Seen
from actions.following import asked_last
from actions.in_context import InContext
from actions.needs import QUIET, asked_for
from actions.routing import asked
from actions.wordings import topics

#: What they are at; the first that fits.
OWN_BEHAVIOUR = topics("own_behaviour", "own_behaviour")

#: Who to turn to, best known first; beside the line for it only those that are there for anybody.
_LINES = ("childline", "respect", "samaritans_welsh", "samaritans", "shout")
_NEEDS = {"childline": "young", "respect": "own_behaviour", "samaritans_welsh": "welsh"}
_WHO, _MORE = "utter_own_behaviour_respect", "utter_own_behaviour_more"


class ActionOwnBehaviour(InContext):
    """Answers somebody who worries about what they do, without shaming."""

    def name(self) -> str:
        return "action_own_behaviour"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(OWN_BEHAVIOUR, seen, "utter_recognising_own_behaviour"))


def to_turn_to(seen: Seen) -> Iterator[Given]:
    """Who is there for them, and no line for those to whom it is done; asked again, what else there
    is."""
    if {_WHO, _MORE} & {str(one.get("utter_action")) for one in asked_last(seen)}:
        yield Say(_MORE)
        return
    left = [key for key in _LINES if _fits(seen, key)]
    for key in left[: services.MOST_CARDS]:
        yield Card(key, _NEEDS.get(key, services.ALWAYS))
    yield Say(_WHO)


def _fits(seen: Seen, key: str) -> bool:
    if key == "childline" and seen.slots.get("audience") != "young":
        return False
    if key == "samaritans_welsh" and seen.slots.get("language") != "cy":
        return False
    silent = QUIET not in asked_for(seen) or services.silent(key)
    return silent and services.fits(seen, key)
