"""Doubting oneself: each known thought has an answer of its own; the rest get the general one."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.challenging import MADE_LIGHT_OF
from actions.contact import FACING_THEM
from actions.in_context import InContext
from actions.routing import asked, words
from actions.today import in_passing

#: What a doubt says, and its answer; the first that fits.
DOUBTS = (
    FACING_THEM,
    *MADE_LIGHT_OF,
    (
        words(
            "romantic", "sweet", "flatter(?:ed|ing)", "cute", "(?:just |only )?(?:a )?joke",
            "banter", "(?:really )?(?:likes|loves|fancies) me", "a compliment",
        ),
        "utter_recognising_doubt_romance",
    ),
    (
        words(
            "ignor(?:e|ed|ing)", "(?:it|he|she|they)'?ll (?:just )?(?:stop|get bored|go away)",
            "blow over",
        ),
        "utter_recognising_doubt_ignore",
    ),
    (
        words(
            "(?:never|hasn'?t|not|didn'?t) (?:actually |really |ever )?"
            "(?:hit|hurt|touched|violent|laid a (?:hand|finger)|attack\\w*)",
            "no violence",
        ),
        "utter_recognising_doubt_violence",
    ),
    (
        words(
            "six[ -]foot\\w*", "bouncer", "prop forward", "small woman",
            "(?:a|this) (?:lass|tiny woman)", "(?:i'?m|im|as) a (?:big )?(?:man|bloke|guy|lad)",
        ),
        "utter_recognising_barrier_men",
    ),
    (
        words(
            "(?:no|any|haven'?t got|without) (?:real |actual |hard )?(?:proof|evidence)",
            "can'?t prove", "my word against",
        ),
        "utter_doubts_proof",
    ),
    (
        words(
            "myself to blame", "(?:it'?s|its|so) (?:all )?on m[ey]",
            "i did (?:reply|answer|lead)", "did i expect", "the problem here", "deserve",
            "what i get",
            "i (?:sent|gave|accepted|kept|liked|wore|unblocked|let|laughed|ghosted|dumped|snapped)",
            "i started", "should of", "i'?m the one who", "if i (?:was|were|had|hadn'?t)",
            "i should(?:a)?", "led (?:him|her|them) on", "lead (?:him|her|them) on",
            "my (?:own )?fault", "i replied", "i (?:answered|texted|messaged|wrote|went) back",
            "i (?:was|am) (?:too )?(?:nice|friendly)", "encourag\\w*", "asked for it",
            "slept with", "i should(?:n'?t)? have",
        ),
        "utter_doubts_led_on",
    ),
    (
        words(
            "wast(?:e|ing) (?:your|any\\w*|police|people'?s|their) time",
            "(?:others?|people|some\\w*|women) (?:have|has|had|who have) it worse",
            "real (?:victims|stalking)", "bother\\w* (?:you|anyone|the police)", "making a fuss",
            "dramatic", "drama queen", "overthinking", "molehill", "exaggerat\\w*",
            "real problems", "too sensitive", "crime of the century", "proper stalker",
            "nothing'?s (?:actually )?happened", "probs nothing", "sounds like nothing",
        ),
        "utter_doubts_fuss",
    ),
    (
        words("(?:only|just) (?:online|messages|texts|on (?:insta|snap|facebook|the internet))"),
        "utter_doubts_online",
    ),
    (
        words(
            "feel (?:sorry|bad|mean) for", "feel mean", "hard life",
            "(?:dad|mum|mother|father) died",
            "(?:he|she|they)(?:'?s| is| are) (?:just |only )?(?:ill|lonely|unwell"
            "|depressed|sick|hurting|heartbroken|not well|struggling|autistic)",
            "can'?t help it", "ruin (?:his|her|their) (?:life|career)", "in(?:to)? trouble",
            "still love",
        ),
        "utter_doubts_pity",
    ),
    (
        words(
            "(?:it'?s|has|its|he'?s|she'?s) (?:all )?(?:stopped|gone quiet|been quiet)",
            "(?:stopped|quiet) (?:for )?now", "not heard (?:from|anything)",
        ),
        "utter_doubts_quiet_now",
    ),
    (
        words(
            "(?:only|just) (?:my|an) ex", "(?:know|knew|dated|married to) (?:him|her|them)",
            "not (?:even )?a stranger", "we (?:used to|were) (?:go out|together|friends|married)",
        ),
        "utter_doubts_known",
    ),
)  # fmt: skip


class ActionDoubt(InContext):
    """Answers a doubt with what is known about that very thought."""

    def name(self) -> str:
        return "action_doubt"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(DOUBTS, seen, "utter_recognising_doubt"))
        yield from in_passing(seen)
