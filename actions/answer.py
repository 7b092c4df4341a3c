"""Questions with one first answer: looked at for plain words of another one before it is given."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.today import with_it

#: The answer by intent. `data/<skill>/rules.yml` names this action for each of them.
FIRST = {
    "greet": "utter_arrival_greet",
    "thank": "utter_smalltalk_thank",
    "give_feedback": "utter_smalltalk_feedback",
    "ask_account_security": "utter_accounts_secure",
    "ask_confidentiality": "utter_privacy_who_can_see",
    "ask_connected_devices": "utter_devices_check",
    "ask_evidence": "utter_evidence_log",
    "ask_image_abuse": "utter_images_help",
    "ask_location_sharing": "utter_location_sharing_check",
    "ask_online_safety": "utter_online_safety_start",
    "ask_risk": "utter_risk_no_score",
    "ask_social_media_privacy": "utter_social_media_tighten",
    "ask_spyware": "utter_spyware_check",
    "ask_tracking_device": "utter_trackers_found",
}
#: Here nothing is asked, or the answer says "today" by itself.
NO_MOMENT = frozenset({"greet", "thank", "give_feedback", "ask_confidentiality", "ask_risk"})
#: What an answer speaks of itself, as a topic of `data/risk/topics.yml`.
SPOKEN_OF = {"ask_tracking_device": ("tracked",), "ask_spyware": ("tracked",)}


class ActionAnswer(InContext):
    """Gives the first answer to what was asked; then, if something grave was told with it,
    "please talk to someone today".
    """

    def name(self) -> str:
        return "action_answer"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(FIRST[seen.intent])
        if seen.intent not in NO_MOMENT:
            yield from with_it(seen, *SPOKEN_OF.get(seen.intent, ()))
