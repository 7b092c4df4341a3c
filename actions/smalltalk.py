"""Yes, no, and "I don't understand": answers that mean nothing without what came before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import content
from actions import plainly, plan, risk, speaker
from actions.base import Decision, Effect, Given, Say, Seen, responses
from actions.challenging import MADE_LIGHT_OF
from actions.following import (
    NOT_UNDERSTOOD,
    answers_last,
    asked_last,
    chosen,
    follow,
    plain,
)
from actions.in_context import InContext
from actions.plainly import PLAINLY
from actions.recognising import listening, said_more, urgent
from actions.routing import first
from actions.said_back import from_before, may_be_said
from actions.today import first_told, in_passing
from actions.wordings import spoken
from content.wording import placeholders

REPAIR = "utter_smalltalk_repair"
#: "I'm ok now": no goodbye where danger was told.
FINE = spoken("smalltalk", "fine")
#: "my boss doesn't know" says nothing of what they know themselves.
OTHERS_UNAWARE = spoken("smalltalk", "others_unaware")
MOST_WORDS_OF_A_NO = 5
GRAVE = frozenset({"physical_violence", "sexual_violence", "weapon", "threat_to_harm"})


class ActionAffirm(InContext):
    """Goes where "yes" leads after what was asked last."""

    def name(self) -> str:
        return "action_affirm"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        if "on_yes" not in answers_last(seen) and (goes_on := said_more(seen)):
            yield Say(goes_on)
            return
        yield follow(seen, "on_yes", "utter_smalltalk_affirm")


class ActionDeny(InContext):
    """Goes where "no" leads after what was asked last."""

    def name(self) -> str:
        return "action_deny"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        if name := _said_plainly(seen):
            yield Say(name)
            yield from in_passing(seen)
        elif _tells(seen, "on_no"):
            yield Say(listening(seen))
            yield from in_passing(seen)
        else:
            yield follow(seen, "on_no", "utter_smalltalk_deny")


class ActionGoodbye(InContext):
    """Says goodbye; "yeah im safe for now" sounds like one and is none when that was asked."""

    def name(self) -> str:
        return "action_goodbye"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        told = set(seen.heard()) & GRAVE
        if FINE.search(plain(seen.text)) and (told or seen.metadata.get("answered")):
            # "im fine now" after violence: the danger is past for the moment, and nobody goes.
            yield Say("utter_safety_danger_past")
        else:
            yield Say("utter_smalltalk_goodbye")


class ActionUnsure(InContext):
    """Not knowing is an answer, and so is not saying: the question is left."""

    def name(self) -> str:
        return "action_unsure"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        unaware = "chosen" not in seen.metadata and OTHERS_UNAWARE.search(plain(seen.text))
        if unaware or _tells(seen, "on_skip"):
            yield Say(listening(seen))
            yield from in_passing(seen)
            return
        answer = "on_skip" if "on_skip" in answers_last(seen) else "none"
        yield follow(seen, answer, "utter_smalltalk_unsure")


def _said_plainly(seen: Seen) -> str | None:
    """ "I do not want to make a fuss" says no to nothing that was asked."""
    long = "chosen" not in seen.metadata and len(seen.text.split()) > MOST_WORDS_OF_A_NO
    return first(PLAINLY, seen.text) if long else None


def _tells(seen: Seen, answer: str) -> bool:
    """Whether a message that was read as a no, or as not knowing, tells of something instead: it
    answers nothing that was asked, and is longer than either is."""
    if "chosen" in seen.metadata or answer in answers_last(seen):
        return False
    return len(seen.text.split()) > MOST_WORDS_OF_A_NO and not risk.declines(seen)


class ActionChosen(Decision):
    """Says what a picked choice leads to, in words for the settings that it brings along."""

    def name(self) -> str:
        return "action_chosen"

    def decide(self, seen: Seen) -> Iterable[Given]:
        name = str(seen.metadata.get("chosen") or "")
        if name not in responses().names():
            yield Say("utter_smalltalk_affirm")
            return
        yield from (risk.picked(seen, name) or plan.picked(seen, name) or chosen(seen, name))


#: "relay what is that": a word is asked after, and not all that was said.
_A_WORD = spoken("smalltalk", "a_word")


#: "what should i do first" asks what to do, not for simpler words; and the answer for each voice.
WHAT_TO_DO = spoken("smalltalk", "what_to_do")
_WHAT_TO_DO = {
    None: "utter_safety_planning_start",
    speaker.SUPPORTER: "utter_supporters_do",
    speaker.WORKER: "utter_professionals_disclosure",
    speaker.OWN: "utter_own_behaviour_urge",
}


class ActionClarify(Decision):
    """Says the last answer again in simple words, and keeps to simple words from now on. Where a
    word is asked after that has an answer of its own, that one."""

    def name(self) -> str:
        return "action_clarify"

    def decide(self, seen: Seen) -> Iterable[Given]:
        if WHAT_TO_DO.search(plain(seen.text)):
            yield Say(_WHAT_TO_DO[speaker.who(seen)])
            return
        yield Effect("settings", {"style": "simple"})
        if _A_WORD.search(plain(seen.text)) and (name := plainly.said(seen)):
            yield Say(name)
            return
        again = [_again(said, seen.slots) for said in asked_last(seen)]
        told = [said for said in again if said is not None]
        yield from told or [_sorry(seen, "utter_smalltalk_clarify")]


class ActionOutOfScope(InContext):
    """Says that it was not understood, once; the next time offers a person."""

    def name(self) -> str:
        return "action_out_of_scope"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        if topics := first_told(seen):
            told = may_be_said(seen, seen.indicators)
            yield from urgent(seen, topics, told or from_before(seen, seen.heard()))
        elif name := first(MADE_LIGHT_OF, seen.text):
            yield Say(name)
        else:
            yield _sorry(seen, "utter_smalltalk_out_of_scope")


def _sorry(seen: Seen, response: str) -> Say:
    said = {one.get("utter_action") for one in asked_last(seen)}
    simple_already = response == "utter_smalltalk_clarify" and seen.slots.get("style") == "simple"
    return Say(REPAIR if simple_already or said & NOT_UNDERSTOOD else response)


def _again(said: Mapping[str, Any], slots: Mapping[str, Any]) -> Say | None:
    """The same response in its simple wording, if that says it in other words than before and all
    that it quotes is still known.
    """
    name, simply = said["utter_action"], {**slots, "style": "simple"}
    try:
        chosen = responses().pick(name, simply)
        before = responses().pick(name, slots)
    except content.UnknownResponse:
        return None
    needed = {key for key in placeholders([chosen.text, chosen.custom]) if "." not in key}
    if chosen.text == before.text or not needed <= set(said):
        return None
    return Say(name, {**{key: str(said[key]) for key in needed}, "style": "simple"})
