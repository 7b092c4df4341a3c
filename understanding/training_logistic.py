"""Fits many labels at once by logistic regression, where for some texts some labels are unknown.

Small steps over few rows at a time (Adam): two seconds where 24 regressions one by one took a
minute. What nobody has said of a text is left out of the sum; least squares had to take it for a
no, and pulls a sure yes back to one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from understanding.fitting import SEED, Array, Rows

ROUNDS, TOGETHER, RATE, LEAST = 5, 128, 2e-2, 0.02
"""So often all rows are seen, so many at once, and how large a step is at first and at least."""

LEFT_OUT = 0.2
"""Share of the numbers of a row that are left out each time it is seen, so that none is relied on
alone."""

RARE = -2.5
"""Where every bias begins: a label is told in some eight of a hundred texts."""

_SLOW, _SLOWER, _TINY = np.float32(0.9), np.float32(0.999), np.float32(1e-8)


class _Moving:
    """Numbers that take steps by the mean of their latest slopes."""

    def __init__(self, start: Rows) -> None:
        self.now = start
        self._mean, self._square = np.zeros_like(start), np.zeros_like(start)

    def step(self, slope: Rows, rate: float, number: int) -> None:
        self._mean += (1 - _SLOW) * (slope - self._mean)
        self._square += (1 - _SLOWER) * (slope * slope - self._square)
        mean = self._mean / (1 - _SLOW**number)
        square = self._square / (1 - _SLOWER**number)
        self.now -= np.float32(rate) * mean / (np.sqrt(square) + _TINY)


def to_chances(scores: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Raw scores as chances."""
    chances: npt.NDArray[Any] = 1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0)))
    return chances


def fit(rows: Rows, truth: Any, counting: Rows) -> tuple[Array, Array]:
    """One weight a column and label, and the labels' biases. `truth`: 1, 0, -1 unknown, a row a
    text; `counting`: how much each row counts. The same rows always give the same weights."""
    dice = np.random.default_rng(SEED)
    count, labels = truth.shape
    weights = _Moving(np.zeros((rows.shape[1], labels), dtype=np.float32))
    bias = _Moving(np.full(labels, RARE, dtype=np.float32))
    said = np.maximum(truth, 0).astype(np.float32)
    known = (truth >= 0) * counting[:, None]
    number, steps = 0, ROUNDS * -(-count // TOGETHER)
    for _ in range(ROUNDS):
        order = dice.permutation(count)
        for start in range(0, count, TOGETHER):
            some = order[start : start + TOGETHER]
            kept = dice.random((len(some), rows.shape[1]), dtype=np.float32) >= LEFT_OUT
            seen = rows[some] * kept / np.float32(1 - LEFT_OUT)
            off = to_chances(seen @ weights.now + bias.now) - said[some]
            off *= known[some] * (labels / max(float(known[some].sum()), 1.0))
            rate = RATE * max(LEAST, 1 - number / steps)
            number += 1
            weights.step(seen.T @ off.astype(np.float32), rate, number)
            bias.step(off.sum(axis=0).astype(np.float32), rate, number)
    return weights.now.astype(np.float64), bias.now.astype(np.float64)
