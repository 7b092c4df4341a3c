"""People who worry about what they do themselves. Nothing here helps to reach anybody."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import asked, words

#: What they are at; the first that fits.
OWN_BEHAVIOUR = (
    (
        words(
            "(?:say|saying|said) sorry", "apolog\\w*", "closure", "(?:one|a) (?:last|final)",
            "explain myself", "make it up to", "put it right", "write (?:her|him|them) a letter",
        ),
        "utter_own_behaviour_sorry",
    ),
    (
        words(
            "police", "court", "(?:restraining )?order", "injunction", "arrest\\w*", "charged",
            "caution(?:ed)?",
            "(?:see|seeing|contact with|access to) (?:my|the|our) (?:kids|children)",
            "non[ -]?mol", "the order says", "a warning", "breach", "solicitor", "bail",
        ),
        "utter_own_behaviour_already",
    ),
    (
        words(
            "angry", "anger", "rage", "furious", "revenge", "get (?:her|him|them) back", "unfair",
            "cheated", "lied", "humiliat\\w*",
        ),
        "utter_own_behaviour_angry",
    ),
    (
        words("urges?", "resist\\w*", "relaps\\w*", "tempt\\w*", "when i feel like", "slip up"),
        "utter_own_behaviour_urge",
    ),
    (
        words(
            "respect", "phone ?line", "helpline", "counsell\\w*", "programmes?", "groups?",
            "a course", "line for people", "who'?s there for",
            "who (?:can|do|could) i (?:call|talk|ring|speak)",
            "is there (?:help|someone|anyone|a group|a course)",
        ),
        "utter_own_behaviour_respect",
    ),
    (
        words(
            "(?:isn'?t|not) that bad", "harmless",
            "(?:only|just) (?:want|wanted) to (?:talk|know|see)",
            "(?:still )?love (?:her|him|them)", "what did i do wrong", "(?:scared|afraid) of me",
            "why (?:is|does|would|did) (?:she|he|they)", "am i (?:a )?(?:stalk\\w*|harass\\w*)",
        ),
        "utter_own_behaviour_them",
    ),
)  # fmt: skip


class ActionOwnBehaviour(InContext):
    """Answers somebody who worries about what they do, without shaming."""

    def name(self) -> str:
        return "action_own_behaviour"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(OWN_BEHAVIOUR, seen, "utter_recognising_own_behaviour"))
