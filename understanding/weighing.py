"""Weighs the few signs of an alert before it is raised.

How much a sentence counts beside the whole message, and how much a wording that speaks against the
alert, is another thing for each alert: of a child one sentence says it, of a threat all of it. Five
*signs* are weighed, so that anybody can read what counts, and what they count is learned only on
texts that the encoder never saw: of those it was tuned on it is surer than of what a new person
writes (docs/decisions/0083-alerts-are-weighed-on-texts-nobody-tuned-on.md).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from understanding.encoder import Vector
from understanding.names import ALERTS

FLOOR = np.float32(-8.0)
"""The lowest score a sign shows: below it, nothing is said any more."""

SIGNS = ("highest", "whole", "sentence", "worded", "calmed")
"""The highest score of the whole and of its sentences, each counting half; the whole's alone; the
highest of a sentence alone; whether a wording raises the alert; whether one speaks against it."""

SILENCED = frozenset({"suicidal_thoughts", "someone_else_typing"})
"""Alerts that nothing but a wording raises where words speak against them in each piece that is
read: held out, two of 700 true ones are lost by it."""

LOUD = 3.0
"""From this score of the whole on, the other alerts are raised all the same: held out, of 30 true
ones among 860 such messages 20 reach it, and five that are none."""


def flags(names: Iterable[str]) -> Vector:
    """One number an alert: 1 for those named."""
    named = set(names)
    return np.array([name in named for name in ALERTS], dtype=np.float32)


def make_signs(scores: Vector, calm: Vector, raised: Vector) -> Vector:
    """The signs of one message: a row a sign, a column an alert.

    `scores`: what the sentinel's model says, a row a piece (the whole message first), a column an
    alert. `calm`: in the same shape, 1 where the piece's words speak against the alert: there its
    score shows only as the whole's. `raised`: flags of the alerts that wordings raise.
    """
    against = np.asarray(calm) > 0
    counted = scores.copy()
    counted[1:] = (scores[0] + scores[1:]) * np.float32(0.5)
    highest = np.where(against, FLOOR, counted).max(axis=0)
    # A message of one sentence is that sentence.
    alone = np.where(against, FLOOR, scores)[min(1, len(scores) - 1) :].max(axis=0)
    signs = np.stack([highest, scores[0], alone, raised, against[0]]).astype(np.float32)
    signs[:3] = np.maximum(signs[:3], FLOOR)
    return signs


def is_silent(name: str, highest: float, whole: float) -> bool:
    """Whether a wording alone may raise this alert, those being two of its signs."""
    return highest <= float(FLOOR) and (name in SILENCED or whole < LOUD)
