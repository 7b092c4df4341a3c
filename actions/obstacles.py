"""What makes it hard to tell: doubting oneself, and reasons not to tell anybody.

Each known thought has an answer of its own; the rest get the general one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions import risk
from actions.base import Given, Say, Seen
from actions.following import plain
from actions.in_context import InContext


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


#: What a doubt says, and its answer; the first that fits.
DOUBTS = (
    (
        _words(
            "romantic", "sweet", "flatter(?:ed|ing)", "cute", "(?:just |only )?(?:a )?joke",
            "banter", "(?:really )?(?:likes|loves|fancies) me", "a compliment",
        ),
        "utter_recognising_doubt_romance",
    ),
    (
        _words("ignor(?:e|ed|ing)", "(?:it|he|she|they)'?ll (?:just )?(?:stop|get bored|go away)",
               "blow over"),
        "utter_recognising_doubt_ignore",
    ),
    (
        _words("(?:never|hasn'?t|not|didn'?t) (?:actually |really |ever )?"
               "(?:hit|hurt|touched|violent|laid a (?:hand|finger)|attack\\w*)", "no violence"),
        "utter_recognising_doubt_violence",
    ),
)  # fmt: skip

#: What a reason not to tell says, and its answer; the first that fits.
BARRIERS = (
    (
        _words("(?:he|she|they)'?(?:s| is|re| are) (?:a |an |in the )?(?:police|cop|copper|pc)",
               "police ?(?:man|woman|officer)", "(?:works|serves) (?:for|in|with) the police",
               "in the force"),
        "utter_recognising_barrier_police",
    ),
    (
        _words("gay", "lesbian", "bi(?:sexual)?", "trans(?:gender)?", "queer", "non ?-?binary",
               "lgbt\\w*", "out(?:ed|ing)? me", "not out", "closeted"),
        "utter_recognising_barrier_lgbt",
    ),
    (
        _words("visa", "immigration", "asylum", "deport\\w*", "home office", "papers",
               "refugee", "undocumented", "leave to remain"),
        "utter_recognising_barrier_migrant",
    ),
    (
        _words("honou?r", "shame (?:on )?(?:my|the|our) (?:family|community)", "forced marriage",
               "arranged", "izzat",
               "(?:family|community|mosque|parents) would (?:disown|kill|find out)"),
        "utter_recognising_barrier_honour",
    ),
    (
        _words("disab\\w*", "wheelchair", "deaf", "blind", "autis\\w*", "my carer",
               "care for me", "cares for me", "learning difficult\\w*"),
        "utter_recognising_barrier_disabled",
    ),
    (
        _words("(?:i'?m|im|being|as) a (?:man|bloke|guy|lad|boy|male)", "men don'?t", "man up",
               "happens? to (?:men|blokes|lads)"),
        "utter_recognising_barrier_men",
    ),
    (
        _words("believe", "believed", "take(?:n)? (?:me|it|this)? ?seriously", "laugh(?:ed)?",
               "did nothing", "no proof", "no evidence", "my word against"),
        "utter_recognising_barrier_believed",
    ),
)  # fmt: skip


class ActionDoubt(InContext):
    """Answers a doubt with what is known about that very thought."""

    def name(self) -> str:
        return "action_doubt"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(_first(DOUBTS, seen.text) or "utter_recognising_doubt")
        yield from risk.in_passing(seen)


class ActionBarrier(InContext):
    """Answers what keeps somebody from telling, with the service that knows it."""

    def name(self) -> str:
        return "action_barrier"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(_first(BARRIERS, seen.text) or "utter_recognising_barrier")
        yield from risk.in_passing(seen)


def _first(answers: Sequence[tuple[re.Pattern[str], str]], text: str) -> str | None:
    return next((name for pattern, name in answers if pattern.search(plain(text))), None)
