"""What stalking is, and how to tell others of it."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import asked, words

_PEOPLE = "(?:people|they|stalkers|someone|somebody|anyone|he|she)"

#: What a question about stalking in general asks for; the first that fits.
WHAT = (
    (
        words(
            "how (?:common|many|often|likely)", "statistics?", "stats", "numbers", "figures",
            "how much of",
        ),
        "utter_awareness_numbers",
    ),
    (
        words(
            f"why (?:do|does|would|are|is) {_PEOPLE}", "what (?:makes|drives|motivates)",
            "motiv\\w*", "reasons?", "goes on in", "causes?",
        ),
        "utter_awareness_why",
    ),
    (
        words(
            "where (?:does|do|can|is)", "which places", "places",
        ),
        "utter_awareness_where",
    ),
    (
        words(
            "who (?:does|stalks|are|is|do)", "(?:type|kind|sort)s? of (?:person|people)",
            "(?:women|men|girls|boys|teenagers|kids|strangers) (?:do|stalk|be)", "always an ex",
            "mostly (?:men|exes|strangers)", "mental(?:ly)? ill(?:ness)?",
        ),
        "utter_awareness_who",
    ),
    (words("signs?", "four", "fixated", "red flags?", "warning signs"), "utter_recognising_four"),
)  # fmt: skip

#: What a question about telling others asks for; the first that fits.
AWARENESS = (
    (
        words("posters?", "leaflets?", "flyers?", "displays?", "notice ?board", "hand ?outs?"),
        "utter_awareness_leaflet",
    ),
    (
        words("awareness (?:week|day|month)", "when is", "what dates?", "which (?:week|month)"),
        "utter_awareness_dates",
    ),
    (
        words(
            "train\\w*", "workshops?", "lessons?", "assembl\\w*", "courses?", "sessions?",
            "webinar", "pshe", "speaker", "talks?", "policy", "policies", "e-?learning",
        ),
        "utter_awareness_training",
    ),
    (
        words("how (?:common|many)", "statistics?", "stats", "numbers", "figures"),
        "utter_awareness_numbers",
    ),
    (
        words(
            "why (?:does|should|is|do)", "what'?s the point", "matters?", "important",
            "benefits?", "make a difference",
        ),
        "utter_awareness_matters",
    ),
)  # fmt: skip


class ActionWhatIsStalking(InContext):
    """Says what stalking is, or answers the part of it that somebody asks about."""

    def name(self) -> str:
        return "action_what_is_stalking"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(WHAT, seen, "utter_awareness_what_is_stalking"))


class ActionAwareness(InContext):
    """Says how others can be told of it, or answers the part that somebody asks about."""

    def name(self) -> str:
        return "action_awareness"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(AWARENESS, seen, "utter_awareness_resources"))
