"""Sees what must be acted on now: six alerts, from wordings and from a model, with evidence.

Wordings can raise an alert alone, in well under a millisecond, before any model has run. The
model then reads the whole message and each sentence of it, so that one sentence of danger in a
long calm story is not averaged away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from understanding.artefact import Arrays
from understanding.encoder import Vector
from understanding.errors import ArtefactError
from understanding.features import Features
from understanding.linear import Linear, sigmoid
from understanding.names import ALERT_OF_INTENT, ALERTS
from understanding.patterns import ENDS, Book

INTENT_SURE = 0.7
"""From this confidence on, an intent that speaks of danger raises its alert as well."""

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
        scores = [(piece, self.model.score(piece.features)) for piece in pieces]
        for index, name in enumerate(ALERTS):
            limit = float(self.thresholds[index])
            chances = [
                (0.0 if name in piece.calm else sigmoid(float(score[index])), piece.span)
                for piece, score in scores
            ]
            if max(chances)[0] < limit:
                continue
            sentences = [span for chance, span in chances[1:] if chance >= limit]
            found[name] = sentences or [max(chances[1:], default=chances[0])[1]]
        return found


def find_in_ranking(ranking: Sequence[tuple[str, float]]) -> str | None:
    """The alert that the first intent raises by itself, if it is read with enough confidence."""
    if ranking and ranking[0][1] >= INTENT_SURE:
        return ALERT_OF_INTENT.get(ranking[0][0])
    return None
