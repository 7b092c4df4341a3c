"""Who is talking, where they have said so before: somebody who worries about another person, who
asks as a worker, or who worries about their own behaviour. What they write next is often read as if
it happened to them; the words for victims would then be cold, or help to reach somebody.
"""

from __future__ import annotations

from actions.base import Seen
from actions.following import plain
from actions.own_behaviour import OWN_BEHAVIOUR
from actions.professionals import PROFESSIONALS
from actions.routing import first, words
from actions.supporters import SUPPORTERS

#: Said of themselves: then they are the one it happens to, whatever else they said.
_OF_THEMSELVES = frozenset({"disclose_stalking", "am_i_being_stalked"})
_OWN, _WORKER, _SUPPORTER = "own_behaviour_concern", "professional_enquiry", "supporter_concern"
#: For each, the intents whose answers would be those for victims, and the answer in their place.
_INSTEAD = {
    _OWN: {
        "ask_risk": "utter_own_behaviour_them",
        "ask_contact_response": "utter_own_behaviour_sorry",
        "ask_report_to_police": "utter_own_behaviour_already",
        "ask_law": "utter_own_behaviour_already",
        "ask_protective_orders": "utter_own_behaviour_already",
        "ask_evidence": "utter_own_behaviour_already",
        "barrier_to_help": "utter_own_behaviour_respect",
        "doubt_or_self_blame": "utter_own_behaviour_them",
        "describe_feelings": "utter_own_behaviour_urge",
        "situation_changed": "utter_own_behaviour_urge",
        "out_of_scope": "utter_own_behaviour_respect",
        "ask_social_media_privacy": "utter_own_behaviour_urge",
        "ask_safety_planning": "utter_own_behaviour_urge",
    },
    _WORKER: {
        "barrier_to_help": "utter_professionals_sharing",
        "self_refer": "utter_recognising_professional",
        "supporter_concern": "utter_recognising_professional",
        "doubt_or_self_blame": "utter_professionals_disclosure",
        "ask_risk": "utter_professionals_risk",
        "ask_report_to_police": "utter_professionals_sharing",
        "ask_evidence": "utter_professionals_disclosure",
        "ask_contact_response": "utter_recognising_professional",
    },
    _SUPPORTER: {
        "ask_contact_response": "utter_supporters_listen",
        "ask_risk": "utter_supporters_urgent",
        "doubt_or_self_blame": "utter_supporters_choice",
        "barrier_to_help": "utter_supporters_choice",
        "describe_feelings": "utter_supporters_yourself",
        "situation_changed": "utter_supporters_urgent",
    },
}
#: Whatever they said before, this is done to them.
DONE_TO_ME = words(
    "(?:hurts?|kills?|hits?|attacks?|harms?|finds?|follow\\w*|scar\\w*|threat\\w*|watch\\w*|stalk\\w*"
    "|ring\\w*|text\\w*|messag\\w*|after|at|leave) (?:me|us)"
)
_PARTS = {_OWN: OWN_BEHAVIOUR, _WORKER: PROFESSIONALS, _SUPPORTER: SUPPORTERS}


def who(seen: Seen) -> str | None:
    """The intent under which they said who they are; None: nothing of the kind, or it happens to
    them as well."""
    heard = list((seen.metadata.get("heard") or {}).get("intents") or ())
    if _OF_THEMSELVES & {*heard, seen.intent}:
        return None
    return next((one for one in _INSTEAD if one in heard), None)


def said(seen: Seen) -> str | None:
    """The answer for who is talking, where what was read has one for victims; else None."""
    voice = who(seen)
    if voice is None or "chosen" in seen.metadata or DONE_TO_ME.search(plain(seen.text)):
        return None
    instead = _INSTEAD[voice].get(seen.intent)
    return (first(_PARTS[voice], seen.text) or instead) if instead else None
