"""Where an answer leads: what a yes, a no, a picked choice or "not safe" means after what was said.

Written beside each response in data/ (`on_yes`, `on_no`, `on_unsafe`), never here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import content
from actions.base import Effect, Given, Say, Seen, handoff, responses
from actions.wordings import spoken
from content.wording import placeholders

#: The first thing every visitor reads, and the first yes or no they are asked. The helpline posts
#: it, so the engine has not said it itself.
OPENING = "utter_arrival_welcome"
#: Posted below an alert's fixed message, and the messages that ask something.
NOTES = frozenset({"utter_safety_nobody_here", "utter_safety_worker_told"})
FIXED = {"suicidal_thoughts": "utter_safety_suicidal_thoughts"}
#: Said when we did not understand. The second time in a row a person is offered, not a third sorry.
NOT_UNDERSTOOD = frozenset(
    {"utter_smalltalk_out_of_scope", "utter_smalltalk_clarify", "utter_smalltalk_repair"}
)
#: A fixed message that asks nothing, with its notes; and what is offered before one or the other.
_ASKS_NOTHING = NOTES | {"utter_safety_immediate_danger"}
_OFFERS, _STEP = ("utter_risk_today_", "utter_risk_begin", "utter_risk_ask_"), "_step_"
HANDOFF = "service:handoff"
LEAVE = "service:exit"
DELETE = "service:delete"

#: "stop", "please stop now", "no more questions": enough for today; nothing more is asked.
STOP = spoken("following", "stop")

#: "it's not safe", "he would notice", "they'd see": a step that is not taken for that reason.
UNSAFE = spoken("following", "unsafe")


def asked_last(seen: Seen) -> list[Mapping[str, Any]]:
    """What stands last on the screen. `said`: names of what the helpline itself posted last. For a
    yes or a no an offer is open still where only "I may have missed what you mean" or a fixed
    message that asks nothing came after it."""
    posted = list(seen.metadata.get("said") or ())
    if seen.intent in ("affirm", "deny") and (offered := _still_open(seen, posted)):
        return offered
    if posted:
        if set(posted) <= NOTES:
            # They stand below an alert's fixed message: its question is the one that is answered.
            alerts = seen.metadata.get("answered") or ()
            posted = [name for alert, name in FIXED.items() if alert in alerts] + posted
        return [{"utter_action": name} for name in posted]
    return list(seen.said_before) or [{"utter_action": OPENING}]


def _still_open(seen: Seen, posted: list[str]) -> list[Mapping[str, Any]]:
    before = list(seen.said_before)
    if posted:
        # "Are you safe right now?" is a question of its own; after danger no walk is gone on with.
        asks = "suicidal_thoughts" in (seen.metadata.get("answered") or ())
        still = set(posted) <= _ASKS_NOTHING and not asks
        return before if still and _offers(seen, before, steps=False) else []
    names = {str(one.get("utter_action")) for one in before}
    earlier = list(seen.said_earlier)
    return earlier if names and names <= NOT_UNDERSTOOD and _offers(seen, earlier) else []


def _offers(seen: Seen, said: list[Mapping[str, Any]], *, steps: bool = True) -> bool:
    """Whether what was said last offers a person, to go on, or a step."""
    name = str(said[-1].get("utter_action")) if said else ""
    if not name or name not in responses().names():
        return False
    leads = str(responses().metadata(name, seen.slots).get("on_yes") or "")
    walks = steps and (_STEP in name or _STEP in leads)
    return name.startswith(_OFFERS) or leads == HANDOFF or walks


def answers_last(seen: Seen) -> dict[str, Any]:
    """Where the answers to the last question lead; empty if nothing was asked."""
    for said in reversed(asked_last(seen)):
        try:
            found = responses().metadata(said["utter_action"], seen.slots)
        except content.UnknownResponse:
            continue
        if any(name in found for name in ("on_yes", "on_no", "on_unsafe")):
            return found
    return {}


def plain(text: str) -> str:
    """With the apostrophe that patterns know."""
    return text.replace("\u2019", "'")


def follow(seen: Seen, answer: str, otherwise: str) -> Given:
    """What `answer` (`on_yes`, `on_no`) to the last question leads to, or `otherwise`."""
    leads = answers_last(seen)
    leads_to = leads.get(answer)
    if leads_to == HANDOFF:
        return handoff()
    if leads_to == LEAVE:
        return Effect("safe_exit", {"sure": True})
    if leads_to == DELETE:
        return Effect("delete", {"sure": True})
    return going_on(seen, leads_to, leads) if leads_to else Say(otherwise)


def going_on(seen: Seen, name: str, after: Mapping[str, Any]) -> Say:
    """Says a response. One that offers to go on (`{next}`) is told where: to the step after."""
    chosen = responses().pick(name, seen.slots)
    wanted = set(placeholders([chosen.text, list(chosen.buttons)]))
    return Say(name, {"next": str(after["on_yes"])} if "next" in wanted else {})


def chosen(seen: Seen, name: str) -> Iterable[Given]:
    """A response that was picked, in words for the settings that it brings along."""
    sets = responses().metadata(name, seen.slots).get("sets") or {}
    if sets:
        yield Effect("settings", sets)
    said = going_on(seen, name, answers_last(seen))
    yield Say(name, {**said.variables, **sets})
