"""The visitor's own safety plan, in conversation: made of steps that they pick, read back, changed,
kept or not.

The helpline keeps it, as names of steps, and shows it (helpline/services/turns/plans.py). What
a step is called in a plan stands beside it in data/ (`custom: plan`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from actions.base import Effect, Given, Say, Seen, directory, responses
from actions.following import asked_last, plain
from actions.routing import first
from actions.wordings import spoken, topics
from content.wording import fill

SKILL = "utter_safety_planning_"
STEP = f"{SKILL}step_"
PLAN, CHECK, KEEP, DROP = f"{SKILL}plan", f"{SKILL}check", f"{SKILL}keep", f"{SKILL}drop"

MINE = spoken("plan", "mine")
CHANGE = spoken("plan", "change")
TAKE_OUT = spoken("plan", "take_out")
TRACE = spoken("plan", "trace")
STAYS = spoken("plan", "stays")
NOT_FOR_ME = spoken("plan", "not_for_me")
FITS = spoken("plan", "fits")
#: What a message about a plan is read as. A telling of how somebody feels is never taken for one.
ABOUT_A_PLAN = frozenset({
    "ask_safety_planning", "out_of_scope", "unsure", "affirm", "deny", "restart", "clarify",
})  # fmt: skip
_NUMBERS = topics("plan", "numbers")


def steps(seen: Seen) -> list[str]:
    """The steps of their plan, by the response that offered each, in their order."""
    return list((seen.metadata.get("kept") or {}).get("plan") or ())


def shown() -> list[Given]:
    """The helpline shows the plan, or says that there is none yet."""
    return [Effect("plan")]


def keep(**fields: object) -> Effect:
    """What is remembered of the plan (helpline/services/leaving/keeping.py)."""
    return Effect("keep", fields)


def last_said(seen: Seen) -> Mapping[str, Any]:
    """The newest response of this skill, if it was the last thing said; else empty."""
    said = asked_last(seen)[-1]
    return said if str(said.get("utter_action")).startswith(SKILL) else {}


def answered(seen: Seen) -> Iterable[Given] | None:
    """What follows if this message answers one of our steps, or is about their plan; else None."""
    said = last_said(seen)
    name = str(said.get("utter_action") or "")
    if steps(seen) and seen.intent in ABOUT_A_PLAN:
        given = _about_plan(seen, name)
        if given is not None:
            return given
    if name != CHECK and not name.startswith(STEP):
        return None
    takes = _takes(seen)
    if takes is None:
        return None
    if name == CHECK:
        return _after_check(seen, str(said.get("step_name") or ""), takes)
    return _after_step(seen, name, takes)


def _about_plan(seen: Seen, name: str) -> Iterable[Given] | None:
    """They have a plan, and the message may be about it. `name`: what was said last, if of ours."""
    text = plain(seen.text)
    mine = MINE.search(text) is not None
    if out := taken_out(seen):
        return out
    if not mine and name != PLAN:
        return None
    if TRACE.search(text):
        return [Say(f"{SKILL}trace")]
    if CHANGE.search(text):
        return checked(seen, steps(seen)[0])
    if STAYS.search(text):
        return picked(seen, KEEP)
    return shown() if mine and seen.intent not in ("affirm", "deny") else None


def taken_out(seen: Seen) -> list[Given]:
    """What follows if they want a step out by its number ("delete step 2" is no wish to be
    forgotten); empty if the message is about something else."""
    text = plain(seen.text)
    if not steps(seen) or not (last_said(seen) or MINE.search(text)):
        return []
    number = _number(seen, text)
    return [keep(plan_drop=steps(seen)[number - 1]), *shown()] if number else []


def _takes(seen: Seen) -> bool | None:
    """Whether a step is taken or left; None if the message is about something else."""
    text = plain(seen.text)
    if seen.intent == "deny" or NOT_FOR_ME.search(text):
        return False
    if seen.intent == "affirm" or FITS.search(text):
        return True
    return False if seen.intent == "unsure" else None


def picked(seen: Seen, name: str) -> Iterable[Given] | None:
    """What a picked choice of this skill leads to, where that is more than its response."""
    if name == PLAN:
        return shown()
    if name == CHECK:
        return checked(seen, steps(seen)[0]) if steps(seen) else shown()
    if name == KEEP:
        return [keep(plan_stays=True), Say(KEEP)]
    if name == DROP:
        return [keep(plan_stays=False), Say(DROP)]
    return None


def checked(seen: Seen, step: str) -> list[Given]:
    """Asks whether this step of the plan still fits."""
    names = steps(seen)
    return [
        Say(
            CHECK,
            {
                "number": str(names.index(step) + 1),
                "count": str(len(names)),
                "line": line(seen, step),
                "step_name": step,
            },
        )
    ]


def line(seen: Seen, step: str) -> str:
    """A step as it stands in a plan."""
    chosen = responses().pick(step, seen.slots)
    written = dict(chosen.custom or {})["plan"]["line"]
    return str(fill(written, name=step, facts=directory().facts, variables={}))


def _after_step(seen: Seen, step: str, takes: bool) -> Iterable[Given]:
    found = responses().metadata(step, seen.slots)
    after = str(found["on_yes"])
    if takes:
        yield keep(plan_add=step)
    yield from shown() if after == PLAN else [Say(after)]


def _after_check(seen: Seen, step: str, takes: bool) -> Iterable[Given]:
    names = steps(seen)
    if step not in names:
        return shown()
    ahead = names[names.index(step) + 1 :]
    dropped = [keep(plan_drop=step)] if not takes else []
    return [*dropped, *(checked(seen, ahead[0]) if ahead else shown())]


def _number(seen: Seen, text: str) -> int | None:
    """The number of the step that they want out, if there is one of that number."""
    found = TAKE_OUT.search(text)
    if found is None:
        return None
    said = first(_NUMBERS, found[1]) or found[1]
    number = len(steps(seen)) if said == "last" else int(said)
    return number if 0 < number <= len(steps(seen)) else None
