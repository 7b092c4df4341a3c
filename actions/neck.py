"""Hands or anything else around a neck, told in somebody's own words. It is among the gravest
signs, and it is for a doctor as well: so it is named, and not only counted as violence.
"""

from __future__ import annotations

from actions.base import Seen
from actions.following import plain
from actions.wordings import spoken

#: The topic of `data/risk/topics.yml`, and the answer that names it.
TOPIC, SAID = "neck", "said_strangled"
TOLD = "utter_risk_told_neck"
_AROUND = spoken("neck", "around")


def told(seen: Seen) -> bool:
    """Whether this message tells it of the person who does this. A message that denies it, asks in
    general or only fears it is not read as violence."""
    return "physical_violence" in seen.indicators and _AROUND.search(plain(seen.text)) is not None


def answers(seen: Seen) -> bool:
    """Whether it is said in answer to the very question about it, in however few words."""
    return _AROUND.search(plain(seen.text)) is not None
