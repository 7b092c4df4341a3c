"""Staying safe, place by place."""

from __future__ import annotations

from collections.abc import Iterable

from actions import plan
from actions.bare import PLACES
from actions.base import Given, Say, Seen
from actions.following import plain
from actions.in_context import InContext
from actions.plan import SKILL
from actions.routing import first


class ActionSafetyPlanning(InContext):
    """Answers for the place they name, or shows their plan; else asks which place."""

    def name(self) -> str:
        return "action_safety_planning"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        if plan.steps(seen) and plan.MINE.search(plain(seen.text)):
            yield from plan.shown()
        else:
            yield Say(first(PLACES, seen.text) or f"{SKILL}start")
