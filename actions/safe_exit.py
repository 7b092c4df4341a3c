"""Leaving this screen."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Decision, Effect, Given, Say, Seen
from actions.following import asked_last, plain
from actions.recognising import LISTEN
from actions.wordings import spoken

#: Leaving empties the page and forgets the chat, so a doubtful sign only offers it, large. Exact
#: words never come here: the page itself obeys them.
SURE = 0.9


#: They are gone: nothing has to be hidden now, and there is time for what comes next.
GONE = spoken("safe_exit", "gone")


#: Somebody begins to tell; nothing has to be hidden.
BEGINNING = spoken("safe_exit", "beginning")
#: "how do i turn that off", after an answer about something that can be turned off. What is before
#: their eyes is this page, whatever was spoken of: that stays a wish to leave.
OFF = spoken("safe_exit", "off")
_CAN_BE_OFF = ("location_sharing", "devices", "social_media", "accounts", "spyware")


def _how(seen: Seen) -> str | None:
    """The first step of the walk that the last answer leads to."""
    said = [str(one.get("utter_action")) for one in asked_last(seen)]
    skills = (one for one in _CAN_BE_OFF if any(n.startswith(f"utter_{one}_") for n in said))
    return next((f"utter_{skill}_step_plan" for skill in skills), None)


class ActionSafeExit(Decision):
    """Somebody needs this screen to be gone."""

    def name(self) -> str:
        return "action_safe_exit"

    def decide(self, seen: Seen) -> Iterable[Given]:
        if GONE.search(plain(seen.text)):
            yield Say("utter_safety_danger_past")
        elif seen.confidence < SURE and BEGINNING.search(plain(seen.text)):
            yield Say(LISTEN)
        elif seen.confidence < SURE and OFF.search(plain(seen.text)) and (step := _how(seen)):
            yield Say(step)
        else:
            yield Effect("safe_exit", {"sure": seen.confidence >= SURE})
