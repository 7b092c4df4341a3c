"""The way to a person."""

from __future__ import annotations

from collections.abc import Iterable

from actions import speaker
from actions.base import Card, Decision, Given, Say, Seen, handoff
from actions.following import plain
from actions.needs import asked_for
from actions.services import FIRST, fits, why
from actions.signposting import ActionSignpost
from actions.wordings import spoken

#: Who somebody is: those who ask for a person like them ask for a line of theirs.
OF_A_KIND = ("lgbt", "honour", "faith", "deaf", "older", "men", "welsh")
#: "anyone gay i can talk to", "someone who understands my religion", "talk to a lesbian".
_LIKE_THEM = spoken("handoff", "like_them")
#: "who can i ring": where nobody of ours is there, it is asked whom else.
WHOM = spoken("handoff", "whom")


#: "i cant talk on the phone, can u text 999".
TEXT_999 = spoken("handoff", "text_999")


class ActionHandoff(Decision):
    """Somebody asks for a person. Whether one is there, the helpline knows and says. Who asks for
    somebody like them is shown the lines of their community, and a person is a choice below; so
    is who asks "who can I ring" where nobody is there, and who they are stands with that answer.
    """

    def name(self) -> str:
        return "action_handoff"

    def decide(self, seen: Seen) -> Iterable[Given]:
        own = speaker.who(seen) == speaker.OWN
        # The lines of a community are for those to whom it is done.
        kinds = [] if own else [need for need in asked_for(seen) if need in OF_A_KIND]
        said = plain(seen.text)
        if TEXT_999.search(said):
            # No wish for somebody to talk to; a person is a choice below it.
            yield Say("utter_police_text")
            return
        if (kinds and _LIKE_THEM.search(said)) or (not seen.on_shift and WHOM.search(said)):
            yield from ActionSignpost().decide(seen)
            return
        if not seen.on_shift:
            theirs = [next((key for key in FIRST[kind] if fits(seen, key)), None) for kind in kinds]
            yield from (Card(key, why(key, kinds)) for key in dict.fromkeys(theirs) if key)
        yield handoff()
