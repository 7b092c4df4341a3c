"""Fits the sentinel's models, chooses when each alert is raised, and measures them held out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from understanding.artefact import Arrays
from understanding.features import Features
from understanding.fitting import Array, Space, fit_one
from understanding.names import ALERTS
from understanding.sentinel import join_scores

MOST_FALSE: dict[str, float] = {
    "immediate_danger": 0.03,
    "suicidal_thoughts": 0.025,
    "child_in_danger": 0.03,
    "threat_by_visitor": 0.02,
    "someone_else_typing": 0.01,
    "harmful_request": 0.015,
}
"""Share of the hands' held-out messages (data/messages/) that the model alone may raise wrongly: a
third of those are look-alikes of some alert, the others say what people say. docs/reading.md has
the whole trade."""

RECALL_FIRST = ("immediate_danger", "suicidal_thoughts", "child_in_danger")
"""Lives hang on these: each keeps the lowest of its limits."""


@dataclass(frozen=True)
class Watched:
    """What the sentinel is trained on, text by text.

    `truth`: for each alert and text, 1 yes, 0 no, -1 nobody has said. `hard`: no, but it sounds
    like it. `raised`, `calm`: the wordings for it or against it. `parts`: the sentences of the
    held-out texts, each with the text it is of and the alerts it speaks against. `by_hands`: those
    of data/messages/, of which everything was decided.
    """

    truth: Any
    hard: Any
    raised: Any
    calm: Any
    held: Any
    by_hands: Any
    parts: list[tuple[int, Features, frozenset[str]]]


def _read_held_out(space: Space, watched: Watched, index: int, model: Any) -> Array:
    """The chance of an alert in each text, as sentinel.py reads it: the highest of the whole and of
    its sentences."""
    whole = np.asarray(model.decision_function(space.root))
    highest = np.where(watched.calm[index], -np.inf, whole)
    if watched.parts:
        rows = space.place([features for _, features, _ in watched.parts])
        owners = [owner for owner, _, _ in watched.parts]
        scores = join_scores(whole[owners], np.asarray(model.decision_function(rows)))
        for score, (owner, _, calm) in zip(scores, watched.parts, strict=True):
            if ALERTS[index] not in calm:
                highest[owner] = max(highest[owner], score)
    chances: Array = 1.0 / (1.0 + np.exp(-np.clip(highest, -30.0, 30.0)))
    return chances


def _choose(name: str, chances: Array, truth: Any, by_hands: Any, by_wording: Any) -> float:
    """The lowest limit that keeps the model's false alarms as rare as they must be; where no life
    hangs on it, from there half the way to the highest that hears as many."""
    others = chances[by_hands & (truth == 0)]
    lowest = 0.95
    for limit in np.arange(0.95, 0.04, -0.01):
        if (others >= limit).mean() > MOST_FALSE[name]:
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
        by_hands = watched.by_hands[judged]
        limits[index] = _choose(name, chances, truth, by_hands, by_wording)
        model = fit_one(space.root[said], watched.truth[index][said], near=first, hard=alike[said])
        columns[:, index], bias[index] = model.coef_[0], model.intercept_[0]
        raised = by_wording | (chances >= limits[index])
        metrics[name] = _measure(truth, hard, raised)
        metrics[name]["by_hands"] = _measure_hands(truth[by_hands], raised[by_hands])
        metrics[name]["limit"] = round(float(limits[index]), 2)
    arrays = {key: value.astype(np.float32) for key, value in space.to_weights(columns).items()}
    arrays |= {"bias": bias.astype(np.float32), "thresholds": limits.astype(np.float32)}
    return arrays, metrics


def _measure_hands(truth: Any, raised: Any) -> dict[str, float]:
    """The same of the hands' messages alone: the nearest to what a new hand gets."""
    return {
        "texts": int((truth == 1).sum()),
        "recall": round(float(raised[truth == 1].mean()), 3),
        "false": round(float(raised[truth == 0].mean()), 3),
    }


def _measure(truth: Any, hard: Any, raised: Any) -> dict[str, Any]:
    positive, easy = truth == 1, (truth == 0) & ~hard
    shares = {
        "recall": (raised & positive).sum() / positive.sum(),
        "precision": (raised & positive).sum() / max(int(raised.sum()), 1),
        "false_at_look_alikes": (raised & hard).sum() / max(int(hard.sum()), 1),
        "false_at_others": (raised & easy).sum() / max(int(easy.sum()), 1),
    }
    return {name: round(float(value), 3) for name, value in shares.items()}
