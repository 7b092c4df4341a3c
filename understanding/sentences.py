"""Cuts a plain message into the pieces that are read one by one.

People on phones write without full stops, so a long run of words is cut too, where a new
thought seems to begin ("and then", "but", "now"). The number of pieces that reach the encoder
is bounded, whatever is pasted into the box.
"""

from __future__ import annotations

import re

MAX_PIECES = 24
LAST_KEPT = 8
"""The newest words matter most: the last pieces are read in any case."""

MAX_WORDS = 32
MAX_CHARS = 240
HEAD_WORDS, TAIL_WORDS = 40, 120

_END = re.compile(r"[.!?\n]+(?= |$)|\n")
_WORD = re.compile(r"\S+")
_TURNS = frozenset(("but", "because", "so", "then", "now", "and", "also", "today", "yesterday"))


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a plain text, in order; long ones cut into shorter pieces."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for end in [match.end() for match in _END.finditer(text)] + [len(text)]:
        words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end])]
        pieces.extend(_cut_long(text, words))
        start = end
    return pieces


def _cut_long(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """One sentence as one span, or as several if it is too long to be read at once."""
    pieces = []
    while words:
        size = len(words)
        if size > MAX_WORDS:
            turns = [i for i in range(12, MAX_WORDS) if text[slice(*words[i])] in _TURNS]
            size = turns[-1] if turns else MAX_WORDS
        while size > 1 and words[size - 1][1] - words[0][0] > MAX_CHARS:
            size -= 1
        pieces.append((words[0][0], words[size - 1][1]))
        words = words[size:]
    return pieces


def pick_pieces(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """At most MAX_PIECES of them: repeats once, always the last eight, then from the start."""
    first_seen: dict[str, tuple[int, int]] = {}
    for start, end in reversed(pieces):
        first_seen.setdefault(text[start:end], (start, end))
    unlike = sorted(first_seen.values())
    if len(unlike) <= MAX_PIECES:
        return unlike
    return unlike[: MAX_PIECES - LAST_KEPT] + unlike[-LAST_KEPT:]


def make_focus(text: str) -> str:
    """The part of a message its intent is read from: all, or how it begins and how it ends."""
    words = text.split(" ")
    if len(words) <= HEAD_WORDS + TAIL_WORDS and len(text) <= 8 * (HEAD_WORDS + TAIL_WORDS):
        return text
    head, tail = " ".join(words[:HEAD_WORDS]), " ".join(words[-TAIL_WORDS:])
    return f"{head[: 6 * HEAD_WORDS]} {tail[-6 * TAIL_WORDS :]}"
