"""Fits the intent model, its calibration and its rejection rule, and measures them held out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.metrics import f1_score
from sklearn.preprocessing import StandardScaler

from understanding.artefact import Arrays
from understanding.fitting import Array, Space, fit_many, fit_one, fit_temperature, thin
from understanding.intents import make_signs
from understanding.linear import sigmoid
from understanding.names import OUT_OF_SCOPE

MAX_WRONGLY_REJECTED = 0.025
"""Share of held-out messages of ours that the rejection rule may turn away."""

MOST_KNOWN = 12_000
"""Of so many training texts the rejection rule knows the vectors. Each message is compared with
all of them: with forty thousand that takes longer than all else that is read of it."""


def _make_all_signs(
    vectors: Array, held: Any, scores: Array, other: Any, temperature: float
) -> Array:
    """What the rejection rule looks at, of each held-out text."""
    known = thin(np.flatnonzero(~held), MOST_KNOWN)
    likeness = vectors[held] @ vectors[known].T
    far = other[known]
    return np.stack(
        [
            make_signs(row.astype(np.float32), temperature, near[~far], near[far])
            for row, near in zip(scores, likeness, strict=True)
        ]
    )


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


def train_intents(
    space: Space, labels: list[str], held: Any, names: Sequence[str]
) -> tuple[Arrays, dict[str, Any]]:
    """The intent arrays of the artefact, and what was measured on the texts that are `held` out.

    `space` holds these texts alone, or these first. `names`: all intents, in their order.
    """
    size = len(labels)
    truth = np.array([names.index(label) for label in labels])
    none = names.index(OUT_OF_SCOPE)
    rows, vectors, out = space.root[:size], space.vectors[:size], held[:size]
    first = fit_many(rows[~out], truth[~out])
    scores = np.asarray(first.decision_function(rows[out]))
    temperature = fit_temperature(scores, truth[out])
    top = scores.argmax(axis=1)
    other = truth == none
    signs = _make_all_signs(vectors, out, scores, other, temperature)
    weights, limit, doubts = _fit_rejection(signs, other[out], top == none)
    read = np.where(doubts >= limit, none, top)

    model = fit_many(rows, truth, first)
    known = thin(np.arange(size), MOST_KNOWN)
    arrays = space.to_weights(model.coef_.T.astype(np.float64))
    arrays = {name: value.astype(np.float32) for name, value in arrays.items()}
    arrays |= {
        "bias": model.intercept_.astype(np.float32),
        "temperature": np.array(temperature),
        "known": vectors[known].astype(np.float16),
        "known_is_other": other[known],
        "weights": weights,
        "limit": np.array(limit),
    }
    return arrays, _measure(truth[out], top, read, other[out], temperature, names)


def _measure(
    truth: Any, top: Any, read: Any, other: Any, temperature: float, names: Sequence[str]
) -> dict[str, Any]:
    each = f1_score(truth, read, average=None, labels=range(len(names)), zero_division=0.0)
    worst = sorted(zip(each.tolist(), names, strict=True))[:10]
    return {
        "macro_f1": round(float(each.mean()), 4),
        "accuracy": round(float((truth == read).mean()), 4),
        "accuracy_without_rejection": round(float((truth == top).mean()), 4),
        "out_of_scope_seen": round(float((read == truth)[other].mean()), 4),
        "wrongly_out_of_scope": round(float((read[~other] == truth[other][0]).mean()), 4),
        "temperature": round(temperature, 4),
        "worst": {name: round(value, 3) for value, name in worst},
    }
