"""The mathematics of training: one kernel of all texts, linear models fitted in its space.

All texts are turned into a square root of their kernel (a Cholesky factor) once. Fitting on its
rows gives the same model as fitting on the thousands of features themselves, in a fraction of
the time, and `to_weights` turns it back into weights for those features. scikit-learn is
imported here and nowhere in reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.linalg import solve_triangular
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from understanding.features import BUCKETS, Features

Array = npt.NDArray[np.float64]

FOLDS = 5
SEED = 20261122
PIECES_WEIGHT = 0.45
MARKS_WEIGHT = 0.55
"""How much pieces and marks count beside the encoder's vector (chosen by cross-validation)."""

INTENT_STRENGTH = 20.0
ALERT_STRENGTH = 20.0
"""Inverse regularisation, chosen by cross-validation."""


@dataclass(frozen=True)
class Space:
    """All texts as features, and as rows of `root`, whose products are those of the features."""

    vectors: Array
    pieces: Any
    marks: Array
    root: Array

    def to_weights(self, columns: Array) -> dict[str, Array]:
        """Weights for vector, pieces and marks, from weights in the space of root's first rows."""
        size = len(columns)
        dual = solve_triangular(self.root[:size, :size], columns, lower=True, trans="T")
        return {
            "dense": self.vectors[:size].T @ dual,
            "pieces": np.asarray(self.pieces[:size].T @ dual) * PIECES_WEIGHT,
            "marks": self.marks[:size].T @ dual * MARKS_WEIGHT,
        }


def make_space(features: list[Features]) -> Space:
    """The space of some texts."""
    vectors = np.stack([f.vector for f in features]).astype(np.float64)
    sizes = np.cumsum([0, *(len(f.buckets) for f in features)])
    pieces = sparse.csr_matrix(
        (
            np.concatenate([f.values for f in features]).astype(np.float64) * PIECES_WEIGHT,
            np.concatenate([f.buckets for f in features]),
            sizes,
        ),
        shape=(len(features), BUCKETS),
    )
    marks = np.stack([f.marks for f in features]).astype(np.float64) * MARKS_WEIGHT
    kernel = vectors @ vectors.T + marks @ marks.T + np.asarray((pieces @ pieces.T).todense())
    # Repeated texts make the kernel singular; the ridge is far below anything that matters.
    kernel[np.diag_indices_from(kernel)] += 1e-6
    return Space(vectors, pieces, marks, np.linalg.cholesky(kernel))


def make_folds(labels: list[str]) -> list[tuple[Any, Any]]:
    """Train and test rows of each fold, the labels spread evenly, always the same."""
    splitter = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    return list(splitter.split(np.zeros(len(labels)), labels))


def fit_many(rows: Array, labels: Any) -> LogisticRegression:
    """Multinomial logistic regression."""
    model = LogisticRegression(C=INTENT_STRENGTH, max_iter=120, tol=1e-3)
    return model.fit(rows.astype(np.float32), labels)


def fit_one(rows: Array, labels: Any, strength: float = ALERT_STRENGTH) -> LogisticRegression:
    """Logistic regression of yes and no; the rarer answer counts as much as the other."""
    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=400, tol=1e-4)
    return model.fit(rows, labels)


def fit_temperature(scores: Array, truth: Any) -> float:
    """The temperature at which held-out confidences are worth what they say."""
    best = (np.inf, 1.0)
    for temperature in np.geomspace(0.2, 3.0, 80):
        scaled = scores / temperature
        scaled -= scaled.max(axis=1, keepdims=True)
        logs = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        loss = -float(logs[np.arange(len(truth)), truth].mean())
        best = min(best, (loss, float(temperature)))
    return best[1]
