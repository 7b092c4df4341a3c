"""Leaving this screen."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Decision, Effect, Given, Seen

#: Leaving empties the page and forgets the chat, so a doubtful sign only offers it, large. Exact
#: words never come here: the page itself obeys them.
SURE = 0.9


class ActionSafeExit(Decision):
    """Somebody needs this screen to be gone."""

    def name(self) -> str:
        return "action_safe_exit"

    def decide(self, seen: Seen) -> Iterable[Given]:
        yield Effect("safe_exit", {"sure": seen.confidence >= SURE})
