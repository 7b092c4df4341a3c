"""Sees what must be acted on now: six alerts, from wordings and from a model, with evidence.

Wordings can raise an alert alone, in well under a millisecond, before any model has run. The
model then reads the whole message and each sentence of it, so that one sentence of danger in a
long calm story is not averaged away; but what a sentence says counts half, and what all of it says
the other half: "he is at the door" is something else in a story of last year. What all of that says
together is weighed once more (weighing.py).
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
from understanding.weighing import SIGNS, flags, is_silent, make_signs

INTENT_SURE: dict[str, float] = {"immediate_danger": 0.7, "suicidal_thoughts": 0.2}
"""From this confidence on, an intent that speaks of danger raises its alert as well.

Held out, that of suicidal thoughts hears a few people more whom the alert's own model does not;
from a twentieth on it would hear 5 more of a hundred, and raise "can I finish this later". That of
danger hears nobody whom the model does not. A request for help to harm only raised others: it
raises none.
"""

BARE_SURE, BARE_WORDS = 0.8, 3
"""How sure of `affirm` a message is read, and how few words it has, that is only an answer."""

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
    """The trained half: a score an alert and piece, what is made of them, and when it is raised."""

    model: Linear
    weighing: Vector
    """What each sign of weighing.py counts, a column an alert; the last row is there anyway."""

    thresholds: Vector

    @classmethod
    def from_arrays(cls, arrays: Arrays, marks: int) -> Sentinel:
        """From the artefact's arrays."""
        model, many = Linear.from_arrays(arrays, len(ALERTS), marks), len(ALERTS)
        for name, shape in (("thresholds", (many,)), ("weighing", (len(SIGNS) + 1, many))):
            if name not in arrays or arrays[name].shape != shape:
                raise ArtefactError(f"array {name} is missing or has another shape")
        return cls(model, arrays["weighing"].astype(np.float32), arrays["thresholds"])

    def raise_alerts(self, pieces: Sequence[Piece], raised: Iterable[str]) -> dict[str, list[Span]]:
        """Alerts the models see in the pieces that were read, each with where in the message.

        The first piece is the whole message. If a sentence says as much of an alert as the whole,
        that sentence is the evidence, else the one that says most. `raised`: the alerts that
        wordings raise.
        """
        scores = np.stack([self.model.score(piece.features) for piece in pieces])
        calm = np.stack([flags(piece.calm) for piece in pieces])
        signs = make_signs(scores, calm, flags(raised))
        sums = (signs * self.weighing[:-1]).sum(axis=0) + self.weighing[-1]
        found: dict[str, list[Span]] = {}
        for index, name in enumerate(ALERTS):
            low = sigmoid(float(sums[index])) < float(self.thresholds[index])
            if low or is_silent(name, float(signs[0, index]), float(signs[1, index])):
                continue
            whole, *each = scores[:, index].tolist()
            said = [
                (score, piece.span)
                for piece, score in zip(pieces[1:], each, strict=True)
                if name not in piece.calm
            ]
            sentences = [span for score, span in said if score >= whole]
            found[name] = sentences or [max(said, default=(whole, pieces[0].span))[1]]
        return found


def is_bare_answer(ranking: Sequence[tuple[str, float]], text: str) -> bool:
    """Whether a plain text is surely an answer to a question: a name, a place, a word. What it
    could mean alone ("Barking", "blue door") is then no alarm of the model's; wordings are."""
    intent, confidence = ranking[0]
    return intent == "affirm" and confidence >= BARE_SURE and len(text.split()) <= BARE_WORDS


def find_in_ranking(ranking: Sequence[tuple[str, float]]) -> list[str]:
    """The alerts that intents raise by themselves, being read with enough confidence."""
    return [
        ALERT_OF_INTENT[intent]
        for intent, confidence in ranking
        if confidence >= INTENT_SURE.get(intent, 2.0)
    ]
