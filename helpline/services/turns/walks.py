"""Where somebody is in a walk, and the offer to go on there after another topic.

The helpline keeps the place, because it alone sees every answer in order; the engine's memory is
short, and a restart may lose it.
"""

from __future__ import annotations

from collections.abc import Sequence

from content.standing import FRAME
from content.walks import ends, places
from helpline.models import Conversation
from helpline.services.content import Content, slots_of
from helpline.services.keys.kept import Kept
from helpline.services.log.entry_log import Body
from helpline.services.turns.plans import SHOWN

#: Help with a step of whatever walk.
_OF_ALL_WALKS = "utter_online_safety_"


class Walks:
    """Reads the walks out of the content once."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._places = places(content.responses)
        self._ends = ends(content.responses)

    def after(
        self, conversation: Conversation, kept: Kept, said: Sequence[str], quiet: bool
    ) -> list[Body]:
        """Takes in what was answered, and gives the offer to go on in a walk that was left for
        another topic: once. `quiet`: this is no moment for it (danger, a person, leaving).
        """
        steps = [name for name in said if name in self._places]
        if steps:
            kept.place, kept.offered = steps[-1], False
            return []
        place = self._places.get(kept.place or "")
        done = place is not None and place.step == place.steps > 0 and SHOWN in said
        if done or not self._ends.isdisjoint(said):
            kept.place, place = None, None
        if place is None or kept.offered or quiet or not said:
            return []
        mine = (f"utter_{place.skill}_", _OF_ALL_WALKS)
        if any(FRAME.match(name) or name.startswith(mine) for name in said):
            return []
        if self._content.withheld(place.response, slots_of(conversation)):
            # Kept back since: neither its title is said nor the way to it offered.
            return []
        kept.offered = True
        response = "utter_smalltalk_go_on_step" if place.steps else "utter_smalltalk_go_on"
        return self._content.bodies(
            response,
            conversation,
            {
                "walk": place.title(conversation.language),
                "step": str(place.step),
                "steps": str(place.steps),
                "next": place.response,
            },
        )
