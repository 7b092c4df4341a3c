"""Actions whose message may be an answer to what was asked last, whatever it was read as."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator

import content
from actions import bare, plainly, plan, risk, services, today, walks
from actions.ages import age_told
from actions.base import Decision, Effect, Given, Say, Seen, responses
from actions.following import STOP, UNSAFE, answers_last, chosen, follow, plain
from actions.wordings import spoken

#: What these answers say of a grave sign themselves, as topics of `data/risk/topics.yml`.
SPOKEN_OF = {
    "utter_orders_broken": ("order",),
    "utter_law_orders": ("order",),
    "utter_obstacles_threat": ("threats",),
    "utter_trackers_leave": ("tracked",),
}


DELETE_WELSH = spoken("in_context", "delete_welsh")
#: They are out, or will be: time to plan. And that an order, or bail, was broken.
RELEASED = spoken("in_context", "released")
BROKEN = spoken("in_context", "broken")
#: They are gone (`actions/safe_exit.py`).
GONE = spoken("safe_exit", "gone")
#: Read as one of these, it was told of the person who does this.
_OF_THEM = frozenset({
    "disclose_stalking", "situation_changed", "ask_report_to_police", "ask_protective_orders",
    "ask_law", "describe_feelings",
})  # fmt: skip


class InContext(Decision, ABC):
    """Looks first whether the message answers the last question: an age that was asked for, that a
    step is not safe, "stop", an answer about how urgent it is, or the wish to go on where we were;
    then whether its words say by themselves what is asked.
    """

    def decide(self, seen: Seen) -> Iterable[Given]:
        if STOP.search(seen.text):
            yield Say("utter_smalltalk_stop")
        elif DELETE_WELSH.search(seen.text):
            yield Effect("delete", {})
        elif "immediate_danger" in (seen.metadata.get("answered") or ()) and _gone(seen):
            # "he left", read as a telling of it: the danger is past for the moment.
            yield Say("utter_safety_danger_past")
        elif age := age_told(seen):
            yield from chosen(seen, age)
        elif "on_unsafe" in answers_last(seen) and _not_safe(seen):
            yield follow(seen, "on_unsafe", "")
        elif (given := _answered(seen)) is not None:
            yield from given
        elif at := bare.place(seen):
            yield Say(at)
        elif seen.metadata.get("place"):
            yield from for_this_place(seen)
        elif seen.intent in _OF_THEM and _released(seen):
            yield from risk.picked(seen, "utter_risk_said_release") or ()
        elif name := plainly.said(seen):
            yield Say(name)
            yield from today.with_it(seen, *SPOKEN_OF.get(name, ()))
        elif theirs := for_whom(seen):
            yield from theirs
        else:
            yield from self.decide_alone(seen)

    @abstractmethod
    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        """What this turn is answered with where it is no answer to such a question."""


def _gone(seen: Seen) -> bool:
    return GONE.search(plain(seen.text)) is not None


def _not_safe(seen: Seen) -> bool:
    """ "He would notice" leaves the step; "would he notice?" asks about it."""
    said = plain(seen.text)
    return UNSAFE.search(said) is not None and not plainly.WOULD_NOTICE.search(said)


def _released(seen: Seen) -> bool:
    """Bail that was given is no bail that was broken, whatever it was read as."""
    said = plain(seen.text)
    return RELEASED.search(said) is not None and not BROKEN.search(said) and "?" not in said


def for_whom(seen: Seen) -> list[Given]:
    """The answer for who is talking, if they said so before (`actions/voices.py`)."""
    # The words for each voice stand in modules that are made of this one.
    from actions import voices

    return list(voices.given(seen))


def for_this_place(seen: Seen) -> Iterator[Given]:
    """Only a place was said: what was said last is said for it, if it differs there."""
    if shown := [one for one in seen.said_before if one.get("utter_action") == services.MORE]:
        yield from services.shown(seen, str(shown[-1].get("needs") or "").split(), 0)
        return
    yield Say(_differs_there(seen))


def _differs_there(seen: Seen) -> str:
    for said in reversed(seen.said_before):
        name = str(said.get("utter_action"))
        try:
            everywhere = responses().pick(name, {**seen.slots, "nation": None})
            if responses().pick(name, seen.slots).text != everywhere.text:
                return name
        except content.UnknownResponse:
            continue
    return "utter_arrival_place"


def _answered(seen: Seen) -> Iterable[Given] | None:
    for answered in (risk.answered, plan.answered, walks.gone_on):
        if (given := answered(seen)) is not None:
            return given
    return None
