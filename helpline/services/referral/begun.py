"""An answer to "would you like to begin?" that is no button: a yes in any words, or already the
answer to a question of the form, as a name is. Then the form begins, and what was answered is kept.

How people say it stands in data/self_referral/form.yml, under `begun`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

#: The step, and before it the question that is answered with it: `begin=name`.
BEGIN = "begin"
#: Said between the offer and the answer: that it was not understood, who reads this, or a fixed
#: message. The offer is open still.
BETWEEN = (
    "utter_smalltalk_out_of_scope", "utter_smalltalk_clarify", "utter_smalltalk_repair",
    "utter_privacy_who", "utter_safety_",
)  # fmt: skip
#: Read as one of these, a few words may be an answer; all else is what it was read as.
_BARE = frozenset({"affirm", "out_of_scope", "greet", "self_refer", "talk_to_human"})
_AGREES = frozenset({"affirm"})
_MOST_WORDS = 8


class Begun:
    """Reads answers to the offer. `written`: the form's words; a question's `begun` lists are
    patterns for a whole message in lower case."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        begun = written["begun"]
        self._yes = [re.compile(one) for one in begun["yes"]]
        self._answers = {
            part: [re.compile(one) for one in patterns]
            for part, patterns in begun["answers"].items()
        }
        self._nations = {
            name.casefold() for names in written["nations"].values() for name in names.values()
        }
        self._never = re.compile(begun["never"])

    def read(self, plain: str, intent: str, told: Collection[str]) -> str | None:
        """What the form begins with; None: the message is about something else. `told`: alerts and
        signs that are in it."""
        if self._fits(self._yes, plain):
            return BEGIN
        if told or intent not in _BARE or len(plain.split()) > _MOST_WORDS:
            return None
        if plain.endswith("?") or self._never.search(plain):
            return None
        if plain in self._nations:
            return f"{BEGIN}=nation"
        for part, patterns in self._answers.items():
            if self._fits(patterns, plain):
                return f"{BEGIN}={part}"
        return BEGIN if intent in _AGREES else None

    def how_to_reach(self, plain: str) -> str | None:
        """The same for an answer that only says how or when to reach them."""
        parts = ("contact_how", "contact_when")
        found = (part for part in parts if self._fits(self._answers[part], plain))
        return next((f"{BEGIN}={part}" for part in found), None)

    def _fits(self, patterns: Collection[re.Pattern[str]], plain: str) -> bool:
        return any(one.fullmatch(plain) for one in patterns)
