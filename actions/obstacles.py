"""What makes it hard to tell: each known reason has an answer, with the service that fits it."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.challenging import MADE_LIGHT_OF
from actions.following import asked_last, plain
from actions.in_context import InContext
from actions.routing import asked
from actions.signposting import ActionSignpost
from actions.today import in_passing
from actions.wordings import joined, spoken, topics

#: What a reason not to tell says, and its answer; the first that fits.
BARRIERS = joined(
    topics("obstacles", "barriers"), MADE_LIGHT_OF, topics("obstacles", "other_barriers")
)


#: Asked for a line: that is shown, whatever keeps them from telling.
_HELPLINE = spoken("obstacles", "helpline")


class ActionBarrier(InContext):
    """Answers what keeps somebody from telling, with the service that knows it."""

    def name(self) -> str:
        return "action_barrier"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        name = asked(BARRIERS, seen, "utter_recognising_barrier")
        just_said = {str(one.get("utter_action")) for one in asked_last(seen)}
        if _HELPLINE.search(plain(seen.text)):
            yield from ActionSignpost().decide(seen)
            return
        # The whole list of worries twice running is no answer.
        yield Say("utter_recognising_go_on" if name in just_said else name)
        yield from in_passing(seen)
