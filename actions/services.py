"""Which services fit a visitor: by place, by age, by what was told and asked for, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from actions.base import Card, Given, Say, Seen, directory
from actions.needs import NOW, QUIET, SILENT_CHANNELS, asked_for

MOST_CARDS = 3
#: Given after the cards; says which page and which needs were shown, for "more".
MORE = "utter_signposting_more"
#: Said before it where they have not said where they live.
WHERE = "utter_signposting_where"

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
    "sexual_violence": (
        "rape_sexual_abuse_line", "rape_crisis_scotland", "live_fear_free", "survivors_trust",
    ),
    "children": ("nspcc",),
    "men": ("mens_advice_line", "live_fear_free", "scotland_domestic_abuse", "mankind"),
    "lgbt": ("galop",),
    "honour": ("karma_nirvana", "muslim_womens_network"),
    "faith": ("muslim_womens_network", "karma_nirvana"),
    "deaf": ("signhealth", "bsl_999", "relay_uk"),
    "older": ("hourglass",),
    "welsh": ("live_fear_free", "samaritans_welsh"),
    "legal": (
        "ncdv", "rights_of_women", "scottish_womens_rights_centre", "advice_ni",
        "citizens_advice_england", "citizens_advice_wales", "citizens_advice_scotland",
    ),
    "work": ("acas", "labour_relations_agency"),
    "quiet": ("shout", "cyber_helpline", "live_fear_free", "scotland_domestic_abuse",
              "ni_domestic_sexual_abuse", "national_domestic_abuse"),
    "now": ("national_domestic_abuse", "live_fear_free", "scotland_domestic_abuse",
            "ni_domestic_sexual_abuse", "victim_support", "samaritans"),
    "suicide": ("samaritans", "shout"),
}  # fmt: skip

#: Open day and night, so that one of those shown always answers; the first that fits.
ALWAYS_OPEN = (
    "childline",
    "live_fear_free",
    "scotland_domestic_abuse",
    "ni_domestic_sexual_abuse",
    "victim_support",
    "samaritans",
    "shout",
)
#: Only for one county or city: we don't know where in a nation somebody lives.
LOCAL = frozenset({
    "london_stalking_support", "veritas_justice", "west_midlands_stalking", "kent_victim_support",
    "medway_stalking_support",
})  # fmt: skip
#: The need that an open line answers, and that is no reason of its own otherwise.
ALWAYS = "always"


def in_order(seen: Seen, needs: Iterable[str]) -> list[str]:
    """All that these needs name: the first of each, then the second of each, and so on."""
    fitting = [[key for key in FIRST[need] if fits(seen, key)] for need in needs]
    ranks = max((len(services) for services in fitting), default=0)
    in_turn = [services[i] for i in range(ranks) for services in fitting if i < len(services)]
    return list(dict.fromkeys(in_turn))


def pages(seen: Seen, needs: Sequence[str]) -> list[list[str]]:
    """Three at a time, one of them open day and night while there is one to name; then the rest of
    the directory for these needs. Local services are left to the helplines, which know them. Who
    cannot speak is shown only what can be written to, and who asks for now, what is open first.
    """
    nation, audience = seen.slots.get("nation"), seen.slots.get("audience") or "adult"
    rest = directory().services_for(nation, audience, needs)
    # Stalking is online as well nearly always.
    named = [*in_order(seen, needs), *in_order(seen, ["cyber"]), *rest]
    left = [key for key in dict.fromkeys(named) if key not in LOCAL]
    spare = [key for key in ALWAYS_OPEN if fits(seen, key)]
    if QUIET in needs:
        left, spare = [key for key in left if silent(key)], [key for key in spare if silent(key)]
    if NOW in needs:
        left.sort(key=lambda key: not open_always(key))
    found: list[list[str]] = []
    while left:
        page, left = left[:MOST_CARDS], left[MOST_CARDS:]
        if not any(open_always(key) for key in page):
            shown = {key for one in found for key in one}
            open_ones = (key for key in [*left, *spare] if open_always(key) and key not in shown)
            chosen = next(open_ones, None)
            if chosen is not None:
                left = [*page[MOST_CARDS - 1 :], *(key for key in left if key != chosen)]
                page = [*page[: MOST_CARDS - 1], chosen]
        found.append(page)
    return found


def why(key: str, needs: Sequence[str]) -> str:
    """The need because of which a service is shown; words for it: data/signposting/why.yml."""
    if key in FIRST["stalking"]:
        return "stalking"
    meets = set(directory().services[key].get("needs", ()))
    for need in needs:
        if need not in {"stalking", QUIET, NOW} and (key in FIRST[need] or need in meets):
            return need
    if QUIET in needs and silent(key):
        return QUIET
    if "stalking" in meets and not (NOW in needs and open_always(key)):
        return "stalking"
    return ALWAYS if open_always(key) else "cyber" if key in FIRST["cyber"] else "stalking"


def shown(seen: Seen, needs: Sequence[str], page: int) -> Iterator[Given]:
    """One page of them, each with why it fits, and then what else there is."""
    for ref in pages(seen, needs)[page]:
        yield Card(ref, why(ref, needs))
    if page == 0 and not seen.slots.get("nation"):
        yield Say(WHERE)
    yield Say(MORE, {"page": str(page + 1), "needs": " ".join(needs)})


def fits(seen: Seen, key: str) -> bool:
    """Whether it answers where this visitor lives, and is for their age, or for the young where
    they ask for those. Who asks for somebody who speaks Welsh, or is answered
    in it, is taken to live in Wales."""
    nation, audience = seen.slots.get("nation"), seen.slots.get("audience") or "adult"
    wanted = asked_for(seen)
    for_the_young = key in FIRST["young"] and "young" in wanted
    in_welsh = "welsh" in wanted or seen.slots.get("language") == "cy"
    if in_welsh and key in FIRST["welsh"]:
        nation = nation or "wales"
    return directory().fits(key, nation, "young" if for_the_young else audience)


def open_always(key: str) -> bool:
    """Whether it answers day and night."""
    return bool(directory().services[key].get("always_open"))


def silent(key: str) -> bool:
    """Whether it can be used without speaking."""
    return not SILENT_CHANNELS.isdisjoint(directory().services[key].get("channels", ()))
