"""Lists of wordings that name something: whole words, any case, as people write them in YAML.

`(a|b)` and `?` are the only signs that are more than letters; `*` at the end of a word stands for
any ending. For what is counted or covered, never for danger: that is the sentinel's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

#: More than the longest message; what is longer is looked at up to here.
_MOST_CHARACTERS = 16_000


class Wordings:
    """Names, and the wordings that stand for each."""

    def __init__(self, written: Mapping[str, Sequence[str]]) -> None:
        self._patterns = {
            name: re.compile(r"\b(?:" + "|".join(map(_pattern, wordings)) + r")\b")
            for name, wordings in written.items()
        }
        self.names: tuple[str, ...] = tuple(self._patterns)

    def found(self, text: str) -> tuple[str, ...]:
        """The names of what a text names, in the order of the list."""
        plain = unicodedata.normalize("NFKC", text[:_MOST_CHARACTERS]).casefold()
        plain = " ".join(plain.replace("\u2019", "'").split())
        return tuple(name for name, pattern in self._patterns.items() if pattern.search(plain))


def _pattern(wording: str) -> str:
    """A wording as a pattern: its words as they stand, `*` as any ending."""
    return wording.casefold().replace("*", r"\w*")
