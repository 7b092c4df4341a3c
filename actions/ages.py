"""An age that somebody types instead of picking it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from actions.base import Effect, Given, Say, Seen, directory
from actions.following import asked_last, plain

ASKED_AGE = "utter_arrival_age"
CHILD, YOUNG, ADULT = "utter_arrival_child", "utter_arrival_young", "utter_arrival_adult"

#: "14", "im 14", "15 years old": an age, and little else. Only an answer to the question.
_NUMBER = re.compile(r"^\D{0,12}(\d{1,2})(?:\D{0,14})$")
#: The same in words, as an answer to the question; the first that fits.
_IN_WORDS = (
    (re.compile(r"\b(?:under|below|younger than|not yet) (?:13|thirteen)\b", re.I), CHILD),
    (
        re.compile(
            r"\b(?:under|below|younger than|not yet) (?:18|eighteen)\b|\bteen(?:ager|s)?\b"
            r"|\b(?:kid|at school|(?:year|yr) ?\d+)\b",
            re.I,
        ),
        YOUNG,
    ),
    (
        re.compile(
            r"\badult\b|\bgrown[- ]?up\b|\b(?:over|above|older than) (?:18|eighteen)\b|\b18 ?\+"
            r"|\bin my (?:late |early |mid )?(?:twenties|thirties|forties|fifties|sixties"
            r"|seventies|eighties|\d0'?s)\b|\b(?:oap|pensioner|retired)\b",
            re.I,
        ),
        ADULT,
    ),
)
#: Said unasked, as the whole message: "im 14", "I am 15 years old".
_UNASKED = re.compile(
    r"^\W*(?:hi |hey |hello )?(?:i'?m|i am) (?:only )?(\d{1,2})"
    r"(?: ?(?:years? old|yrs?(?: old)?|y/?o))?\W*$",
    re.I,
)
#: The same with more than that: "im 15 and he keeps messaging me". No "15 minutes", no "15 weeks".
_IN_PASSING = re.compile(
    r"(?:^|[.,;!?] ?|\b(?:and|but|so|because|cos|hi|hey|hello) )(?:i'?m|i am) "
    r"(?:only |just |still )?"
    r"([89]|1[0-7])(?: ?(?:years? old|yrs?(?: old)?|y/?o|f|m))?"
    r"(?=\W*$|\W+(?:and|but|so|who|what|is|can|my|he|she|they|a|some|someone|i|there|this|at|in|from"
    r"|with|not|please|pls)\b)",
    re.I,
)


def as_young(seen: Seen, decide: Callable[[Seen], Iterable[Given]]) -> Iterable[Given]:
    """What is decided, in the words for the young from this answer on where somebody says in
    passing that they are under 18. Nobody is taken for an adult by what they say in passing."""
    told = _IN_PASSING.search(plain(seen.text))
    known = seen.slots.get("audience") == "young" or "chosen" in seen.metadata
    if told is None or known or age_told(seen):
        yield from decide(seen)
        return
    sets = {"audience": "young"}
    yield Effect("settings", sets)
    for given in decide(replace(seen, slots={**seen.slots, **sets})):
        # This setting is not in the slots before the next turn.
        yield (
            replace(given, variables={**given.variables, **sets})
            if isinstance(given, Say)
            else given
        )


def age_told(seen: Seen) -> str | None:
    """Where an age leads that somebody typed. None: this is no age, or, if nobody asked for it, it
    changes nothing."""
    text = plain(seen.text.strip())
    if ASKED_AGE in {one.get("utter_action") for one in asked_last(seen)}:
        if in_words := next((where for words, where in _IN_WORDS if words.search(text)), None):
            return in_words
        told = _NUMBER.match(text)
        return _leads_to(int(told[1])) if told else None
    if told := _UNASKED.match(text):
        where = _leads_to(int(told[1]))
        is_young = seen.slots.get("audience") == "young"
        return where if is_young == (where == ADULT) else None
    return None


def _leads_to(age: int) -> str:
    facts = directory().facts
    if age < int(facts["own.ages.children"]):
        return CHILD
    return ADULT if age >= int(facts["own.ages.adult"]) else YOUNG
