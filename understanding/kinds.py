"""Kinds of words in a text, and what its clauses say of them: what the indicators' model reads.

patterns/kinds.yml names some forty subjects (a weapon, a child, an account, waiting, a threat). A
text is seen as the kinds that stand in it, each with its clause's marks (clauses.py), and as pairs
of kinds that are told together in one sentence: "text" and "child" are more than each alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from understanding.clauses import DENIED, STATES, SUPPOSED, Clauses
from understanding.encoder import Vector
from understanding.patterns import FOLDER, compile_wording, load_yaml

Span = tuple[int, int]

PAIR_WEIGHT = 0.35
"""How much a pair counts beside a kind (chosen by cross-validation)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A kind's words: which kind, where they stand in the plain text, its clause's marks."""

    kind: int
    span: Span
    marks: int

    @property
    def told(self) -> bool:
        """Neither denied nor supposed."""
        return not self.marks & (DENIED | SUPPOSED)


@cache
def load_kinds() -> tuple[re.Pattern[str], ...]:
    """Every kind's wording, compiled, in the file's order."""
    entries = load_yaml(FOLDER / "kinds.yml")
    return tuple(compile_wording(w, {}, f"kinds.yml: {name}") for name, w in entries.items())


def count_columns() -> int:
    """How many numbers a text is in kinds: each alone, each with its marks, each pair."""
    kinds = len(load_kinds())
    return kinds * (1 + STATES) + kinds * (kinds - 1) // 2


def find_kinds(text: str, pieces: Iterable[Span], clauses: Clauses) -> list[list[Found]]:
    """The kinds in each piece of a plain text."""
    return [
        [
            Found(kind, match.span(), clauses.at(match.start()))
            for kind, wording in enumerate(load_kinds())
            for match in wording.finditer(text, start, end)
        ]
        for start, end in pieces
    ]


def mark_kinds(pieces: Sequence[Sequence[Found]], clauses: Clauses) -> list[list[Found]]:
    """The same kinds with the marks of the clauses they stand in."""
    return [[replace(one, marks=clauses.at(one.span[0])) for one in found] for found in pieces]


@dataclass(frozen=True, slots=True)
class Row:
    """A text in kinds: `values` at `columns`, all others zero; at most of unit length."""

    columns: npt.NDArray[np.int64]
    values: Vector


def make_row(sentences: Sequence[Sequence[Found]]) -> Row:
    """The kinds of some sentences, taken together; pairs only within a sentence."""
    columns: dict[int, float] = {}
    for found in sentences:
        for one in found:
            columns[one.kind] = 1.0
            columns[_with_marks(one)] = 1.0
        told = sorted({one.kind for one in found if one.told})
        for place, first in enumerate(told):
            for second in told[place + 1 :]:
                columns[_pair(first, second)] = PAIR_WEIGHT
    order = sorted(columns)
    values = np.array([columns[column] for column in order], dtype=np.float32)
    values /= max(float(np.linalg.norm(values)), 1.0)
    return Row(np.array(order, dtype=np.int64), values)


def explain(found: Sequence[Found], weights: Vector) -> list[tuple[float, Found]]:
    """How much each of a sentence's finds speaks for a label with these weights, alone and with
    the kinds beside it; in the order given."""
    told = sorted({one.kind for one in found if one.told})
    parts = []
    for one in found:
        part = float(weights[one.kind] + weights[_with_marks(one)])
        if one.told:
            # Each of two shares what they say together.
            pairs = [weights[_pair(*sorted((one.kind, other)))] for other in told
                     if other != one.kind]  # fmt: skip
            part += 0.5 * PAIR_WEIGHT * float(sum(pairs))
        parts.append((part, one))
    return parts


def _with_marks(one: Found) -> int:
    return len(load_kinds()) + one.kind * STATES + one.marks


def _pair(first: int, second: int) -> int:
    """The column of two kinds, the smaller first."""
    kinds = len(load_kinds())
    before = first * (2 * kinds - first - 1) // 2
    return kinds * (1 + STATES) + before + second - first - 1
