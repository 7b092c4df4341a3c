"""What a visitor may need a service for: what they told, what they say of themselves, what they ask
for. Each need has words that say why a service is shown (data/signposting/why.yml)."""

from __future__ import annotations

from collections.abc import Iterator

from actions.base import Seen
from actions.following import plain
from actions.wordings import topics

#: Writing instead of speaking, and at this hour: these narrow what is shown.
QUIET, NOW = "quiet", "now"
#: How somebody can be reached without speaking.
SILENT_CHANNELS = frozenset({"text", "webchat", "video"})

#: What somebody says of themselves or asks for, and the need it points to.
SAID = topics("needs", "said")

#: What was heard over the conversation, and the need it points to.
HEARD = {
    "image_abuse": "images",
    "sexual_violence": "sexual_violence",
    "children_involved": "children",
    "spyware": "cyber",
    "account_intrusion": "cyber",
    "impersonation": "cyber",
    "former_partner": "domestic_abuse",
}


def by_name() -> set[str]:
    """The needs that somebody can ask for in so many words, or by a choice."""
    return {need for _, need in SAID}


def needs_of(seen: Seen) -> list[str]:
    """What this visitor may need a service for: stalking first, then what they said and told."""
    told = [need for indicator, need in HEARD.items() if indicator in seen.heard()]
    young = ["young"] if seen.slots.get("audience") == "young" else []
    welsh = ["welsh"] if seen.slots.get("language") == "cy" else []
    return list(dict.fromkeys(["stalking", *young, *asked_for(seen), *welsh, *told]))


def asked_for(seen: Seen) -> list[str]:
    """The needs in this very message, or in the choice that was picked."""
    if "chosen" in seen.metadata:
        picked = str(seen.metadata["chosen"])
        return [picked] if picked in by_name() else []
    return list(_said(plain(seen.text)))


def _said(text: str) -> Iterator[str]:
    for pattern, need in SAID:
        if pattern.search(text):
            yield need
