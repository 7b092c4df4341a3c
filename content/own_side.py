"""Whether a chat is one of somebody who worries about what they do themselves, so that they are
named the line for that, and none for those to whom it is done. From the names alone of what was
read and answered; the assistant looks at the words of a message too (`actions/speaker.py`).
"""

from __future__ import annotations

from collections.abc import Collection

OWN = "own_behaviour_concern"
#: Said of themselves: then they are the one it happens to, whatever else they said.
OF_THEMSELVES = frozenset({"disclose_stalking", "am_i_being_stalked"})
#: They picked that it is done to them.
TO_ME = "utter_own_behaviour_me"
#: Answers to somebody to whom it is done: these, or any that says back what was told.
_AS_THEIRS = (
    "utter_recognising_reflect", "utter_recognising_repeated", "utter_recognising_listen",
    "utter_recognising_ask", "utter_risk_told",
)  # fmt: skip
_AS_OWN = ("utter_own_behaviour_", "utter_recognising_own_behaviour")


def own_side(intents: Collection[str], said: Collection[str]) -> bool:
    """`intents`: what was read in this chat; `said`: the responses that it was answered with. What
    was read as told of themselves counts only if it was answered so, or never as their own doing.
    """
    answered = any(name.startswith(_AS_OWN) for name in said)
    if TO_ME in said or not (answered or OWN in intents):
        return False
    if OF_THEMSELVES.isdisjoint(intents):
        return True
    return answered and not any(name.startswith(_AS_THEIRS) for name in said)
