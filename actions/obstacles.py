"""What makes it hard to tell: doubting oneself, and reasons not to tell anybody.

Each known thought has an answer of its own; the rest get the general one.
"""

from __future__ import annotations

from collections.abc import Iterable

from actions import risk
from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import first, words

#: What a doubt says, and its answer; the first that fits.
DOUBTS = (
    (
        words(
            "romantic", "sweet", "flatter(?:ed|ing)", "cute", "(?:just |only )?(?:a )?joke",
            "banter", "(?:really )?(?:likes|loves|fancies) me", "a compliment",
        ),
        "utter_recognising_doubt_romance",
    ),
    (
        words("ignor(?:e|ed|ing)", "(?:it|he|she|they)'?ll (?:just )?(?:stop|get bored|go away)",
               "blow over"),
        "utter_recognising_doubt_ignore",
    ),
    (
        words("(?:never|hasn'?t|not|didn'?t) (?:actually |really |ever )?"
               "(?:hit|hurt|touched|violent|laid a (?:hand|finger)|attack\\w*)", "no violence"),
        "utter_recognising_doubt_violence",
    ),
)  # fmt: skip

#: The person who does this is in the police.
IN_THE_POLICE = words(
    "(?:he|she|they)'?(?:s| is|re| are) (?:a |an |in the |also )?(?:police|cop|copper|pc)\\b",
    "(?:if|that) (?:he|she)'?s a (?:cop|copper|police)", "(?:cop|copper)s? (?:him|her)self",
    "special constable", "(?:works|serves) (?:for|in|with) the police", "in the force",
    "(?:ex|husband|wife|partner|boyfriend|girlfriend) (?:is|was) (?:a |in the )?(?:police|cop)",
    "ex is still serving",
)  # fmt: skip

#: What a reason not to tell says, and its answer; the first that fits.
BARRIERS = (
    (IN_THE_POLICE, "utter_recognising_barrier_police"),
    (words("police ?(?:man|woman|officer)"), "utter_recognising_barrier_police"),
    (
        words("gay", "lesbian", "bi(?:sexual)?", "trans(?:gender)?", "queer", "non ?-?binary",
               "lgbt\\w*", "out(?:ed|ing)? me", "not out", "closeted"),
        "utter_recognising_barrier_lgbt",
    ),
    (
        words("visa", "immigration", "asylum", "deport\\w*", "home office", "papers",
               "refugee", "undocumented", "leave to remain"),
        "utter_recognising_barrier_migrant",
    ),
    (
        words("honou?r", "shame (?:on )?(?:my|the|our) (?:family|community)", "forced marriage",
               "arranged", "izzat",
               "(?:family|community|mosque|parents) would (?:disown|kill|find out)"),
        "utter_recognising_barrier_honour",
    ),
    (
        words("disab\\w*", "wheelchair", "deaf", "blind", "autis\\w*", "my carer",
               "care for me", "cares for me", "learning difficult\\w*"),
        "utter_recognising_barrier_disabled",
    ),
    (
        words("(?:i'?m|im|being|as) a (?:man|bloke|guy|lad|boy|male)", "men don'?t", "man up",
               "happens? to (?:men|blokes|lads)"),
        "utter_recognising_barrier_men",
    ),
    (
        words("believe", "believed", "take(?:n)? (?:me|it|this)? ?seriously", "laugh(?:ed)?",
               "did nothing", "no proof", "no evidence", "my word against"),
        "utter_recognising_barrier_believed",
    ),
)  # fmt: skip


class ActionDoubt(InContext):
    """Answers a doubt with what is known about that very thought."""

    def name(self) -> str:
        return "action_doubt"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(first(DOUBTS, seen.text) or "utter_recognising_doubt")
        yield from risk.in_passing(seen)


class ActionBarrier(InContext):
    """Answers what keeps somebody from telling, with the service that knows it."""

    def name(self) -> str:
        return "action_barrier"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(first(BARRIERS, seen.text) or "utter_recognising_barrier")
        yield from risk.in_passing(seen)
