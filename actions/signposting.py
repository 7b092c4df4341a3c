"""Who can help: services that answer where the visitor lives, for what was told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.base import Card, Decision, Given, Say, Seen, directory
from actions.following import plain

MOST_CARDS = 3

#: The services to name first for a need, best known first; the directory says where each of them
#: answers and for whom, and those that do not fit this visitor are left out.
FIRST: dict[str, Sequence[str]] = {
    "stalking": ("national_stalking_helpline", "action_against_stalking", "paladin"),
    "young": ("childline",),
    "images": ("report_remove", "revenge_porn_helpline"),
    "cyber": ("cyber_helpline",),
    "domestic_abuse": (
        "national_domestic_abuse", "live_fear_free", "scotland_domestic_abuse",
        "ni_domestic_sexual_abuse",
    ),
    "sexual_violence": ("rape_sexual_abuse_line", "rape_crisis_scotland", "live_fear_free"),
    "children": ("nspcc",),
    "men": ("mens_advice_line", "live_fear_free", "scotland_domestic_abuse"),
    "lgbt": ("galop",),
    "honour": ("karma_nirvana", "muslim_womens_network"),
    "deaf": ("signhealth", "bsl_999"),
    "older": ("hourglass",),
    "legal": ("ncdv", "rights_of_women", "scottish_womens_rights_centre", "advice_ni"),
    "work": ("acas", "labour_relations_agency"),
    "quiet": ("shout", "cyber_helpline", "live_fear_free", "scotland_domestic_abuse"),
    "suicide": ("samaritans", "shout"),
}  # fmt: skip

#: What somebody says of themselves or asks for, and the need it points to.
SAID = {
    "men": re.compile(
        r"\b(?:for (?:men|a man|lads)|(?:i'?m|im|being|as) a (?:man|bloke|guy|lad))\b"
    ),
    "lgbt": re.compile(r"\b(?:lgbt\w*|gay|lesbian|bisexual|trans|queer|non ?-?binary)\b"),
    "honour": re.compile(r"\b(?:honou?r|forced marriage|muslim|izzat)\b"),
    "deaf": re.compile(r"\b(?:deaf|bsl|sign language)\b"),
    "older": re.compile(r"\b(?:pensioner|elderly|older (?:people|person)|(?:7|8|9)\d years old)\b"),
    "legal": re.compile(r"\b(?:solicitor|legal|lawyer|court order|injunction)\b"),
    "work": re.compile(r"\b(?:my (?:work|boss|employer|job)|at work|hr)\b"),
    "quiet": re.compile(
        r"\b(?:text|webchat|chat online|can'?t (?:talk|speak|ring|call)|not (?:ring|call))\b"
    ),
    "sexual_violence": re.compile(r"\b(?:rape\w*|sexual(?:ly)? (?:assault|abuse)\w*)\b"),
}

#: Open day and night, so that one of those shown always answers; the first that fits.
ALWAYS_OPEN = (
    "childline",
    "live_fear_free",
    "scotland_domestic_abuse",
    "ni_domestic_sexual_abuse",
    "victim_support",
    "samaritans",
)
#: Only for one county or city: we don't know where in a nation somebody lives.
LOCAL = frozenset({
    "london_stalking_support", "veritas_justice", "west_midlands_stalking", "kent_victim_support",
    "medway_stalking_support",
})  # fmt: skip
#: Given after the cards; `page` says which of them were shown, for "more".
MORE = "utter_signposting_more"

#: What was heard, and the need it points to; stalking services always come first.
NEEDS = {
    "image_abuse": "images",
    "sexual_violence": "sexual_violence",
    "children_involved": "children",
    "spyware": "cyber",
    "account_intrusion": "cyber",
    "impersonation": "cyber",
    "former_partner": "domestic_abuse",
}


def services_for(seen: Seen, needs: Iterable[str], most: int = MOST_CARDS) -> list[str]:
    """Keys of services for this visitor: the first of each need, then the second of each."""
    return in_order(seen, needs)[:most]


def in_order(seen: Seen, needs: Iterable[str]) -> list[str]:
    """All that these needs name: the first of each, then the second of each, and so on."""
    nation, audience = seen.slots.get("nation"), seen.slots.get("audience") or "adult"
    fitting = [
        [key for key in FIRST[need] if directory().fits(key, nation, audience)] for need in needs
    ]
    ranks = max((len(services) for services in fitting), default=0)
    in_turn = [services[i] for i in range(ranks) for services in fitting if i < len(services)]
    return list(dict.fromkeys(in_turn))


def pages(seen: Seen, needs: Sequence[str]) -> list[list[str]]:
    """Three at a time, one of them open day and night while there is one to name; then the rest of
    the directory for these needs. Local services are left to the helplines, which know them.
    """
    nation, audience = seen.slots.get("nation"), seen.slots.get("audience") or "adult"
    rest = directory().services_for(nation, audience, needs)
    # Stalking is online as well nearly always.
    named = [*in_order(seen, needs), *in_order(seen, ["cyber"]), *rest]
    left = [key for key in dict.fromkeys(named) if key not in LOCAL]
    spare = [key for key in ALWAYS_OPEN if directory().fits(key, nation, audience)]
    found: list[list[str]] = []
    while left:
        page, left = left[:MOST_CARDS], left[MOST_CARDS:]
        if not any(directory().services[key].get("always_open") for key in page):
            open_ones = [key for key in [*left, *spare] if directory().services[key]["always_open"]]
            shown = {key for one in found for key in one}
            chosen = next((key for key in open_ones if key not in shown), None)
            if chosen is not None:
                left = [*page[MOST_CARDS - 1 :], *(key for key in left if key != chosen)]
                page = [*page[: MOST_CARDS - 1], chosen]
        found.append(page)
    return found


class ActionSignpost(Decision):
    """Answers "who can help?" with a few services rather than a list."""

    def name(self) -> str:
        return "action_signpost"

    def decide(self, seen: Seen) -> Iterable[Given]:
        needs, page = needs_of(seen), _page_asked(seen)
        all_pages = pages(seen, needs)
        if page >= len(all_pages):
            yield Say("utter_signposting_all")
            return
        if page == 0:
            yield Say("utter_signposting_intro")
        for ref in all_pages[page]:
            yield Card(ref)
        yield Say(MORE, {"page": str(page + 1)})


def needs_of(seen: Seen) -> list[str]:
    """What this visitor may need a service for: stalking first, then what they said and told."""
    heard = seen.heard()
    told = [need for indicator, need in NEEDS.items() if indicator in heard]
    text = plain(seen.text).lower()
    said = [need for need, pattern in SAID.items() if pattern.search(text)]
    young = ["young"] if seen.slots.get("audience") == "young" else []
    return list(dict.fromkeys(["stalking", *young, *said, *told]))


def _page_asked(seen: Seen) -> int:
    """How many pages were shown just now; asking again for services means the next one."""
    said = [one for one in seen.said_before if one.get("utter_action") == MORE]
    return int(said[-1].get("page") or 0) if said else 0
