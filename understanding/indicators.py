"""Reads what a message says is happening: 24 risk indicators, each with the words it rests on.

Wordings (precision first) and a linear model over the encoder's vector, pieces of words, marks and
kinds (kinds.py) look at every sentence and at the whole. What a clause denies or supposes is no
finding: the wordings' own guards and the parser (clauses.py) both may say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from understanding.artefact import Arrays
from understanding.clauses import SUPPOSED, Clauses
from understanding.encoder import Vector
from understanding.errors import ArtefactError
from understanding.features import Features
from understanding.kinds import Found, Row, count_columns, explain, make_row
from understanding.linear import Linear, multiply
from understanding.names import INDICATORS
from understanding.patterns import ENDS, Book

Span = tuple[int, int]

SENTENCE_MARGIN = 0.2
"""By how much a sentence alone must pass an indicator's limit. Limits are chosen on whole messages,
and of many sentences one will be high by chance."""

SURE = 0.5
"""From this chance on, what the model hears in a piece is told, even if the kinds that speak most
for it stand in a clause that supposes or asks: that rule by itself silenced more that was true than
false (held out)."""

TELLING = 2
"""What a hit rests on reaches over so many finds of a sentence: those that speak most for it."""


def find_indicators(book: Book, text: str, sentences: Iterable[Span]) -> dict[str, list[Span]]:
    """Indicators whose wordings are told in a plain text, in the fixed order, with their spans."""
    found: dict[str, list[Span]] = {}
    for start, end in sentences:
        sentence = text[start:end].rstrip(ENDS)
        for name in INDICATORS:
            spans = [(start + a, start + b) for a, b in book.find(name, sentence)]
            if spans:
                found.setdefault(name, []).extend(spans)
    return {name: found[name] for name in INDICATORS if name in found}


def keep_told(found: dict[str, list[Span]], clauses: Clauses) -> dict[str, list[Span]]:
    """Those of the wordings' finds that no clause supposes.

    What a clause denies stays: the wordings' own guards know "never hit me" from "never stops".
    """
    told = {
        name: [span for span in spans if not clauses.at(span[0]) & SUPPOSED]
        for name, spans in found.items()
    }
    return {name: spans for name, spans in told.items() if spans}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message as the model sees it: the whole, or one sentence."""

    span: Span
    features: Features
    found: list[Found]
    row: Row


def make_parts(
    spans: Sequence[Span], features: Sequence[Features], kinds: Sequence[list[Found]]
) -> list[Part]:
    """The whole (its span and features come first) and its sentences, with their kinds.

    A message of one sentence is only a whole.
    """
    every = [one for found in kinds for one in found]
    parts = [Part(spans[0], features[0], every, make_row(kinds))]
    if len(spans) > 1:
        rest = zip(spans[1:], features[1:], kinds, strict=True)
        parts += [Part(span, seen, found, make_row([found])) for span, seen, found in rest]
    return parts


@dataclass(frozen=True, slots=True)
class IndicatorModel:
    """The trained half: one score an indicator, and the score from which it counts."""

    model: Linear
    kinds: Vector
    limits: Vector

    @classmethod
    def from_arrays(cls, arrays: Arrays, marks: int) -> IndicatorModel:
        """From the artefact's arrays, their shapes checked."""
        shapes = {"kinds": (count_columns(), len(INDICATORS)), "limits": (len(INDICATORS),)}
        for name, shape in shapes.items():
            if name not in arrays or arrays[name].shape != shape:
                raise ArtefactError(f"array {name} is missing or has another shape")
        floats = {key: np.asarray(value, dtype=np.float32) for key, value in arrays.items()}
        model = Linear.from_arrays(floats, len(INDICATORS), marks)
        return cls(model, floats["kinds"], floats["limits"])

    def score(self, part: Part) -> Vector:
        """The chance of each indicator in one part."""
        scores = self.model.score(part.features)
        scores += multiply(part.row.values, self.kinds[part.row.columns])
        chances = 1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0)))
        return chances.astype(np.float32)

    def find(self, book: Book, text: str, parts: Sequence[Part]) -> dict[str, list[Span]]:
        """Indicators the model hears, in the fixed order, each with the words it rests on.

        The first part is the whole. Sentences that say it themselves are where the words are
        looked for; if only the whole says it, in the sentence that comes nearest to it. Where all
        that speaks for it is supposed or asked, it is not told, unless the model is SURE of it.
        """
        scores = np.stack([self.score(part) for part in parts])
        sure = scores >= SURE
        scores[1:] -= SENTENCE_MARGIN
        found: dict[str, list[Span]] = {}
        for index, name in enumerate(INDICATORS):
            column, limit = scores[:, index], float(self.limits[index])
            if float(column.max()) < limit:
                continue
            saying = [i for i in range(1, len(parts)) if column[i] >= limit]
            nearest = 1 + int(np.argmax(column[1:])) if len(parts) > 1 else 0
            weights = np.ascontiguousarray(self.kinds[:, index])
            places = [
                find_words(book, text, parts[i], weights)
                or (parts[i].span if sure[i, index] else None)
                for i in saying or [nearest]
            ]
            if told := [span for span in places if span is not None]:
                found[name] = told
        return found


def find_words(book: Book, text: str, part: Part, weights: Vector) -> Span | None:
    """Where the words of a part stand that speak most for an indicator with these weights; all of
    the part if none does; None if those that do are supposed or asked in general."""
    parts = explain(part.found, weights)
    speaking = sorted(
        ((value, one) for value, one in parts if value > 0.0), key=lambda pair: -pair[0]
    )
    if not speaking:
        return part.span
    start = part.span[0]
    told = [
        one.span
        for _, one in speaking
        if not one.marks & SUPPOSED
        and not book.is_not_told(text[start : one.span[0]], one.span[0] - start)
    ][:TELLING]
    return (min(a for a, _ in told), max(b for _, b in told)) if told else None
