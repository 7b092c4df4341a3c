"""Forgetting this conversation."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Decision, Effect, Given, Seen


class ActionDelete(Decision):
    """Somebody wants this deleted. The helpline asks once more, then does it."""

    def name(self) -> str:
        return "action_delete"

    def decide(self, seen: Seen) -> Iterable[Given]:
        yield Effect("delete")
