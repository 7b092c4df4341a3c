"""Yes, no, and "I don't understand": answers that mean nothing without what came before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import content
from actions.base import Decision, Effect, Given, Say, Seen, handoff, responses
from content.wording import placeholders

#: The first thing every visitor reads, and the first yes or no they are asked. The helpline posts
#: it, so the engine has not said it itself.
OPENING = "utter_arrival_welcome"
HANDOFF = "service:handoff"
LEAVE = "service:exit"
DELETE = "service:delete"


class ActionAffirm(Decision):
    """Goes where "yes" leads after what was asked last."""

    def name(self) -> str:
        return "action_affirm"

    def decide(self, seen: Seen) -> Iterable[Given]:
        yield _follow(seen, "on_yes", "utter_smalltalk_affirm")


class ActionDeny(Decision):
    """Goes where "no" leads after what was asked last."""

    def name(self) -> str:
        return "action_deny"

    def decide(self, seen: Seen) -> Iterable[Given]:
        yield _follow(seen, "on_no", "utter_smalltalk_deny")


class ActionClarify(Decision):
    """Says the last answer again in simple words, and keeps to simple words from now on."""

    def name(self) -> str:
        return "action_clarify"

    def decide(self, seen: Seen) -> Iterable[Given]:
        yield Effect("settings", {"style": "simple"})
        again = [_again(said, seen.slots) for said in _asked_last(seen)]
        told = [said for said in again if said is not None]
        yield from told or [Say("utter_smalltalk_clarify")]


def _asked_last(seen: Seen) -> list[Mapping[str, Any]]:
    """What stands last on the screen. `said`: names of what the helpline itself posted last."""
    posted = seen.metadata.get("said") or ()
    if posted:
        return [{"utter_action": name} for name in posted]
    return list(seen.said_before) or [{"utter_action": OPENING}]


def _follow(seen: Seen, answer: str, otherwise: str) -> Given:
    for said in reversed(_asked_last(seen)):
        try:
            leads_to = responses().metadata(said["utter_action"], seen.slots).get(answer)
        except content.UnknownResponse:
            continue
        if leads_to == HANDOFF:
            return handoff()
        if leads_to == LEAVE:
            return Effect("safe_exit", {"sure": True})
        if leads_to == DELETE:
            return Effect("delete", {"sure": True})
        if leads_to:
            return Say(leads_to)
    return Say(otherwise)


def _again(said: Mapping[str, Any], slots: Mapping[str, Any]) -> Say | None:
    """The same response in its simple wording, if all that it quotes is still known."""
    name, simply = said["utter_action"], {**slots, "style": "simple"}
    try:
        chosen = responses().pick(name, simply)
    except content.UnknownResponse:
        return None
    needed = {key for key in placeholders([chosen.text, chosen.custom]) if "." not in key}
    if not needed <= set(said):
        return None
    return Say(name, {**{key: str(said[key]) for key in needed}, "style": "simple"})
