"""Forgetting this conversation."""

from __future__ import annotations

from collections.abc import Iterable

from actions import plainly, plan
from actions.base import Decision, Effect, Given, Say, Seen


class ActionDelete(Decision):
    """Somebody wants this deleted. The helpline asks once more, then does it. "Delete step 2" of a
    plan that was just shown is no such wish.
    """

    def name(self) -> str:
        return "action_delete"

    def decide(self, seen: Seen) -> Iterable[Given]:
        if name := plainly.said(seen):
            # "Can you get them off" is about pictures.
            yield Say(name)
        else:
            yield from plan.taken_out(seen) or [Effect("delete")]
