"""Reads the one intent of a message, how sure that is, and when it is none of ours.

A linear model ranks the 47 intents, and those of a charity's own topics. A second, learned rule
looks at how sure the ranking is and how near the message lies to anything seen in training; a
message far from all of it is `out_of_scope`, however the ranking came out. A few whole messages
("exit", "hello") need no model.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from understanding.artefact import Arrays
from understanding.encoder import DIMENSIONS, Vector
from understanding.errors import ArtefactError
from understanding.features import Features
from understanding.linear import Linear, multiply, sigmoid, softmax
from understanding.names import INTENTS, OUT_OF_SCOPE
from understanding.patterns import Book

WHOLE = ("safe_exit", "greet", "affirm", "deny", "thank", "goodbye", "talk_to_human", "restart")
WHOLE_CONFIDENCE = 0.99
RANKED = 10
SIGNS = 6
"""How many numbers the rejection rule looks at, see `make_signs`."""

NEAREST = 3


def make_signs(
    scores: Vector, temperature: float, near: Vector, near_other: Vector
) -> npt.NDArray[np.float64]:
    """What the rejection rule looks at: sureness, lead, energy, and the nearest known texts.

    `near` and `near_other` are likenesses (cosines) to training texts within and out of scope.
    """
    powers = np.sort(softmax(scores, temperature))[::-1]
    peak = float(scores.max())
    energy = peak + float(np.log(np.exp(scores - peak).sum()))
    inside = np.sort(near)[::-1][:NEAREST]
    outside = np.sort(near_other)[::-1][:NEAREST]
    return np.array(
        [
            powers[0],
            powers[0] - powers[1],
            energy,
            inside[0],
            inside.mean(),
            outside.mean(),
        ],
        dtype=np.float64,
    )


@dataclass(frozen=True, slots=True)
class IntentModel:
    """The trained ranking and its rejection rule."""

    model: Linear
    temperature: float
    known: Vector
    """Vectors of the training texts, one a column."""

    known_is_other: npt.NDArray[np.bool_]
    weights: npt.NDArray[np.float64]
    limit: float
    names: tuple[str, ...]
    """Every intent, in the order of the scores."""

    @classmethod
    def from_arrays(cls, arrays: Arrays, marks: int, topics: tuple[str, ...] = ()) -> IntentModel:
        """From the artefact's arrays, their shapes checked. `topics`: intents beside the 47."""
        names = (*INTENTS, *topics)
        shapes = {
            "known": (len(arrays.get("known_is_other", ())), DIMENSIONS),
            "weights": (SIGNS + 1,),
            "temperature": (),
            "limit": (),
        }
        for name, shape in shapes.items():
            if name not in arrays or arrays[name].shape != shape:
                raise ArtefactError(f"array {name} is missing or has another shape")
        floats = {key: np.asarray(value, dtype=np.float32) for key, value in arrays.items()}
        return cls(
            Linear.from_arrays(floats, len(names), marks),
            float(floats["temperature"]),
            np.ascontiguousarray(floats["known"].T),
            np.asarray(arrays["known_is_other"], dtype=np.bool_),
            np.asarray(arrays["weights"], dtype=np.float64),
            float(floats["limit"]),
            names,
        )

    def rank(self, features: Features, vouched: bool) -> tuple[tuple[str, float], ...]:
        """The likeliest intents, first the one that is read.

        `vouched`: something of ours was found in the message already (an alert, an indicator),
        so it cannot be out of scope for being unlike the training texts.
        """
        scores = self.model.score(features)
        powers = softmax(scores, self.temperature)
        order = np.argsort(-powers, kind="stable")[:RANKED]
        ranking = [(self.names[i], float(powers[i])) for i in order]
        if vouched or ranking[0][0] == OUT_OF_SCOPE:
            return tuple(ranking)
        doubt = self._doubt(features, scores)
        if doubt < self.limit:
            return tuple(ranking)
        rest = [(name, power * (1.0 - doubt)) for name, power in ranking if name != OUT_OF_SCOPE]
        return ((OUT_OF_SCOPE, doubt), *rest)

    def _doubt(self, features: Features, scores: Vector) -> float:
        """Likelihood, 0 to 1, that a message is none of ours."""
        likeness = multiply(features.vector, self.known)
        other = self.known_is_other
        signs = make_signs(scores, self.temperature, likeness[~other], likeness[other])
        return sigmoid(float(signs @ self.weights[:-1] + self.weights[-1]))


def leave_out_of_scope(ranking: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """The ranking of a message that is ours for certain: what is likeliest but for that."""
    rest = [pair for pair in ranking if pair[0] != OUT_OF_SCOPE]
    left = sum(power for _, power in rest)
    return tuple((name, power / left) for name, power in rest) if left > 0 else ranking


def find_whole(book: Book, text: str) -> str | None:
    """The intent of a message that is one of the few fixed wordings from first to last word."""
    bare = " ".join(text.replace(".", " ").replace("!", " ").replace("?", " ").split())
    for name in WHOLE:
        if book.has(name, bare):
            return name
    return None
