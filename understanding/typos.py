"""Mends a slip of the thumb: "folowing" is read as "following", "hosue" as "house".

Only a word that is none is touched: not written in what was learned from, not one of the encoder's
own twenty thousand English words, and neither of those with an ending. It is then read as the
commonest word that one slip leads to (a letter too many, too few, another, or two the wrong way
round; never the first one). Dialect, Welsh and names that stand in the training data are words
like any other.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from understanding.encoder import WORDS, read_pinned
from understanding.errors import ArtefactError

VOCABULARY = "vocabulary.json"
"""The artefact's file of words."""

SHORTEST = 4
"""Of fewer letters too many words are one slip from too many others."""

LONGEST = 20
_STEM = 3
"""Shorter words are no stem that an ending could hang on."""

_ENDINGS = ("s", "es", "d", "ed", "r", "er", "ers", "y", "ly", "ing")

COMMON_FROM = 3
"""So often a word stands there to be what somebody meant."""


def count_words(plains: Iterable[str], spelling: Mapping[str, str]) -> dict[str, int]:
    """How often each longer word stands in plain texts; what phones make of them counts too."""
    counts = Counter(
        word for plain in plains for word in plain.split() if len(word) >= _STEM and _plain(word)
    )
    for key in spelling:
        if len(key) > SHORTEST and _plain(key):
            counts[key] += COMMON_FROM
    return dict(sorted(counts.items()))


def dump_words(counts: Mapping[str, int]) -> bytes:
    """The counts as a file of the artefact."""
    return json.dumps(counts, sort_keys=True, indent=0).encode()


class Typos:
    """What is a word, and what one that is none was meant to be. Keeps nothing it is asked."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = {
            word: count
            for word, count in counts.items()
            if count >= COMMON_FROM and len(word) >= SHORTEST
        }
        self._known = frozenset(counts) | _english()
        self._near: dict[str, tuple[str, ...]] = {}
        for word in self._counts:
            for short in (word, *_shorter(word)):
                self._near[short] = (*self._near.get(short, ()), word)

    @classmethod
    def from_file(cls, content: bytes) -> Typos:
        """From what `dump_words` wrote. Raises ArtefactError if it is something else."""
        try:
            counts = json.loads(content)
            return cls({str(word): int(count) for word, count in counts.items()})
        except (ValueError, TypeError, AttributeError) as error:
            raise ArtefactError("the list of words is not one") from error

    def mend(self, word: str) -> str:
        """A word of a plain text as it was meant; itself if it is a word, or like none."""
        if not SHORTEST <= len(word) <= LONGEST or not _plain(word) or self._is_word(word):
            return word
        near = {
            one
            for short in (word, *_shorter(word))
            for one in self._near.get(short, ())
            if _is_one_slip(word, one)
        }
        return min(near, key=lambda one: (-self._counts[one], one), default=word)

    def _is_word(self, word: str) -> bool:
        return word in self._known or any(
            word.endswith(ending) and word[: -len(ending)] in self._known for ending in _ENDINGS
        )


def _plain(word: str) -> bool:
    return word.isascii() and word.isalpha()


def _english() -> frozenset[str]:
    """The whole words that the encoder's tokenizer knows."""
    vocabulary = json.loads(read_pinned(WORDS))["model"]["vocab"]
    return frozenset(word for word in vocabulary if len(word) >= _STEM and _plain(word))


def _shorter(word: str) -> Iterator[str]:
    """The word without any one letter but the first."""
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))


def _is_one_slip(typed: str, meant: str) -> bool:
    """Whether one slip, not of the first letter, makes the one of the other."""
    if typed[0] != meant[0]:
        return False
    at = 0
    while at < min(len(typed), len(meant)) and typed[at] == meant[at]:
        at += 1
    a, b = typed[at:], meant[at:]
    swapped = len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or swapped
