"""Answers for who is talking (`actions/speaker.py`): somebody who worries about another person, who
asks as a worker, or who worries about their own behaviour. What they write next is often read as if
it happened to them; the words for victims would then be cold, or help to reach somebody.
"""

from __future__ import annotations

from collections.abc import Iterator

from actions import speaker
from actions.base import Given, Say, Seen
from actions.own_behaviour import OWN_BEHAVIOUR
from actions.professionals import PROFESSIONALS
from actions.routing import first
from actions.speaker import OWN, SUPPORTER, WORKER
from actions.supporters import SUPPORTERS, told_of
from actions.today import with_it

#: For each, the intents whose answers would be those for victims, and the answer in their place.
_INSTEAD = {
    OWN: {
        "ask_risk": "utter_own_behaviour_them",
        "ask_contact_response": "utter_own_behaviour_sorry",
        "ask_report_to_police": "utter_own_behaviour_already",
        "ask_law": "utter_own_behaviour_already",
        "ask_protective_orders": "utter_own_behaviour_already",
        "ask_evidence": "utter_own_behaviour_already",
        "barrier_to_help": "utter_own_behaviour_respect",
        "doubt_or_self_blame": "utter_own_behaviour_them",
        "describe_feelings": "utter_own_behaviour_feelings",
        "situation_changed": "utter_own_behaviour_urge",
        "out_of_scope": "utter_own_behaviour_respect",
        "ask_social_media_privacy": "utter_own_behaviour_urge",
        "ask_safety_planning": "utter_own_behaviour_urge",
        "ask_image_abuse": "utter_own_behaviour_already",
        "disclose_stalking": "utter_own_behaviour_already",
        "am_i_being_stalked": "utter_own_behaviour_them",
        "self_refer": "utter_own_behaviour_respect",
        "goodbye": "utter_own_behaviour_goodbye",
    },
    WORKER: {
        "barrier_to_help": "utter_professionals_sharing",
        "self_refer": "utter_recognising_professional",
        "supporter_concern": "utter_recognising_professional",
        "doubt_or_self_blame": "utter_professionals_disclosure",
        "ask_risk": "utter_professionals_risk",
        "ask_report_to_police": "utter_professionals_sharing",
        "ask_evidence": "utter_professionals_disclosure",
        "ask_contact_response": "utter_recognising_professional",
        "disclose_stalking": "utter_recognising_professional",
        "situation_changed": "utter_professionals_risk",
    },
    SUPPORTER: {
        "ask_contact_response": "utter_supporters_listen",
        "ask_risk": "utter_supporters_urgent",
        "doubt_or_self_blame": "utter_supporters_choice",
        "barrier_to_help": "utter_supporters_choice",
        "describe_feelings": "utter_supporters_yourself",
        "situation_changed": "utter_supporters_urgent",
        "disclose_stalking": "utter_supporters_heard",
        "am_i_being_stalked": "utter_supporters_heard",
        "out_of_scope": "utter_recognising_supporter",
    },
}
#: Of somebody else's phone a supporter is answered as one only where there is such an answer.
_OF_A_PHONE = frozenset({
    "ask_spyware", "ask_social_media_privacy", "ask_account_security", "ask_online_safety",
    "ask_connected_devices", "ask_location_sharing",
})  # fmt: skip
#: "She doesn't want me to report it" is no question about reporting.
_THEIR_CHOICE = "utter_supporters_choice"
_PARTS = {OWN: OWN_BEHAVIOUR, WORKER: PROFESSIONALS, SUPPORTER: SUPPORTERS}


def given(seen: Seen) -> Iterator[Given]:
    """The answer for who is talking, where what was read has one for victims; else nothing."""
    voice = speaker.who(seen)
    if voice is None or "chosen" in seen.metadata:
        return
    part = first(_PARTS[voice], seen.text)
    instead = _INSTEAD[voice].get(seen.intent)
    if (
        instead is None
        and voice == SUPPORTER
        and (seen.intent in _OF_A_PHONE or part == _THEIR_CHOICE)
    ):
        instead = part
    if instead:
        name = part or instead
        if voice == SUPPORTER:
            yield from told_of(seen, name)
        else:
            yield Say(name)
            yield from with_it(seen)
