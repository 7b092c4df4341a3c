"""The mathematics of training: linear models fitted in a space of few columns.

The tens of thousands of pieces of words are turned into some hundred directions once (a truncated
singular value decomposition). Fitting on those takes a fraction of the time, and `to_weights`
turns what was fitted back into weights for the features. scikit-learn is imported here and
nowhere in reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import LogisticRegression

from understanding.features import BUCKETS, Features

Array = npt.NDArray[np.float64]
Rows = npt.NDArray[np.float32]

SEED = 20261122
PIECES_WEIGHT = 0.25
MARKS_WEIGHT = 0.55
"""How much pieces and marks count beside the encoder's vector (chosen on held-out texts)."""

INTENT_STRENGTH = 3.0
ALERT_STRENGTH = 1.0
"""Inverse regularisation, chosen on held-out texts."""

LOOK_ALIKE = 4.0
"""How much more it counts that an alert's look-alike is none. They are few beside all that is
ordinary, and lie where the border must run (held out, at as many false alarms, at 1, 2, 4 and 8:
threats by a visitor heard 0.71, 0.83, 0.83, 0.83, someone else typing 0.83, 0.83, 0.84, 0.84)."""

RARITY = 0.35
"""How much more an example of a rare intent counts: by the power of its share. At 0 the few worried
friends are lost among the many dangers and disclosures, at 1 everything is taken for something rare
(held out: macro F1 0.711 at 0, 0.717 at 0.3, 0.715 at 0.5, 0.687 at 1)."""

PIECE_DIRECTIONS = 300
"""So many directions stand for the pieces of words while fitting. More change nothing held out, and
the time grows with them; all pieces without this would be tens of thousands."""

MOST_FOR_DIRECTIONS = 12_000
"""The directions are found in so many texts, spread over all: in more they are hardly others."""


@dataclass(frozen=True)
class Space:
    """All texts as features, and as rows of `root`: vector, marks, and pieces by `directions`.

    Rows are of 32 bits: fitting is bound by how fast they come from memory.
    """

    vectors: Array
    marks: Array
    directions: Array
    root: Rows

    def place(self, features: list[Features]) -> Rows:
        """Other texts as rows of the same space."""
        vectors, pieces, marks = _stack(features)
        rows = np.hstack([vectors, marks, np.asarray(pieces @ self.directions.T)])
        return rows.astype(np.float32)

    def to_weights(self, columns: Array) -> dict[str, Array]:
        """Weights for vector, pieces and marks, from weights for root's columns."""
        vectors, marks = self.vectors.shape[1], self.marks.shape[1]
        return {
            "dense": columns[:vectors],
            "marks": columns[vectors : vectors + marks] * MARKS_WEIGHT,
            "pieces": self.directions.T @ columns[vectors + marks :] * PIECES_WEIGHT,
        }


def _stack(features: list[Features]) -> tuple[Array, Any, Array]:
    """Vectors, pieces and marks of some texts, weighted."""
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
    return vectors, pieces, marks


def thin(rows: Any, most: int) -> Any:
    """At most so many of some rows (or texts), evenly spread over all."""
    return rows[:: max(1, -(-len(rows) // most))]


def make_space(features: list[Features]) -> Space:
    """The space of some texts."""
    vectors, pieces, marks = _stack(features)
    # One direction less than texts, for the tests' few.
    count = min(PIECE_DIRECTIONS, len(features) - 1)
    some = pieces[thin(np.arange(len(features)), MOST_FOR_DIRECTIONS)]
    svd = TruncatedSVD(count, n_iter=2, random_state=SEED).fit(some)
    root = np.hstack([vectors, marks, svd.transform(pieces)]).astype(np.float32)
    return Space(vectors, marks, svd.components_, root)


def fit_many(rows: Rows, labels: Any, near: LogisticRegression | None = None) -> LogisticRegression:
    """Multinomial logistic regression; the rarer a label, the more each of its examples counts.

    `near`: a model of almost the same rows, from which this one begins, to be sooner done.
    """
    shares = np.bincount(labels) / len(labels)
    weights = shares[labels] ** -RARITY
    model = _begin(LogisticRegression(C=INTENT_STRENGTH, max_iter=400, tol=1e-4), near)
    return model.fit(rows, labels, weights / weights.mean())


def fit_one(
    rows: Rows,
    labels: Any,
    strength: float = ALERT_STRENGTH,
    near: LogisticRegression | None = None,
    hard: Any = False,
) -> LogisticRegression:
    """Logistic regression of yes and no; the rarer answer counts as much as the other.

    `hard`: which rows sound like a yes and are none (LOOK_ALIKE).
    """
    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=400, tol=1e-4)
    weights = np.where(np.broadcast_to(hard, len(labels)), LOOK_ALIKE, 1.0)
    return _begin(model, near).fit(rows, labels, weights)


def _begin(model: LogisticRegression, near: LogisticRegression | None) -> LogisticRegression:
    if near is not None:
        model.warm_start = True
        model.coef_, model.intercept_ = near.coef_.copy(), near.intercept_.copy()
    return model


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
