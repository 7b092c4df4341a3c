"""Arriving, and beginning again."""

from __future__ import annotations

from collections.abc import Iterable

from actions import bare, plan
from actions.base import Decision, Effect, Given, Say, Seen
from actions.in_context import InContext


class ActionBeginAgain(Decision):
    """Back to the opening choices; nothing that was said is forgotten by it."""

    def name(self) -> str:
        return "action_begin_again"

    def decide(self, seen: Seen) -> Iterable[Given]:
        at = bare.place(seen)
        yield from plan.taken_out(seen) or [Say(at) if at else Effect("restart")]


class ActionAbout(InContext):
    """Says who or what answers; "im 15" is read as talk about us two as well, and is an age."""

    def name(self) -> str:
        return "action_about"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say("utter_arrival_about_assistant")
