"""Beginning again."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Decision, Effect, Given, Seen


class ActionBeginAgain(Decision):
    """Back to the opening choices; nothing that was said is forgotten by it."""

    def name(self) -> str:
        return "action_begin_again"

    def decide(self, seen: Seen) -> Iterable[Given]:
        yield Effect("restart")
