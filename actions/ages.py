"""An age that somebody types instead of picking it. What is said in passing ("im 15 and he …") the
helpline has taken in before it asks (helpline/services/turns/of_themselves.py).
"""

from __future__ import annotations

import re

from actions.base import Seen, directory, who_writes
from actions.following import asked_last, plain
from actions.wordings import topics

ASKED_AGE = "utter_arrival_age"
CHILD, YOUNG, ADULT = "utter_arrival_child", "utter_arrival_young", "utter_arrival_adult"

#: "14", "im 14", "15 years old": an age, and little else. Only an answer to the question.
_NUMBER = re.compile(r"^\D{0,12}(\d{1,2})(?:\D{0,14})$")
#: The same in words, as an answer to the question; the first that fits.
_IN_WORDS = topics("ages", "in_words")


def age_told(seen: Seen) -> str | None:
    """Where an age leads that somebody typed. None: this is no age, or, if nobody asked for it, it
    changes nothing."""
    text = plain(seen.text.strip())
    if ASKED_AGE in {one.get("utter_action") for one in asked_last(seen)}:
        if in_words := next((where for words, where in _IN_WORDS if words.search(text)), None):
            return in_words
        told = _NUMBER.match(text)
        return _leads_to(int(told[1])) if told else None
    if told := who_writes().found("age_alone", text):
        where = _leads_to(int(told[1]))
        is_young = seen.slots.get("audience") == "young"
        return where if is_young == (where == ADULT) else None
    return None


def _leads_to(age: int) -> str:
    facts = directory().facts
    if age < int(facts["own.ages.children"]):
        return CHILD
    return ADULT if age >= int(facts["own.ages.adult"]) else YOUNG
