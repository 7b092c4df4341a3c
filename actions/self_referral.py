"""Asking a service to make contact."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Card, Decision, Given, Say, Seen
from actions.signposting import services_for


class ActionSelfRefer(Decision):
    """Says how a referral works, who takes one here, and, if it is true, that a worker is there."""

    def name(self) -> str:
        return "action_self_refer"

    def decide(self, seen: Seen) -> Iterable[Given]:
        yield Say("utter_self_referral_how")
        for ref in services_for(seen, ["stalking"]):
            yield Card(ref)
        if seen.on_shift:
            yield Say("utter_self_referral_now")
