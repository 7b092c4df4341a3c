"""Reporting to the police: how, what then, and what if they do nothing."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.law import BY_NAME, LAW
from actions.routing import asked
from actions.today import with_it
from actions.wordings import joined, topics

#: What a question about the police asks for; the first that fits.
POLICE = joined(BY_NAME, topics("police", "police"))


class ActionPolice(InContext):
    """Says how to report, or answers the part of it that somebody asks about."""

    def name(self) -> str:
        return "action_police"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        # Whoever talks of the police often asks what the law says as well.
        yield Say(asked(joined(POLICE, LAW), seen, "utter_police_report"))
        yield from with_it(seen)
