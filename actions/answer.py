"""Questions with one first answer: looked at for plain words of another one before it is given."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext

#: The answer by intent. `data/<skill>/rules.yml` names this action for each of them.
FIRST = {
    "ask_confidentiality": "utter_privacy_who_can_see",
    "ask_evidence": "utter_evidence_log",
    "ask_risk": "utter_risk_no_score",
    "ask_social_media_privacy": "utter_social_media_tighten",
    "ask_spyware": "utter_spyware_check",
}


class ActionAnswer(InContext):
    """Gives the first answer to what was asked."""

    def name(self) -> str:
        return "action_answer"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(FIRST[seen.intent])
