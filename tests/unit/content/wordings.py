"""Every wording of data/, with values for all that it names."""

from collections.abc import Iterator
from typing import Any

import content
from actions.recognising import GRAVEST_FIRST, reflect
from content.responses import Variation
from understanding.corpus import read_topics
from understanding.names import INTENTS as SPECIFIED

ROOT = content.DATA.parent


#: A charity's own topics; none is ours.
TOPICS = read_topics(ROOT / "domain.yml")


INTENTS = (*SPECIFIED, *TOPICS)


SERVICE_PAYLOADS = {
    "service:handoff",
    "service:exit",
    "service:stay",
    "service:continue",
    "service:delete",
    "service:words",
}


def longest_reflection(language: str) -> str:
    """What was told, said back: the three longest phrases."""
    phrases = sorted(GRAVEST_FIRST, key=lambda one: len(reflect([one], language).split()))
    return reflect(phrases[-3:], language)


#: Any value for a named variable: its length is that of the longest one we give.
VARIABLES = {
    "reflection": longest_reflection("en"),
    "name": "Alexandra",
    "partner": "Leeds Women's Aid and Outreach",
    "colleague": "Alexandra",
    "minutes": "5",
    "position": "12",
    "wait": "25",
    "next_open": "Monday at 09:30",
    "reference": "K7M-4PX",
    "topic": "what you need so that you can talk",
    "next": "utter_online_safety_walked",
    "walk": "whether your phone is watched",
    "step": "3",
    "steps": "6",
    "number": "12",
    "count": "24",
    # Theirs, as much of it as they wrote; ours around it is held to the length.
    "told": "1. “he follows me home”",
    "line": "I tell one person at work, and ask who else will know.",
}


def texts(value: Any) -> Iterator[str]:
    """Every string inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts(list(value.values()))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def variations(words: content.Responses) -> Iterator[Variation]:
    for name in words.names():
        yield from words.variations(name)
