"""No answer scores anybody, denies anything, or gives a step away without its warning.

Read from the words as they are written, so that a new answer is held to it from its first line.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from content import DATA
from content.files import read_mapping

#: Skills with steps that the person who does this may notice, or that destroy evidence.
WITH_STEPS = (
    "accounts",
    "contact",
    "devices",
    "images",
    "location_sharing",
    "social_media",
    "spyware",
    "trackers",
)
_STEP = re.compile(
    r"\b(remov|block|reset|uninstall|delet|disabl|"
    r"(tak|turn|switch)\w* (it|them|this|one|a tracker)? ?(off|away)|"
    r"chang\w* (a|the|your|any) password|sign out)",
    re.I,
)
_WARNING = re.compile(
    r"\bnotice|\breact|\bevidence\b|\bproof\b|(show|tell|alert)s? (them|the person)", re.I
)
_DENIAL = re.compile(
    r"(?:\bnot|n['’]t)(?: really| actually| quite| yet)?(?: count(?:ed)? as| be| seem)?"
    r" (?:stalking|harassment)\b|\bonly (?:an? )?(?:admirer|misunderstanding)\b",
    re.I,
)
_SCORE = re.compile(
    r"\b(?:risk|danger) (?:score|level|rating)\b|\byou score|\byour score"
    r"|\byou(?:['’]re| are) (?:at|in) (?:low|medium|high|standard) risk"
    r"|\b\d+ (?:out of|/) \d+\b|\b\d+ ?%",
    re.I,
)


def _said() -> list[tuple[str, str, str]]:
    """Each wording of each response: its name, its bubbles, and all of it with card and choices."""
    found = []
    for path in sorted(DATA.glob("*/responses.yml")):
        responses: dict[str, list[dict[str, Any]]] = read_mapping(path)["responses"]
        for name, wordings in responses.items():
            for wording in wordings:
                whole = [wording["text"], *_words(wording.get("custom"))]
                whole += [button["title"] for button in wording.get("buttons", ())]
                found.append((f"{path.parent.name}/{name}", wording["text"], "\n".join(whole)))
    assert len(found) > 100, "the responses were not found"
    return found


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [word for one in value.values() for word in _words(one)]
    if isinstance(value, list):
        return [word for one in value for word in _words(one)]
    return []


def _of_the_pages() -> list[tuple[str, str]]:
    """The words of the visitor's and the worker's page."""
    files = sorted(Path(DATA.parent, "web").glob("*/locale/*.json"))
    assert files
    return [(path.name, word) for path in files for word in _words(json.loads(path.read_text()))]


def test_nobody_is_told_that_it_is_not_stalking() -> None:
    said = [(name, whole) for name, _, whole in _said()] + _of_the_pages()
    assert [(name, found[0]) for name, words in said if (found := _DENIAL.search(words))] == []


def test_nobody_is_given_a_score() -> None:
    said = [(name, whole) for name, _, whole in _said()] + _of_the_pages()
    assert [(name, found[0]) for name, words in said if (found := _SCORE.search(words))] == []


def test_a_step_that_can_be_noticed_says_so_before_the_steps() -> None:
    """The warning is in what is said first, not only in the card of steps below it."""
    stepped = [one for one in _said() if one[0].split("/")[0] in WITH_STEPS]
    risky = [(name, bubbles) for name, bubbles, whole in stepped if _STEP.search(whole)]
    assert {name.split("/")[0] for name, _ in risky} == set(WITH_STEPS)
    assert [name for name, bubbles in risky if not _WARNING.search(bubbles)] == []


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (_DENIAL, "From what you say, this isn't stalking."),
        (_DENIAL, "That would not really count as harassment"),
        (_SCORE, "You are at high risk."),
        (_SCORE, "Your risk level is 14 out of 24"),
        (_STEP, "You could take it off, or change your password."),
    ],
)
def test_these_checks_would_find_one(pattern: re.Pattern[str], words: str) -> None:
    assert pattern.search(words)
