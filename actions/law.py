"""The law, and the orders of a court: the part of it that was asked for."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import asked, words
from actions.today import with_it

#: Schemes that people ask for by name, as law or as police work.
BY_NAME = (
    (
        words("cla(?:i)?re'?s'? law", "dvds", "dsdas", "dvads", "disclosure scheme"),
        "utter_police_past",
    ),
    (
        words("victims?'?s?'? (?:code|charter)", "(?:personal|impact) statement"),
        "utter_rights_code",
    ),
    (words("right to review"), "utter_police_no_action"),
)

#: What a question about the law asks for; the first that fits.
LAW = (
    *BY_NAME,
    (
        words(
            "hate crime", "(?:racis|homophob|transphob|islamophob)\\w*",
            "because (?:i'?m|im|i am) (?:gay|trans|black|muslim|jewish|disabled|lesbian|bi)",
            "(?:me|her|him) being (?:gay|trans|black|muslim|jewish|disabled)",
            "my (?:race|religion|sexuality|disability)",
        ),
        "utter_law_hate",
    ),
    (
        words(
            "(?:law|laws|rules?) (?:has |have |just )*chang\\w*", "new laws?",
            "law (?:review|reform)", "2026", "policing act", "wright review",
        ),
        "utter_law_changes",
    ),
    (
        words(
            "sentenc\\w*", "prison", "jail(?:ed)?", "how many years",
            "(?:lock|bang)(?:ed)? .{0,6}up", "max(?:imum)?", "minimum", "penalt\\w*",
            "punish\\w*", "time inside", "how long do stalkers",
            "(?:two|five|ten) (?:yrs|years)\\?",
            "what (?:do|would|could|will) (?:they|he|she|the courts?) (?:actually )?(?:give|get)",
        ),
        "utter_law_sentence",
    ),
    (
        words(
            "harassment (?:or|and|not|vs|versus) stalking",
            "stalking (?:or|and|not|vs|versus) harassment", "coercive",
            "malicious communications", "than stalking", "nuisance",
        ),
        "utter_law_apart",
    ),
    (
        words(
            "2a", "4a", "course of conduct", "how many times", "two (?:incidents|times|visits)",
            "(?:legal )?definition", "(?:count|counts) (?:in law|as an? offence)",
            "(?:prove|proved|proven) (?:that )?(?:he|she|they|it)?", "serious alarm",
            "never (?:once )?(?:told|asked) (?:him|her|them) to stop", "has to be there",
            "have to have (?:been|done)", "(?:bar|threshold)",
        ),
        "utter_law_counts",
    ),
    (
        words(
            "(?:in|to) court", "trial", "jury", "plead\\w*", "(?:not|found|is|pleads?) guilty",
            "witness\\w*", "testify\\w*", "barrister", "hearing",
        ),
        "utter_law_court",
    ),
    (
        words(
            "nudes?", "deepfakes?", "(?:intimate|private|naked|sexual|fake) \\w+", "online",
            "cyber\\w*", "hack\\w*", "spyware",
            "logg?(?:ed|ing|s) (?:in ?to|on ?to) my",
            "(?:reading|read|into) my (?:private )?\\w*" "(?:emails?|messages|accounts?|phone)",
            "malicious (?:messages|texts)",
        ),
        "utter_law_online",
    ),
)  # fmt: skip

#: What a question about an order asks for; the first that fits.
ORDERS = (
    (
        words(
            "br[eo]a?ks? (?:it|the|his|her|that|this|an?)", "broken?", "breach\\w*", "violat\\w*",
            "ignor(?:e|es|ed|ing)", "(?:the )?order says", "told no contact",
            "even tho(?:ugh)? there'?s", "is this breaking",
        ),
        "utter_orders_broken",
    ),
    (
        words(
            "(?:get|gets|got|serve|serves|served)(?: with)? (?:the |his |her )?papers",
            "(?:he|she|they) (?:would |will |might )?find out", "my (?:new )?address",
            "be in the same room", "see (?:him|her|them) in court",
            "(?:make|makes) (?:him|her|them|it) (?:angry|worse|mad)", "react\\w*", "kick off",
        ),
        "utter_orders_before",
    ),
    (
        words(
            "spos?", "stalking (?:protection )?orders?", "before (?:he|she)'?s charged",
            "(?:me or|or) (?:the )?police", "police (?:can |could |to )?(?:ask|apply|put|get)",
            "get treatment",
        ),
        "utter_orders_police_led",
    ),
    (
        words(
            "(?:got|get|gets|was|is|been) sentenced", "not guilty", "found guilty", "acquitt\\w*",
            "convict\\w*", "end of the (?:case|trial)", "no contact thing",
        ),
        "utter_orders_after_court",
    ),
    (
        words(
            "non ?-?mol\\w*", "injunctions?", "interdicts?", "nho", "non ?-?harassment",
            "legal aid", "costs?", "afford", "solicitors?", "universal credit",
            "without (?:going to )?(?:the )?police", "emergency order",
            "never (?:dated|a couple)", "neighbour", "colleague", "how do i apply",
            "occupation order",
        ),
        "utter_orders_yourself",
    ),
)  # fmt: skip


class ActionLaw(InContext):
    """Says what the law is where somebody lives, or the part of it that they ask about."""

    def name(self) -> str:
        return "action_law"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(LAW, seen, "utter_law_offence"))
        yield from with_it(seen)


class ActionOrders(InContext):
    """Says which orders there are where somebody lives, or answers the part that they ask about."""

    def name(self) -> str:
        return "action_orders"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(ORDERS, seen, "utter_law_orders"))
        # How a breach is reported is in each of these answers.
        yield from with_it(seen, "order")
