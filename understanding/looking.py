"""What wordings and the parser find in many texts, by two processes at once: for training only.

A reader looks at one message and needs none of this. Training looks at tens of thousands, and the
expressions and the parser are Python's own work, of which one process does one thing at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from understanding.clauses import Clauses, Parser
from understanding.encoder import Vector
from understanding.features import find_names, hash_pieces, make_marks
from understanding.indicators import find_indicators, keep_told
from understanding.kinds import find_kinds, make_row, mark_kinds
from understanding.known import Heard, Key, Known, Names, key_of
from understanding.names import ALERTS, INDICATORS
from understanding.patterns import load_book
from understanding.sentences import cut_sentences
from understanding.sentinel import find_calm

PROCESSES = 2
TOGETHER = 1024
"""Texts that are handed to a process at once; so few are looked at here."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Looked:
    """A plain text without its vector: pieces of words, marks, alerts raised and spoken against."""

    buckets: npt.NDArray[np.int64]
    values: Vector
    marks: Vector
    raised: frozenset[str]
    calm: frozenset[str]


def look(plains: Sequence[str], known: Known) -> list[Looked]:
    """What is seen of each plain text, in order. `known` learns what was new."""
    book = load_book()
    return [
        # Alerts are marks as well: what is found of them here is what find_patterns would find.
        Looked(*hash_pieces(plain), make_marks(book, names), names.intersection(ALERTS), calm)
        for plain, (names, calm) in zip(plains, _find(_look, plains, known.names), strict=True)
    ]


def hear(plains: Sequence[str], known: Known) -> list[Heard]:
    """What each plain text tells, in order; `known` learns what was new. Needs the parser
    (requirements/helpline.txt)."""
    return _find(_hear, plains, known.heard)


def _find(
    work: Callable[[list[str]], list[Found]], plains: Sequence[str], known: dict[Key, Found]
) -> list[Found]:
    keys = [key_of(plain) for plain in plains]
    fresh = {key: plain for key, plain in zip(keys, plains, strict=True) if key not in known}
    known |= zip(fresh, _share(work, list(fresh.values())), strict=True)
    return [known[key] for key in keys]


def _share(work: Callable[[list[str]], list[Found]], plains: Sequence[str]) -> list[Found]:
    parts = [list(plains[at : at + TOGETHER]) for at in range(0, len(plains), TOGETHER)]
    if len(parts) < 2:
        return [one for part in parts for one in work(part)]
    # Begun anew and not forked: other threads may hold locks here.
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        return [one for some in pool.map(work, parts) for one in some]


def _look(plains: list[str]) -> list[Names]:
    book = load_book()
    return [(find_names(book, plain), find_calm(book, plain)) for plain in plains]


@cache
def _parser() -> Parser:
    parser = Parser.find()
    if parser is None:
        raise ModuleNotFoundError("training needs the parser: requirements/helpline.txt")
    return parser


def _hear(plains: list[str]) -> list[Heard]:
    book, unread = load_book(), Clauses()
    sentences = [cut_sentences(plain) for plain in plains]
    worded = [find_indicators(book, p, cut) for p, cut in zip(plains, sentences, strict=True)]
    kinds = [find_kinds(p, cut, unread) for p, cut in zip(plains, sentences, strict=True)]
    # As a reader does: clauses say something of what was found; where nothing was, of nothing.
    about = [i for i in range(len(plains)) if worded[i] or any(kinds[i])]
    parsed = dict(zip(about, _parser().read_all([plains[i] for i in about]), strict=True))
    heard: list[Heard] = []
    for index, (found, wording) in enumerate(zip(kinds, worded, strict=True)):
        clauses = parsed.get(index, unread)
        told = keep_told(wording, clauses)
        row = make_row(mark_kinds(found, clauses))
        heard.append((row, tuple(name in told for name in INDICATORS)))
    return heard
