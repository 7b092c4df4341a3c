"""Leaving this screen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.base import Decision, Effect, Given, Say, Seen
from actions.following import plain

#: Leaving empties the page and forgets the chat, so a doubtful sign only offers it, large. Exact
#: words never come here: the page itself obeys them.
SURE = 0.9


#: They are gone: nothing has to be hidden now, and there is time for what comes next.
GONE = re.compile(
    r"^\W*(?:no |ok |its ok |it'?s ok |yes |phew |think )*"
    r"(?:he|she|they)(?:'?s|'?ve| has| have| is|'?re)? (?:now |just )?"
    r"(?:gone|away|left|driven off|drove off)(?: now| again| away| i think| for now)*\W*$",
    re.I,
)


class ActionSafeExit(Decision):
    """Somebody needs this screen to be gone."""

    def name(self) -> str:
        return "action_safe_exit"

    def decide(self, seen: Seen) -> Iterable[Given]:
        if GONE.match(plain(seen.text)):
            yield Say("utter_safety_danger_past")
        else:
            yield Effect("safe_exit", {"sure": seen.confidence >= SURE})
