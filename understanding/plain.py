"""Brings a message into one plain form, and finds the way back from it to what was written.

Lower case, straight letters, one spelling for the many of a phone ("hes", "he's" and "HE’S" are
"he is"; "rn" is "right now"; "heyyy" is "hey"). Encoder, character features and patterns all
read this one form. Evidence is given in the visitor's own text, so each plain word remembers
the span it came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

MAX_HALF = 4_000
"""Characters read at either end of a text longer than twice this; the middle is left out."""

MAX_WORD = 48
"""Longer "words" are keyboard noise or links; the rest of them carries nothing."""

_APOSTROPHES = dict.fromkeys("’‘ʼ`´′＇ʹ", "'")
_DOUBLED = frozenset("ls")
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
_TOKEN = re.compile(r"\w+(?:'\w+)*|\.{2,}|[.!?…\n]|[^\w\s]")
_ENDS = frozenset(".!?…\n")
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
_SILENT = frozenset(",;:'\"“”„«»()[]{}<>*_-–—/\\|#~^=+&%@£$€°·•")


@dataclass(frozen=True, slots=True)
class Plain:
    """A message in plain form. `starts[i]` is where plain word i begins, `spans[i]` its origin."""

    text: str
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text behind `text[start:end]`, widened to whole words."""
        if not self.starts or end <= start:
            return (0, 0)
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, end - 1) - 1, 0)
        return (self.spans[first][0], self.spans[last][1])


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    """One character in plain form: no accents, no width, no case; nothing for marks and joiners."""
    if char in _APOSTROPHES:
        return "'"
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf") or (category == "Sk" and not char.isascii()):
        return ""
    if category[0] in "CZ":
        return "\n" if char in "\n\r\u2028\u2029" else " "
    folded = unicodedata.normalize("NFKD", char)
    kept = "".join(c for c in folded if not unicodedata.combining(c)).lower()
    # A few single characters unfold into whole phrases; none of them is a word people type.
    return kept if len(kept) <= 4 else " "


def _letters(text: str, base: int) -> tuple[str, list[int]]:
    """The text letter by letter, with the index in the original of each letter kept."""
    if text.isascii() and text.isprintable():
        return text.lower(), list(range(base, base + len(text)))
    letters: list[str] = []
    indices: list[int] = []
    for index, char in enumerate(text, base):
        for letter in _letter(char):
            letters.append(letter)
            indices.append(index)
    return "".join(letters), indices


def _shorten(match: re.Match[str]) -> str:
    letter = match.group(1)
    return letter * 2 if letter in _DOUBLED else letter


Mend = Callable[[str], str]
"""Reads a word that is none as what it was meant to be (typos.py)."""


def _leave(word: str) -> str:
    return word


def make_plain(text: str, spelling: Mapping[str, str], mend: Mend = _leave) -> Plain:
    """Plain form of any string, in time linear in its length (bounded for very long ones)."""
    if len(text) > 2 * MAX_HALF:
        letters, indices = _letters(text[:MAX_HALF], 0)
        tail, tail_indices = _letters(text[-MAX_HALF:], len(text) - MAX_HALF)
        letters, indices = f"{letters}\n{tail}", [*indices, indices[-1] if indices else 0]
        indices += tail_indices
    else:
        letters, indices = _letters(text, 0)
    letters = _DECIMAL.sub("_", letters)
    words: list[str] = []
    starts: list[int] = []
    spans: list[tuple[int, int]] = []
    position = 0
    for match in _TOKEN.finditer(letters):
        word = _word(match.group(), spelling, mend)
        if not word or (words[-1:] == [word] and (word in _ENDS or not word[0].isalnum())):
            continue
        if words[-3:] == [word] * 3:
            continue
        attach = word in _ENDS and bool(words)
        if words and not attach:
            position += 1
        starts.append(position)
        spans.append((indices[match.start()], indices[match.end() - 1] + 1))
        words.append(word)
        position += len(word)
    return Plain(_join(words), tuple(starts), tuple(spans))


def _word(token: str, spelling: Mapping[str, str], mend: Mend) -> str:
    """One token as a plain word: its usual spelling, an end of sentence, or nothing."""
    if token in _SILENT:
        return ""
    if token[0] in ".…":
        return "."
    if token == "\n" or token in _ENDS:
        return token
    if len(token) > 2:
        token = _ELONGATED.sub(_shorten, token)
    known = spelling.get(token)
    if known is None:
        bare = token.replace("'", "")
        known = spelling.get(bare) if bare != token else None
        if known is None:
            bare = mend(bare)
            known = spelling.get(bare, bare)
    return known[:MAX_WORD]


def _join(words: list[str]) -> str:
    pieces: list[str] = []
    for word in words:
        if pieces and word not in _ENDS:
            pieces.append(" ")
        pieces.append(word)
    return "".join(pieces)
