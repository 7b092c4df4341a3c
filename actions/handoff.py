"""The way to a person."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Decision, Given, Seen, handoff


class ActionHandoff(Decision):
    """Somebody asks for a person. Whether one is there, the helpline knows and says."""

    def name(self) -> str:
        return "action_handoff"

    def decide(self, seen: Seen) -> Iterable[Given]:
        yield handoff()
