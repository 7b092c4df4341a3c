"""Who can help: services that answer where the visitor lives, for what was told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from actions.base import Card, Decision, Given, Say, Seen, directory

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
}  # fmt: skip

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
    nation, audience = seen.slots.get("nation"), seen.slots.get("audience") or "adult"
    fitting = [
        [key for key in FIRST[need] if directory().fits(key, nation, audience)] for need in needs
    ]
    ranks = max((len(services) for services in fitting), default=0)
    in_turn = [services[i] for i in range(ranks) for services in fitting if i < len(services)]
    return list(dict.fromkeys(in_turn))[:most]


class ActionSignpost(Decision):
    """Answers "who can help?" with a few services rather than a list."""

    def name(self) -> str:
        return "action_signpost"

    def decide(self, seen: Seen) -> Iterable[Given]:
        heard = seen.heard()
        told = [need for indicator, need in NEEDS.items() if indicator in heard]
        young = ["young"] if seen.slots.get("audience") == "young" else []
        needs = list(dict.fromkeys(["stalking", *young, *told, "cyber"]))
        yield Say("utter_signposting_intro")
        for ref in services_for(seen, needs):
            yield Card(ref)
        yield Say("utter_signposting_more")
