"""Reporting to the police: how, what then, and what if they do nothing."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.law import BY_NAME, LAW
from actions.plain_needs import IN_THE_POLICE
from actions.routing import asked, words
from actions.today import with_it

_THEM = "(?:him|her|them|the person)"

#: What a question about the police asks for; the first that fits.
POLICE = (
    *BY_NAME,
    (IN_THE_POLICE, "utter_recognising_barrier_police"),
    (words("visa", "immigration", "asylum", "deport\\w*"), "utter_recognising_barrier_migrant"),
    (
        words(
            "can'?t (?:talk|speak|make a (?:sound|noise))", "without (?:talking|speaking)",
            "silent\\w*", "press 55", "whisper\\w*", "(?:with|beside|next to) me all the time",
            "checks my (?:calls|phone|messages)",
        ),
        "utter_police_quiet",
    ),
    (
        words(
            "(?:by|via|send a|in a) text", "text (?:999|the police)", "999 by text",
            "emergency ?sms",
        ),
        "utter_police_text",
    ),
    (
        words(
            "deaf", "bsl", "sign language", "hard of hearing", "hearing impair\\w*",
            "text ?relay",
        ),
        "utter_police_deaf",
    ),
    (
        words(
            "(?:done|did) (?:this|it) (?:before|to (?:others|other|someone|an ex|his ex|her ex))",
            "(?:his|her|their) (?:past|history|criminal record|previous)",
            "violent (?:before|to (?:his|her|an) ex)", "before me",
        ),
        "utter_police_past",
    ),
    (
        words(
            "ombuds\\w+", "pirc", "iopc", "watchdog", "police complaints",
            "who (?:checks|polices|watches|investigates) the police",
            "(?:complain\\w*|complaint) .{0,40}(?:reject\\w*|knocked back|not upheld|dismissed"
            "|turned down|went nowhere|came to nothing|got nowhere|binned)",
            "(?:review|appeal) (?:of |against )?(?:my|the|our|that) complaint",
            "independent of the police", "outside (?:of )?the police",
        ),
        "utter_police_review",
    ),
    (
        words(
            "nfa'?d?", "no further action", "complain\\w*", "complaints?", "appeal", "fobbed",
            "did nothing", "(?:done|doing|do|did) (?:nowt|nothing|sod all|bugger all)",
            "(?:not|haven'?t|hasn'?t|won'?t|didn'?t) (?:done?|doing|did) (?:anything|a thing)",
            "(?:closed|dropped|shut) (?:my|the|it|his|her)", "reopen\\w*", "opened again",
            "(?:not|\\w+n'?t) (?:being |be |taken |taking |take )*"
            "(?:it |this |me |us )?serious\\w*",
            "words of advice", "civil matter", "go above", "chase", "ignor(?:ed|ing) me",
            "laughed", "nobody (?:rang|called|phoned)", "never (?:rang|called|got back)",
            "no offences", "won'?t (?:help|listen|do|act)", "somebody senior", "someone senior",
            "(?:try|trying) again", "a new reference", "a leaflet", "(?:my|his|her) lot",
            "do it again properly", "refus(?:e|ed) to",
        ),
        "utter_police_no_action",
    ),
    (
        words(
            "who (?:it|he|she|they) (?:is|are|really)", "who is (?:doing|behind)",
            "who'?s behind", "anonymous (?:account|number|person|man|woman)s?",
            "(?:unknown|withheld) numbers?", "right to know",
            "behind the (?:account|profile|number|messages)",
        ),
        "utter_police_who",
    ),
    (
        words(
            "(?:my|what) rights", "updates?", "(?:keep|kept|keeping) me (?:updated|informed)",
            "what'?s happening with my case", "haven'?t heard", "not heard",
        ),
        "utter_rights_code",
    ),
    (
        words(
            "don'?t want (?:to )?(?:report|go to|tell|involve|the police)", "rather not report",
            "not ready",
            "(?:do|does|must) (?:i|it|reporting) (?:have|need|mean).{0,20}"
            "(?:decide|press charges|charged)",
            "just (?:have it |get it )?logged", "withdraw", "press charges",
            "drop (?:it|the charges)",
        ),
        "utter_police_not_now",
    ),
    (
        words(
            f"will they tell {_THEM}", f"(?:would|do) they tell {_THEM}",
            f"tell {_THEM} it was me",
            "(?:he|she|they)(?:'d|'ll| would| will)? (?:find out|know it was me)",
            "informed of it", "keep it quiet", "worse mood", "retaliat\\w*", "come after me",
            "get back at me", "scared of what (?:he|she|they)", "neighbours would",
            "discreet\\w*",
        ),
        "utter_police_afraid",
    ),
    (
        words(
            "evidence", "proof", "prove", "what (?:do|should|shall) i (?:bring|take)",
            "take my phone", "(?:keep|want) my phone", "carrier bag",
        ),
        "utter_police_evidence",
    ),
    (
        words(
            "what (?:do|would|should|shall|can) i (?:even |actually )?say", "what to say",
            "(?:do|does|will) (?:they|officers|the police) ask",
            "(?:where|how) do i (?:begin|start)",
            "how (?:do|can) i (?:ask|make|get|tell) (?:them|the police)", "treat it as stalking",
            "the whole pattern", "when they pick up", "listen to me",
        ),
        "utter_police_say",
    ),
    (
        words(
            "what happens", "what (?:will|would|is meant to) happen", "happen next", "arrest\\w*",
            "how long does", "(?:make|give|take) (?:a|my) statement", "interview\\w*",
            "investigat\\w*", "have a word", f"(?:speak|talk) to {_THEM}", "crime number",
            "what do(?:es)? (?:the )?(?:they|police) do", "would they (?:come|go)",
        ),
        "utter_police_after",
    ),
    (
        words(
            "online", "(?:a|the|which|what) form",
            "(?:to|at|in) (?:a|the|any|which)? ?(?:police )?station", "go in", "in person",
            "website", "which (?:force|police)", "101 or", "(?:the |what )number",
            "where (?:he|she|they|it) (?:lives?|happened)",
        ),
        "utter_police_ways",
    ),
)  # fmt: skip


class ActionPolice(InContext):
    """Says how to report, or answers the part of it that somebody asks about."""

    def name(self) -> str:
        return "action_police"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        # Whoever talks of the police often asks what the law says as well.
        yield Say(asked([*POLICE, *LAW], seen, "utter_police_report"))
        yield from with_it(seen)
