"""What makes it hard to tell: each known reason has an answer, with the service that fits it."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.challenging import MADE_LIGHT_OF
from actions.following import asked_last, plain
from actions.in_context import InContext
from actions.plain_needs import IN_THE_POLICE
from actions.routing import asked, words
from actions.signposting import ActionSignpost
from actions.today import in_passing

#: What a reason not to tell says, and its answer; the first that fits.
BARRIERS = (
    (
        words(
            "kill (?:him|her|them)self",
            "(?:he|she|they)(?:'ll| will| would|'d) (?:end it|end (?:his|her|their) life)",
        ),
        "utter_obstacles_threat",
    ),
    (IN_THE_POLICE, "utter_recognising_barrier_police"),
    (
        words(
            "(?:don'?t|dont|can'?t|cant|cannot|never) trust (?:the )?(?:police|polis|cops|feds)",
            "(?:afraid|scared|frightened) of (?:the )?(?:police|polis|cops)",
        ),
        "utter_police_not_now",
    ),
    (words("police ?(?:man|woman|officer)"), "utter_recognising_barrier_police"),
    (
        words(
            "gay", "lesbian", "bi(?:sexual)?", "trans(?:gender)?", "queer", "non ?-?binary",
            "lgbt\\w*", "out(?:ed|ing)? me", "not out", "both (?:women|men)", "closeted",
        ),
        "utter_recognising_barrier_lgbt",
    ),
    (words("deaf", "bsl", "sign language"), "utter_obstacles_deaf"),
    (
        words(
            "visa", "immigration", "asylum", "deport\\w*", "home office", "papers", "refugee",
            "undocumented", "leave to remain",
        ),
        "utter_recognising_barrier_migrant",
    ),
    (
        words(
            "honou?r", "shame (?:on )?(?:my|the|our) (?:family|community)", "forced marriage",
            "arranged", "izzat",
            "(?:family|community|mosque|parents) would (?:disown|kill|find out)",
        ),
        "utter_recognising_barrier_honour",
    ),
    (
        words(
            "disab\\w*", "wheelchair", "blind", "autis\\w*", "my carer", "care for me",
            "cares for me", "learning difficult\\w*", "stammer", "communication device",
            "my diagnosis", "section me",
        ),
        "utter_recognising_barrier_disabled",
    ),
    (
        words(
            "(?:i'?m|im|being|as) a (?:man|bloke|guy|lad|boy|male)", "men don'?t", "man up",
            "happens? to (?:men|blokes|lads)", "different for lads",
            "(?:scared|afraid) of a (?:lass|woman|girl)", "(?:he'?s|stalker'?s) a woman",
        ),
        "utter_recognising_barrier_men",
    ),
    *MADE_LIGHT_OF,
    (
        words(
            "(?:he|she|they)(?:'?s| is| are) my (?:boss|manager|supervisor|colleague|line manager)",
            "my (?:boss|manager|supervisor)(?:'?s| is) (?:the one|doing)", "lose my job", "hr is",
            "(?:more|my) shifts", "my (?:boss|caseload)",
            "(?:works?|sits?) (?:with|next to|beside|near) me", "a (?:client|customer) of mine",
        ),
        "utter_obstacles_work",
    ),
    (
        words(
            "(?:he|she|they)(?:'?s| is| are) (?:a|my|the) (?:teacher|coach|tutor|vicar|priest|imam"
            "|pastor|youth (?:worker|leader)|doctor|foster \\w+|councillor)",
            "every(?:one|body) (?:trusts|loves|likes|respects) (?:him|her|them)",
            "(?:well )?(?:respected|known) in",
        ),
        "utter_obstacles_trusted",
    ),
    (
        words(
            "(?:every(?:one|body)|they all) knows? (?:every\\w+|each other|him|her)",
            "small (?:town|village|island|place)", "community",
            "in (?:this|our|the) (?:town|village)", "chapel", "gurdwara", "elders",
            "(?:our|my) culture", "round here", "barracks", "racis\\w*", "church", "mosque",
            "temple", "synagogue", "traveller", "roma",
        ),
        "utter_obstacles_community",
    ),
    (
        words(
            "criminal record", "warrants?",
            "(?:i'?ve|i have) (?:been in trouble|a record|been inside|form)", "on probation",
            "drugs?", "weed", "sex work\\w*", "escort\\w*", "i did things",
            "known to (?:the )?police", "i'?m not (?:squeaky )?clean", "benefits",
        ),
        "utter_obstacles_own_past",
    ),
    (
        words(
            "(?:7|8|9)\\d(?: years old| now)?", "at my age", "pensioner", "too old", "elderly",
        ),
        "utter_obstacles_older",
    ),
    (
        words(
            "(?:share|post|send|leak|show)\\w* (?:my|the) (?:photos?|pictures?|pics|nudes|video)",
            "(?:has|got) (?:the|my|a) (?:video|photos?|pictures?|nudes)",
        ),
        "utter_images_help",
    ),
    (
        words(
            "(?:get|getting) (?:him|her|them) in(?:to)? trouble",
            "lose (?:his|her|their) (?:job|father)", "a grass", "kids'? dad", "still love",
            "promised",
        ),
        "utter_doubts_pity",
    ),
    (
        words(
            "ashamed", "shame", "embarrass\\w*", "mortified", "humiliat\\w*", "too private",
            "(?:make|making|cause) a (?:fuss|scene)",
        ),
        "utter_obstacles_embarrassed",
    ),
    (
        words(
            "believe", "believed", "take(?:n)? (?:me|it|this)? ?seriously", "laugh(?:ed)?",
            "did nothing", "no proof", "no evidence", "my word against", "listens to",
            "civil matter", "last time", "reported it", "did everything",
        ),
        "utter_recognising_barrier_believed",
    ),
)  # fmt: skip


#: Asked for a line: that is shown, whatever keeps them from telling.
_HELPLINE = words("is there (?:a |any )?help ?lines?", "who (?:can|could) help")


class ActionBarrier(InContext):
    """Answers what keeps somebody from telling, with the service that knows it."""

    def name(self) -> str:
        return "action_barrier"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        name = asked(BARRIERS, seen, "utter_recognising_barrier")
        just_said = {str(one.get("utter_action")) for one in asked_last(seen)}
        if _HELPLINE.search(plain(seen.text)):
            yield from ActionSignpost().decide(seen)
            return
        # The whole list of worries twice running is no answer.
        yield Say("utter_recognising_go_on" if name in just_said else name)
        yield from in_passing(seen)
