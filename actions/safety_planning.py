"""Staying safe, place by place."""

from __future__ import annotations

from collections.abc import Iterable

from actions import plan
from actions.base import Given, Say, Seen
from actions.following import plain
from actions.in_context import InContext
from actions.plan import SKILL
from actions.routing import first, words

#: Where somebody wants to be safer, and the answer; the first that fits.
PLACES = (
    (words("neighbou?rs?", "next door", "same (?:street|village)"),
     f"{SKILL}neighbours"),
    (words("kids?", "child(?:ren)?", "my (?:son|daughter|baby|boy|girl)", "nursery",
           "handovers?", "co-?parent\\w*"), f"{SKILL}children"),
    (words("uni(?:versity)?", "campus", "halls", "lectures?", "seminars?", "student flat"),
     f"{SKILL}university"),
    (words("school", "college", "class(?:es)?", "teachers?", "lessons?", "sixth form", "prom"),
     f"{SKILL}school"),
    (words("work", "office", "boss", "job", "shifts?", "colleagues?", "hr", "employer", "lates"),
     f"{SKILL}work"),
    (words("bus(?:es)?", "trains?", "tube", "tram", "taxis?", "uber", "commut\\w+", "station",
           "driving", "in (?:the|my) car", "travel\\w*"), f"{SKILL}travel"),
    (words("walking", "out and about", "on the street", "shops?", "gym", "running", "nights? out",
           "going out", "the pub", "clubbing"), f"{SKILL}out"),
    (words("home", "house", "flat", "doors?", "locks?", "windows?", "garden", "bedroom"),
     f"{SKILL}home"),
)  # fmt: skip


class ActionSafetyPlanning(InContext):
    """Answers for the place they name, or shows their plan; else asks which place."""

    def name(self) -> str:
        return "action_safety_planning"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        if plan.steps(seen) and plan.MINE.search(plain(seen.text)):
            yield from plan.shown()
        else:
            yield Say(first(PLACES, seen.text) or f"{SKILL}start")
