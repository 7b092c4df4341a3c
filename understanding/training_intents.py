"""Fits the intent model, its calibration and its rejection rule, and measures them held out."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.metrics import f1_score
from sklearn.preprocessing import StandardScaler

from understanding.artefact import Arrays
from understanding.corpus import Corpus
from understanding.fitting import Array, Space, fit_many, fit_one, fit_temperature, make_folds
from understanding.intents import make_signs
from understanding.linear import sigmoid
from understanding.names import ALERT_OF_INTENT, INTENTS, OUT_OF_SCOPE

LENT = ("suicidal_thoughts", "request_harmful_help")
"""Intents that learn from their alert's examples too. Not immediate_danger: it would outweigh
the calm disclosures that lie next to it."""

MAX_WRONGLY_REJECTED = 0.015
"""Share of held-out messages of ours that the rejection rule may turn away."""


def make_labelled(corpus: Corpus) -> tuple[list[str], list[str]]:
    """Texts and their intents: what the skills say, what shows an alert, what is unrelated."""
    pairs = [(text, name) for name in INTENTS for text in corpus.intents[name]]
    for intent in LENT:
        pairs += [(text, intent) for text in corpus.positive[ALERT_OF_INTENT[intent]]]
    pairs += [(text, OUT_OF_SCOPE) for text in corpus.unrelated]
    first = dict(reversed(pairs))  # a text that stands twice keeps the label it had first
    return list(first), list(first.values())


def _score_held_out(space: Space, truth: Any, labels: list[str]) -> tuple[Array, list[Any]]:
    """Scores of each text by a model that did not see it, and which texts that model saw."""
    rows = space.root[: len(labels), : len(labels)]
    scores = np.zeros((len(labels), len(INTENTS)))
    seen: list[Any] = [None] * len(labels)
    for train, test in make_folds(labels):
        model = fit_many(rows[train], truth[train])
        scores[np.ix_(test, model.classes_)] = model.decision_function(
            rows[test].astype(np.float32)
        )
        for index in test:
            seen[index] = train
    return scores, seen


def _make_all_signs(
    space: Space, scores: Array, seen: list[Any], other: Any, temperature: float
) -> Array:
    known = space.vectors[: len(seen)]
    likeness = known @ known.T
    signs = []
    for index, train in enumerate(seen):
        near, is_other = likeness[index][train], other[train]
        row = scores[index].astype(np.float32)
        signs.append(make_signs(row, temperature, near[~is_other], near[is_other]))
    return np.stack(signs)


def _fit_rejection(signs: Array, other: Any, top_is_other: Any) -> tuple[Array, float, Array]:
    """Weights and limit of the rejection rule, and the doubt it has about each held-out text."""
    scaler = StandardScaler().fit(signs)
    model = fit_one(scaler.transform(signs), other, strength=1.0)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    doubts = np.array([sigmoid(float(row @ weights + bias)) for row in signs])
    ours = np.sort(doubts[~other & ~top_is_other])[::-1]
    limit = float(ours[int(MAX_WRONGLY_REJECTED * len(ours))]) + 1e-6
    return np.append(weights, bias), max(limit, 0.5), doubts


def train_intents(space: Space, labels: list[str]) -> tuple[Arrays, dict[str, Any]]:
    """The intent arrays of the artefact, and what was measured."""
    truth = np.array([INTENTS.index(label) for label in labels])
    other = truth == INTENTS.index(OUT_OF_SCOPE)
    scores, seen = _score_held_out(space, truth, labels)
    temperature = fit_temperature(scores, truth)
    top = scores.argmax(axis=1)
    signs = _make_all_signs(space, scores, seen, other, temperature)
    weights, limit, doubts = _fit_rejection(signs, other, top == INTENTS.index(OUT_OF_SCOPE))
    read = np.where(doubts >= limit, INTENTS.index(OUT_OF_SCOPE), top)

    size = len(labels)
    model = fit_many(space.root[:size, :size], truth)
    arrays = space.to_weights(model.coef_.T.astype(np.float64))
    arrays = {name: value.astype(np.float32) for name, value in arrays.items()}
    arrays |= {
        "bias": model.intercept_.astype(np.float32),
        "temperature": np.array(temperature),
        "known": space.vectors[:size].astype(np.float16),
        "known_is_other": other,
        "weights": weights,
        "limit": np.array(limit),
    }
    return arrays, _measure(truth, top, read, other, temperature)


def _measure(truth: Any, top: Any, read: Any, other: Any, temperature: float) -> dict[str, Any]:
    each = f1_score(truth, read, average=None, labels=range(len(INTENTS)), zero_division=0.0)
    worst = sorted(zip(each.tolist(), INTENTS, strict=True))[:10]
    return {
        "macro_f1": round(float(each.mean()), 4),
        "accuracy": round(float((truth == read).mean()), 4),
        "accuracy_without_rejection": round(float((truth == top).mean()), 4),
        "out_of_scope_seen": round(float((read == truth)[other].mean()), 4),
        "wrongly_out_of_scope": round(float((read[~other] == truth[other][0]).mean()), 4),
        "temperature": round(temperature, 4),
        "worst": {name: round(value, 3) for value, name in worst},
    }
