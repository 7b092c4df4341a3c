"""What a model sees of a text: the encoder's vector, the pieces of its words, and its marks.

The pieces (3 to 5 characters, and single words and pairs) catch what a sentence encoder blurs:
typos, slang, "hes outside rn". They are hashed into a fixed table, so there is no vocabulary to
keep, and a word never seen before costs nothing. Marks say which reviewed wordings stand in the
text: alerts, indicators, and cues (patterns/cues.yml) that tell subjects and kinds of question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from understanding.encoder import Encoder, Vector
from understanding.patterns import ENDS, Book
from understanding.sentences import cut_sentences

BUCKETS = 1 << 14
SIZES = (3, 4, 5)
MAX_CHARS = 1_000
"""Pieces are taken from so many characters; a longer text is read by sentence besides."""

_PRIME = np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Features:
    """One text: `vector` and `marks`, and `values` at `buckets`; each of unit length (or zero)."""

    vector: Vector
    buckets: npt.NDArray[np.int64]
    values: Vector
    marks: Vector


def hash_pieces(text: str) -> tuple[npt.NDArray[np.int64], Vector]:
    """Buckets and signed weights of the pieces of a plain text; the same on every machine."""
    padded = f" {text[:MAX_CHARS]} "
    codes = np.frombuffer(padded.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    hashes = []
    for size in SIZES:
        count = len(codes) - size + 1
        if count < 1:
            continue
        rolled = np.full(count, size, dtype=np.uint64)
        for offset in range(size):
            rolled = (rolled ^ codes[offset : offset + count]) * _PRIME
        hashes.append(rolled)
    hashes.append(_word_hashes(codes))
    mixed = np.concatenate(hashes) * _MIX
    mixed ^= mixed >> np.uint64(31)
    unique, counts = np.unique(mixed * _PRIME, return_counts=True)
    sign = np.where((unique >> np.uint64(40)) & np.uint64(1), 1.0, -1.0)
    values = sign * (1.0 + np.log(counts))
    values /= max(float(np.linalg.norm(values)), 1e-9)
    buckets = ((unique >> np.uint64(20)) % np.uint64(BUCKETS)).astype(np.int64)
    return buckets, values.astype(np.float32)


def _word_hashes(codes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """A hash for each word and each pair of neighbouring words."""
    words = []
    current = 7
    for code in codes[1:].tolist():
        if code == 32:
            words.append(current)
            current = 7
        else:
            current = ((current ^ code) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    single = np.asarray(words, dtype=np.uint64)
    return np.concatenate([single, (single[:-1] * _MIX) ^ single[1:]])


def find_names(book: Book, text: str) -> frozenset[str]:
    """The marks of the pattern book (a name each) that have a wording in a plain text."""
    sentences = [text[start:end].rstrip(ENDS) for start, end in cut_sentences(text)]
    return frozenset(
        name for name in book.marks if any(book.has(name, sentence) for sentence in sentences)
    )


def make_marks(book: Book, names: frozenset[str]) -> Vector:
    """These names as a unit vector over all marks of the book."""
    marks = np.array([name in names for name in book.marks], dtype=np.float32)
    marks /= max(float(np.linalg.norm(marks)), 1.0)
    return marks


def find_marks(book: Book, text: str) -> Vector:
    """Which marks of the pattern book have a wording in a plain text, as a unit vector."""
    return make_marks(book, find_names(book, text))


def join_marks(rows: Sequence[Vector]) -> Vector:
    """The marks of a text from those of all its sentences; as find_marks has it, but at no cost."""
    marks: Vector = (np.max(rows, axis=0) > 0).astype(np.float32)
    marks /= max(float(np.linalg.norm(marks)), 1.0)
    return marks


def make_features(encoder: Encoder, text: str, marks: Vector) -> Features:
    """Everything the models need of one plain text with these marks."""
    buckets, values = hash_pieces(text)
    return Features(encoder.encode(text), buckets, values, marks)
