"""Fits the sentinel's models, chooses when each alert is raised, and measures them held out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from understanding.artefact import Arrays
from understanding.features import Features
from understanding.fitting import Array, Space, fit_one
from understanding.names import ALERTS

MOST_FALSE: dict[str, float] = {
    "immediate_danger": 0.10,
    "suicidal_thoughts": 0.12,
    "child_in_danger": 0.21,
    "threat_by_visitor": 0.14,
    "someone_else_typing": 0.10,
    "harmful_request": 0.18,
}
"""Share of the look-alikes at which the model alone may raise the alert. docs/reading.md has the
whole trade: a lower share loses more people in danger than it spares false alarms."""

MOST_FALSE_ELSEWHERE: dict[str, float] = {
    "immediate_danger": 0.023,
    "suicidal_thoughts": 0.02,
    "child_in_danger": 0.022,
    "threat_by_visitor": 0.01,
    "someone_else_typing": 0.01,
    "harmful_request": 0.01,
}
"""The same for ordinary messages, which are far more: a card that comes at every tenth story is
a card nobody reads."""

RECALL_FIRST = ("immediate_danger", "suicidal_thoughts", "child_in_danger")
"""Lives hang on these: each keeps the lowest of its limits."""


@dataclass(frozen=True)
class Watched:
    """What the sentinel is trained on, text by text.

    `truth`: for each alert and text, 1 yes, 0 no, -1 nobody has said. `hard`: no, but it sounds
    like it. `raised`, `calm`: the wordings for it or against it. `parts`: the sentences of the
    held-out texts, each with the text it is of and the alerts it speaks against.
    """

    truth: Any
    hard: Any
    raised: Any
    calm: Any
    held: Any
    parts: list[tuple[int, Features, frozenset[str]]]


def _read_held_out(space: Space, watched: Watched, index: int, model: Any) -> Array:
    """The chance of an alert in each text: the highest of the whole and of its sentences."""
    whole = 1.0 / (1.0 + np.exp(-np.clip(model.decision_function(space.root), -30.0, 30.0)))
    chances: Array = np.where(watched.calm[index], 0.0, whole)
    if watched.parts:
        rows = space.place([features for _, features, _ in watched.parts])
        scores = 1.0 / (1.0 + np.exp(-np.clip(model.decision_function(rows), -30.0, 30.0)))
        for score, (owner, _, calm) in zip(scores, watched.parts, strict=True):
            if ALERTS[index] not in calm:
                chances[owner] = max(chances[owner], score)
    return chances


def _choose(name: str, chances: Array, truth: Any, hard: Any, by_wording: Any) -> float:
    """The lowest limit that keeps the model's false alarms as rare as they must be; where no life
    hangs on it, from there half the way to the highest that hears as many."""
    easy = (truth == 0) & ~hard
    lowest = 0.95
    for limit in np.arange(0.95, 0.04, -0.01):
        seen = chances >= limit
        if seen[hard].mean() > MOST_FALSE[name] or seen[easy].mean() > MOST_FALSE_ELSEWHERE[name]:
            break
        lowest = float(limit)
    if name in RECALL_FIRST:
        return lowest
    heard = [
        (((chances >= limit) | by_wording)[truth == 1].sum(), limit)
        for limit in np.arange(lowest, 0.96, 0.01)
    ]
    highest = max(limit for many, limit in heard if many == heard[0][0])
    return float(lowest + highest) / 2


def train_alerts(space: Space, watched: Watched) -> tuple[Arrays, dict[str, Any]]:
    """The sentinel's arrays of the artefact, and what was measured on held-out texts."""
    columns = np.zeros((space.root.shape[1], len(ALERTS)))
    bias, limits = np.zeros(len(ALERTS)), np.zeros(len(ALERTS))
    metrics: dict[str, Any] = {}
    for index, name in enumerate(ALERTS):
        said = watched.truth[index] >= 0
        learned = said & ~watched.held
        alike = watched.hard[index] & (watched.truth[index] == 0)
        first = fit_one(space.root[learned], watched.truth[index][learned], hard=alike[learned])
        judged = said & watched.held
        chances = _read_held_out(space, watched, index, first)[judged]
        truth, hard = watched.truth[index][judged], watched.hard[index][judged]
        by_wording = watched.raised[index][judged]
        limits[index] = _choose(name, chances, truth, hard, by_wording)
        model = fit_one(space.root[said], watched.truth[index][said], near=first, hard=alike[said])
        columns[:, index], bias[index] = model.coef_[0], model.intercept_[0]
        metrics[name] = _measure(truth, hard, by_wording | (chances >= limits[index]))
        metrics[name]["limit"] = round(float(limits[index]), 2)
    arrays = {key: value.astype(np.float32) for key, value in space.to_weights(columns).items()}
    arrays |= {"bias": bias.astype(np.float32), "thresholds": limits.astype(np.float32)}
    return arrays, metrics


def _measure(truth: Any, hard: Any, raised: Any) -> dict[str, float]:
    positive, easy = truth == 1, (truth == 0) & ~hard
    shares = {
        "recall": (raised & positive).sum() / positive.sum(),
        "precision": (raised & positive).sum() / max(int(raised.sum()), 1),
        "false_at_look_alikes": (raised & hard).sum() / max(int(hard.sum()), 1),
        "false_at_others": (raised & easy).sum() / max(int(easy.sum()), 1),
    }
    return {name: round(float(value), 3) for name, value in shares.items()}
