"""Who can help: services that answer where the visitor lives, for what was told and asked for."""

from __future__ import annotations

from collections.abc import Iterable

from actions import services, speaker
from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.needs import NOW, QUIET, asked_for, needs_of
from actions.own_behaviour import to_turn_to
from actions.today import above_services

#: What is said before the first page, where it was asked for in a special way.
INTROS = {QUIET: "utter_signposting_quiet", NOW: "utter_signposting_now"}


class ActionSignpost(InContext):
    """Answers "who can help?" with a few services, each with why it fits, rather than a list. If
    something grave was told with it, then first with "please talk to someone today".
    """

    def name(self) -> str:
        return "action_signpost"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        if speaker.who(seen) == speaker.OWN:
            yield from to_turn_to(seen)
            return
        needs, page = _asked_on(seen)
        if page >= len(services.pages(seen, needs)):
            yield Say("utter_signposting_all")
            return
        if page == 0:
            above = above_services(seen)
            special = next((INTROS[need] for need in INTROS if need in needs), None)
            yield from above
            if special or not above:
                yield Say(special or "utter_signposting_intro")
        yield from services.shown(seen, needs, page)


def _asked_on(seen: Seen) -> tuple[list[str], int]:
    """For which needs, and which page: asking again means the next one, unless something new is
    asked for, which is then added to what was known."""
    needs = needs_of(seen)
    said = [one for one in seen.said_before if one.get("utter_action") == services.MORE]
    if not said:
        return needs, 0
    before = str(said[-1].get("needs") or "").split()
    if new := [need for need in asked_for(seen) if need not in before]:
        return list(dict.fromkeys([*(before or needs), *new])), 0
    return before or needs, int(said[-1].get("page") or 0)
