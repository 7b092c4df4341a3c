"""Fits the sentinel's models, chooses when each alert is raised, and measures them held out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from understanding.artefact import Arrays
from understanding.features import Features
from understanding.fitting import Array, Space, fit_one
from understanding.names import ALERTS
from understanding.training_weighing import fit_weighing
from understanding.weighing import SIGNS, flags, is_silent, make_signs

MOST_FALSE: dict[str, float] = {
    "immediate_danger": 0.0275,
    "suicidal_thoughts": 0.025,
    "child_in_danger": 0.035,
    "threat_by_visitor": 0.015,
    "someone_else_typing": 0.01,
    "harmful_request": 0.015,
}
"""Share of the hands' held-out messages (data/messages/) that the model alone may raise wrongly.
Four in ten of those are written around some alert, the others say what people say. Where a life
hangs on it more is borne. docs/reading.md has the whole trade."""

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


def _make_all_signs(space: Space, watched: Watched, models: list[Any]) -> Array:
    """The signs of each held-out text, by models that learned none of them: text, sign, alert."""
    held = np.flatnonzero(watched.held)
    whole = np.stack([model.decision_function(space.root[held]) for model in models], axis=1)
    parts: dict[int, list[tuple[Array, frozenset[str]]]] = {int(text): [] for text in held}
    if watched.parts:
        rows = space.place([features for _, features, _ in watched.parts])
        scores = np.stack([model.decision_function(rows) for model in models], axis=1)
        for score, (owner, _, calm) in zip(scores, watched.parts, strict=True):
            parts[owner].append((score, calm))
    return np.stack(
        [
            make_signs(
                np.stack([scores, *(score for score, _ in parts[text])]),
                np.stack([watched.calm[:, text], *(flags(calm) for _, calm in parts[text])]),
                watched.raised[:, text],
            )
            for text, scores in zip(held.tolist(), whole, strict=True)
        ]
    )


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
    alike = watched.hard & (watched.truth == 0)
    firsts = []
    for index in range(len(ALERTS)):
        learned = (watched.truth[index] >= 0) & ~watched.held
        truth = watched.truth[index][learned]
        firsts.append(fit_one(space.root[learned], truth, hard=alike[index][learned]))
    signs = _make_all_signs(space, watched, firsts)

    columns = np.zeros((space.root.shape[1], len(ALERTS)))
    bias, limits = np.zeros(len(ALERTS)), np.zeros(len(ALERTS))
    weighing = np.zeros((len(SIGNS) + 1, len(ALERTS)))
    metrics: dict[str, Any] = {}
    for index, name in enumerate(ALERTS):
        said = watched.truth[index] >= 0
        judged = said & watched.held
        truth, hard = watched.truth[index][judged], alike[index][judged]
        own = signs[said[watched.held], :, index]
        weighing[:, index], chances = fit_weighing(own, truth, hard)
        chances[[is_silent(name, *row[:2]) for row in own.tolist()]] = 0.0
        by_wording, by_hands = watched.raised[index][judged], watched.by_hands[judged]
        limits[index] = _choose(name, chances, truth, by_hands, by_wording)
        raised = by_wording | (chances >= limits[index])
        metrics[name] = _measure(truth, watched.hard[index][judged], raised)
        metrics[name]["by_hands"] = _measure_hands(truth[by_hands], raised[by_hands])
        metrics[name]["limit"] = round(float(limits[index]), 2)
        rows, yes = space.root[said], watched.truth[index][said]
        model = fit_one(rows, yes, near=firsts[index], hard=alike[index][said])
        columns[:, index], bias[index] = model.coef_[0], model.intercept_[0]
    arrays = space.to_weights(columns) | {"bias": bias, "thresholds": limits, "weighing": weighing}
    return {key: value.astype(np.float32) for key, value in arrays.items()}, metrics


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
