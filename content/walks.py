"""Walks: rows of small steps (`utter_<skill>_step_…`), and where in one somebody is.

The first step says what the walk is about (`metadata: walk`). A conversation whose order is made
from what was told (how urgent it is) has no fixed number of steps: each of its questions says
`walk` itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from content.languages import LANGUAGES
from content.responses import Responses

CHOSEN = "/event_chosen="
_STEP = re.compile(r"utter_(?P<skill>[a-z_]+?)_step_[a-z_]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A step: the walk's title by language, which step it is and of how many (0: not counted)."""

    response: str
    skill: str
    titles: Mapping[str, str]
    step: int
    steps: int

    def title(self, language: str) -> str:
        """What the walk is about; in English where nobody has said it in this language."""
        return self.titles.get(language, self.titles["en"])


def skill_of(response: str) -> str:
    """`utter_location_sharing_step_x` -> `location_sharing`; else the word after `utter_`."""
    found = _STEP.fullmatch(response)
    return found["skill"] if found else response.split("_")[1]


@cache
def places(responses: Responses) -> Mapping[str, Place]:
    """Every step by its response."""
    found: dict[str, Place] = {}
    for name in responses.names():
        written = responses.metadata(name)
        if "walk" not in written:
            continue
        title = {"en": str(written["walk"])} | {
            one: str(written[f"walk_{one}"]) for one in LANGUAGES if f"walk_{one}" in written
        }
        if _STEP.fullmatch(name) is None:
            found[name] = Place(name, skill_of(name), title, 0, 0)
            continue
        depths: dict[str, int] = {}
        _deepen(responses, name, frozenset(), depths)
        for one, number in depths.items():
            left = _left(responses, one, frozenset({one}))
            found[one] = Place(one, skill_of(one), title, number, number + left)
    return found


@cache
def ends(responses: Responses) -> frozenset[str]:
    """Responses after which a walk is over (`metadata: ends`)."""
    return frozenset(name for name in responses.names() if responses.metadata(name).get("ends"))


def _next(responses: Responses, name: str) -> list[str]:
    """The steps of the same walk that a step leads to."""
    to: list[str] = []
    for one in responses.variations(name):
        to += [str(one.metadata[key]) for key in ("on_yes", "on_no") if key in one.metadata]
        payloads = [button["payload"] for button in one.buttons]
        to += [p.removeprefix(CHOSEN) for p in payloads if p.startswith(CHOSEN)]
    mine = f"utter_{skill_of(name)}_step_"
    return [step for step in dict.fromkeys(to) if step.startswith(mine)]


def _deepen(responses: Responses, name: str, gone: frozenset[str], depths: dict[str, int]) -> None:
    """Numbers a step by the longest way to it, so that no number is smaller than one before it."""
    gone = gone | {name}
    depths[name] = max(depths.get(name, 0), len(gone))
    for one in _next(responses, name):
        if one not in gone:
            _deepen(responses, one, gone, depths)


def _left(responses: Responses, name: str, gone: frozenset[str]) -> int:
    """How many steps lie ahead at most; a way back is not counted."""
    ahead = [one for one in _next(responses, name) if one not in gone]
    return max((1 + _left(responses, one, gone | {one}) for one in ahead), default=0)
