"""A linear model over features, as arrays: what scikit-learn learned, read with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from understanding.artefact import Arrays
from understanding.encoder import DIMENSIONS, Vector
from understanding.errors import ArtefactError
from understanding.features import BUCKETS, Features


def multiply(row: Vector, table: Vector) -> Vector:
    """A row times a table, on this thread alone.

    `@` would wake BLAS's threads for so little, and they spin for longer than the sum takes.
    """
    product: Vector = np.einsum("i,ij->j", row, table)
    return product


@dataclass(frozen=True, slots=True)
class Linear:
    """One column a label. `dense` weighs the encoder's vector, `pieces` and `marks` the rest."""

    dense: Vector
    pieces: Vector
    marks: Vector
    bias: Vector

    @classmethod
    def from_arrays(cls, arrays: Arrays, labels: int, marks: int) -> Linear:
        """Checks the shapes, so that a wrong file is an error at start and not a wrong reading."""
        wanted = {
            "dense": (DIMENSIONS, labels),
            "pieces": (BUCKETS, labels),
            "marks": (marks, labels),
            "bias": (labels,),
        }
        for name, shape in wanted.items():
            if name not in arrays or arrays[name].shape != shape:
                raise ArtefactError(f"array {name} is missing or has another shape")
        return cls(*(arrays[name].astype(np.float32) for name in wanted))

    def score(self, features: Features) -> Vector:
        """Raw scores, one a label."""
        scores = self.bias + multiply(features.vector, self.dense)
        scores += multiply(features.values, self.pieces[features.buckets])
        scores += multiply(features.marks, self.marks)
        return scores


def softmax(scores: Vector, temperature: float) -> Vector:
    """Scores as probabilities that sum to one; a higher temperature is less sure of itself."""
    scaled = (scores - scores.max()) / np.float32(temperature)
    powers: Vector = np.exp(scaled)
    powers /= powers.sum()
    return powers


def sigmoid(score: float) -> float:
    """A single score as a probability."""
    return float(1.0 / (1.0 + np.exp(-np.clip(score, -30.0, 30.0))))
