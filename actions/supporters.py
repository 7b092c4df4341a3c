"""People who worry about somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import asked, words
from actions.today import with_it

_ONE = "(?:he|she|they|him|her|them)"
_CLOSE = (
    "(?:friend|mate|pal|sister|brother|mum|mam|dad|daughter|son|wife|husband|girlfriend|cousin)"
)

#: Somebody close would have a word with the person; read as a question about contact as well.
CONFRONTING = (
    (
        words(
            f"(?=.*\\b{_CLOSE}'?s\\b).*\\b(?:confront\\w*|have a word|sort .{{1,10}} out|go round)"
        ),
        "utter_supporters_confront",
    ),
)

#: What somebody close asks for; the first that fits.
SUPPORTERS = (
    (
        words(
            "is (?:stalking|harassing|obsessed with|following) (?:(?:his|her|their) (?:ex|old"
            "|former|colleague|neighbour|teacher|boss|girl|mate|friend)|an?|some)\\b",
            "(?:keeps|won'?t stop) (?:\\w+ing) (?:up at )?(?:his|her|their) ex",
            "won'?t leave (?:his|her|their) ex", "is the one (?:doing|who does) (?:it|this)",
        ),
        "utter_supporters_doing_it",
    ),
    (
        words(
            "(?:kill|hurt|end) (?:her|him|them)sel(?:f|ves)", "end (?:her|his|their) life",
            f"(?:hurt|kill|attack) {_ONE}", f"{_ONE}(?:'?s| is| are) in danger", "suicid\\w*",
        ),
        "utter_supporters_urgent",
    ),
    (
        words(
            "have (?:a word|it out)", "confront\\w*", f"sort {_ONE} out",
            "go round (?:there|his|her)", "batter\\w*", "punch\\w*", f"warn {_ONE} off",
            f"teach {_ONE} a lesson", "scare him off",
            f"(?:message|ring|text|tell|speak to|talk to) {_ONE} (?:myself|to (?:stop|leave|back))",
            "(?:should|shall|can|could|do) i (?:just )?(?:message|ring|text|write to|call) him",
            "(?:ring|call|message|text|contact|tell|speak to|talk to|write to|go and see|see) "
            "(?:his|her|their) (?:mum|mam|dad|parents|family|mates|friends|work|boss|brother|wife)",
            "(?:message|ring|text|speak to|talk to) (?:the )?(?:stalker|man|woman|guy|bloke)",
        ),
        "utter_supporters_confront",
    ),
    (
        words(
            "(?:messag|contact|ring|call|text|phon|ask)(?:es|s|ing|ed)? (?:me|us|my \\w+) "
            "(?:too|as well|about|where|asking|to get)",
            "get(?:ting)? (?:to|at) (?:him|her|them) through (?:me|us)", "asking me where",
        ),
        "utter_supporters_drawn_in",
    ),
    (
        # To take the phone or the app away is what a child fears most, and the proof with it.
        words(
            "(?:delete|remove|uninstall|take|confiscate|block) (?:away )?(?:the|her|his|their)"
            " (?:\\w+ )?(?:app|apps|phone|account|accounts|snap\\w*|insta\\w*|tablet|messages)",
        ),
        "utter_supporters_child",
    ),
    (
        words(
            "my (?:own )?(?:daughter|son|kid|child|little (?:girl|boy|one)|teenager|grand\\w+|niece"
            "|nephew)\\b(?! (?:says?|said|thinks?|reckons?|tells?|told|keeps? (?:saying|telling)"
            "|wants me))",
            "my (?:\\d+|\\w+teen)[ -]?(?:yr|year)s?[ -]?old", "our (?:daughter|son|child)",
        ),
        "utter_supporters_child",
    ),
    (
        words(
            "(?:won'?t|wont|refus\\w+ to|doesn'?t want to|will not) (?:even )?"
            "(?:report|go to (?:the )?\\w+|tell|ring|call|listen|talk|press|accept|hear of)",
            "doesn'?t want (?:any )?(?:help|me|the police)", "(?:going|goes|went) back to",
            "makes? excuses", "says it'?s (?:nothing|fine)", "in denial",
        ),
        "utter_supporters_choice",
    ),
    (
        words(
            "i(?:'?m| am) (?:so |just |really )?(?:exhausted|drained|knackered|stressed|burnt out"
            "|worn out)",
            "i can'?t cope", "toll on me", "affecting me", "for my own sake",
        ),
        "utter_supporters_yourself",
    ),
    (
        words(
            "what (?:do|can|should|shall|could) i (?:even )?say", "the wrong thing",
            "how (?:do|can|should) i (?:talk|bring|respond|speak|ask|react)", "bring it up",
        ),
        "utter_supporters_listen",
    ),
)  # fmt: skip


#: Answers that say by themselves, at length, when somebody should be told today.
_AT_LENGTH = frozenset({"utter_recognising_supporter", "utter_supporters_urgent"})


def told_of(seen: Seen, name: str) -> Iterator[Given]:
    """An answer to somebody who worries about another person; if something grave was told with it,
    then "please talk to someone today", and in place of a long answer that it was heard."""
    grave = list(with_it(seen))
    if grave and name in _AT_LENGTH:
        name = "utter_supporters_heard"
    elif name == "utter_supporters_heard" and not grave:
        # Nothing follows it, so it asks on.
        name = "utter_supporters_told"
    yield Say(name)
    yield from grave


class ActionSupporter(InContext):
    """Answers somebody who worries about another person."""

    def name(self) -> str:
        return "action_supporter"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield from told_of(seen, asked(SUPPORTERS, seen, "utter_recognising_supporter"))
