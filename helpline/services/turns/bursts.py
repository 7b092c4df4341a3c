"""What a burst of messages means, taken together.

People write one thought in five messages, and two wishes in two. A wish that must not be lost (a
person, leaving, forgetting) is taken from whichever message holds it; else the last message that
is plain by itself gives the meaning; else the burst is read as one text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from understanding import Reading

# Gravest first: asked for in any message of a burst, it is what the turn is about.
NEVER_LOST = (
    "safe_exit",
    "immediate_danger",
    "suicidal_thoughts",
    "talk_to_human",
    "delete_my_data",
    "self_refer",
)
_PLAIN = 0.6
# Plain by themselves, but they say nothing that an earlier message would not outweigh.
_WEAK = frozenset({"out_of_scope", "greet", "thank", "affirm", "deny", "unsure", "goodbye"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a turn is about."""

    intent: str
    confidence: float
    alerts: tuple[str, ...]
    indicators: tuple[str, ...]


def _together(readings: Sequence[Reading], intent: str, confidence: float) -> Meaning:
    alerts = dict.fromkeys(name for one in readings for name in one.alerts)
    indicators = dict.fromkeys(name for one in readings for name in one.indicators)
    return Meaning(intent, confidence, tuple(alerts), tuple(indicators))


def meaning_alone(readings: Sequence[Reading]) -> Meaning | None:
    """The meaning that single messages give, or None where the burst must be read as one text."""
    if len(readings) == 1:
        return _together(readings, readings[0].intent, readings[0].confidence)
    plain = [one for one in readings if one.confidence >= _PLAIN]
    for wish in NEVER_LOST:
        for one in plain:
            if one.intent == wish:
                return _together(readings, wish, one.confidence)
    telling = [one for one in plain if one.intent not in _WEAK]
    if telling:
        return _together(readings, telling[-1].intent, telling[-1].confidence)
    return None


def meaning_joined(readings: Sequence[Reading], joined: Reading) -> Meaning:
    """The meaning of the burst as one text, with all that its messages showed."""
    return _together([*readings, joined], joined.intent, joined.confidence)
