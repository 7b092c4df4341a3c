"""Sees what must be acted on now: six alerts, from wordings and from a model, with evidence.

Wordings can raise an alert alone, in well under a millisecond, before any model has run. The
model then reads the whole message and each sentence of it, so that one sentence of danger in a
long calm story is not averaged away; but what a sentence says counts half, and what all of it says
the other half: "he is at the door" is something else in a story of last year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from understanding.artefact import Arrays
from understanding.encoder import Vector
from understanding.errors import ArtefactError
from understanding.features import Features
from understanding.linear import Linear, sigmoid
from understanding.names import ALERT_OF_INTENT, ALERTS
from understanding.patterns import ENDS, Book

INTENT_SURE: dict[str, float] = {"immediate_danger": 0.7, "suicidal_thoughts": 0.2}
"""From this confidence on, an intent that speaks of danger raises its alert as well.

Held out, that of suicidal thoughts hears a few people more whom the alert's own model does not;
from a twentieth on it would hear 5 more of a hundred, and raise "can I finish this later". That of
danger hears nobody whom the model does not. A request for help to harm only raised others: it
raises none.
"""

Span = tuple[int, int]


def find_patterns(book: Book, text: str, sentences: Iterable[Span]) -> dict[str, list[Span]]:
    """Alerts whose wordings stand in a plain text, each with its spans there."""
    found: dict[str, list[Span]] = {}
    for start, end in sentences:
        sentence = text[start:end].rstrip(ENDS)
        for name in ALERTS:
            spans = [(start + a, start + b) for a, b in book.find(name, sentence)]
            if spans:
                found.setdefault(name, []).extend(spans)
    return found


def find_calm(book: Book, text: str) -> frozenset[str]:
    """Alerts that something in a plain text speaks against: denied, over, or only asked about."""
    sentence = text.rstrip(ENDS)
    return frozenset(name for name in ALERTS if book.has(f"calm_{name}", sentence))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a message: where it stands, what the models see of it, what it speaks against."""

    span: Span
    features: Features
    calm: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentinel:
    """The trained half: one score an alert, and the score from which it is raised."""

    model: Linear
    thresholds: Vector

    @classmethod
    def from_arrays(cls, arrays: Arrays, marks: int) -> Sentinel:
        """From the artefact's arrays."""
        thresholds = arrays.get("thresholds")
        if thresholds is None or thresholds.shape != (len(ALERTS),):
            raise ArtefactError("array thresholds is missing or has another shape")
        return cls(Linear.from_arrays(arrays, len(ALERTS), marks), thresholds)

    def raise_alerts(self, pieces: Sequence[Piece]) -> dict[str, list[Span]]:
        """Alerts the model sees in the pieces that were read; evidence is the piece itself.

        The first piece is the whole message. If a sentence of it carries the alert, that
        sentence is the evidence, not the whole.
        """
        found: dict[str, list[Span]] = {}
        scores = np.stack([self.model.score(piece.features) for piece in pieces])
        scores[1:] = join_scores(scores[0], scores[1:])
        for index, name in enumerate(ALERTS):
            limit = float(self.thresholds[index])
            chances = [
                (0.0 if name in piece.calm else sigmoid(float(score)), piece.span)
                for piece, score in zip(pieces, scores[:, index], strict=True)
            ]
            if max(chances)[0] < limit:
                continue
            sentences = [span for chance, span in chances[1:] if chance >= limit]
            found[name] = sentences or [max(chances[1:], default=chances[0])[1]]
        return found


def join_scores(whole: Vector, sentences: Vector) -> Vector:
    """The scores of sentences as they count in their message: half theirs, half the whole's."""
    joined: Vector = (sentences + whole) * np.float32(0.5)
    return joined


def find_in_ranking(ranking: Sequence[tuple[str, float]]) -> list[str]:
    """The alerts that intents raise by themselves, being read with enough confidence."""
    return [
        ALERT_OF_INTENT[intent]
        for intent, confidence in ranking
        if confidence >= INTENT_SURE.get(intent, 2.0)
    ]
