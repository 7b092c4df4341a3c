"""Fits what the sentinel makes of its signs (weighing.py), on texts the encoder never saw."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler

from understanding.fitting import SEED, Array

STRENGTH = 0.05
"""Inverse regularisation, chosen on held-out texts."""

LOOK_ALIKE = 3.0
"""How much more a look-alike of the alert counts, as in fitting.py."""

FOLDS = 5
"""To choose a limit and to measure, each fifth is read by what the others say."""


def _fit(signs: Array, truth: Any, hard: Any) -> Array:
    """A weight for each sign, and last what is there anyway."""
    scaler = StandardScaler().fit(signs)
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=400, tol=1e-4)
    model.fit(scaler.transform(signs), truth, np.where(hard, LOOK_ALIKE, 1.0))
    weights = model.coef_[0] / scaler.scale_
    return np.append(weights, model.intercept_[0] - weights @ scaler.mean_)


def weigh(signs: Array, weights: Array) -> Array:
    """The chance that the alert is meant, of each row of signs."""
    sums = signs @ weights[:-1] + weights[-1]
    chances: Array = 1.0 / (1.0 + np.exp(-np.clip(sums, -30.0, 30.0)))
    return chances


def fit_weighing(signs: Array, truth: Any, hard: Any) -> tuple[Array, Array]:
    """The weights of one alert's signs, and the chance of each row by weights that did not learn
    it. `hard`: which rows only sound like the alert."""
    chances = np.zeros(len(truth))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for learned, read in folds.split(signs, truth):
        weights = _fit(signs[learned], truth[learned], hard[learned])
        chances[read] = weigh(signs[read], weights)
    return _fit(signs, truth, hard), chances
