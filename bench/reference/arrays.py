"""Writes down what our reading sees of many texts, for the engine's Python to learn from.

One array file a project: `dense` has the encoder's vector and the marks, `values`, `buckets` and
`ends` the pieces of words (rows of a sparse matrix); `keys` say which text a row is of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

BUCKETS = 1 << 14
"""As in understanding/features.py."""


def make_key(text: str) -> str:
    """The name of a text's row; Rasa takes away space at its ends."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def write_arrays(path: Path, texts: Iterable[str], model: Path) -> None:
    """What our reading sees of each text. `model`: whose cache of vectors is used."""
    from understanding import features as seen
    from understanding.fitting import MARKS_WEIGHT, PIECES_WEIGHT
    from understanding.patterns import load_spelling
    from understanding.plain import make_plain
    from understanding.seeing import see_all

    if seen.BUCKETS != BUCKETS:
        raise SystemExit("bench/reference/arrays.py has another number of buckets")
    spelling = load_spelling()
    by_key = {make_key(text): make_plain(text, spelling).text or "." for text in texts}
    features = see_all(list(by_key.values()), model).features
    np.savez(
        path,
        keys=np.array(list(by_key)),
        dense=np.stack([np.append(f.vector, MARKS_WEIGHT * f.marks) for f in features]).astype(
            np.float32
        ),
        values=np.concatenate([f.values for f in features]) * np.float32(PIECES_WEIGHT),
        buckets=np.concatenate([f.buckets for f in features]),
        ends=np.cumsum([0, *(len(f.buckets) for f in features)]),
    )
