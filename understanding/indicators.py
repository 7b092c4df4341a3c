"""Reads what a message says is happening: 24 risk indicators, by wordings, with their places.

Precision first: only what is told as true counts. What is denied, supposed or asked in general
is left out by the guards of the pattern book. Later refinements (a parser's view of who does
what to whom) belong behind `find_indicators`, whose answer stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from understanding.names import INDICATORS
from understanding.patterns import ENDS, Book

Span = tuple[int, int]


def find_indicators(book: Book, text: str, sentences: Iterable[Span]) -> dict[str, list[Span]]:
    """Indicators told in a plain text, in the fixed order, each with its spans there."""
    found: dict[str, list[Span]] = {}
    for start, end in sentences:
        sentence = text[start:end].rstrip(ENDS)
        for name in INDICATORS:
            spans = [(start + a, start + b) for a, b in book.find(name, sentence)]
            if spans:
                found.setdefault(name, []).extend(spans)
    return {name: found[name] for name in INDICATORS if name in found}
