"""The same message as others might have typed it: what it means does not change, only how it looks.

Every change is drawn from the text itself, so that a report is the same each time.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from understanding.patterns import load_yaml

WORDS = Path(__file__).with_name("perturbing.yml")

_TYPED = re.compile(r"[a-z]{4,}")
_TYPOS_OF = 6
"""One typo for so many longer words, at least one a message."""


def make_typos(text: str) -> str:
    """Neighbouring letters swapped, or one left out or doubled, as on a phone in a hurry."""
    chance = random.Random(text)  # noqa: S311 - nothing secret is drawn
    places = [match.span() for match in _TYPED.finditer(text)]
    if not places:
        return text
    letters = list(text)
    for start, end in chance.sample(places, max(1, len(places) // _TYPOS_OF)):
        at = chance.randrange(start + 1, end - 1)
        kind = chance.randrange(3)
        if kind == 0:
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        else:
            letters[at] = "" if kind == 1 else letters[at] * 2
    return "".join(letters)


def drop_apostrophes(text: str) -> str:
    """Without any apostrophe."""
    return text.replace("'", "").replace("’", "")


def add_emoji(text: str) -> str:
    """With a face or two at the end."""
    return f"{text} {random.Random(text).choice(_words()['emoji'])}"  # noqa: S311


def swap_gender(text: str) -> str:
    """He for she, his for her, husband for wife, and the other way round."""
    return _replace(text, _words()["gender"])


def use_dialect(text: str) -> str:
    """British words in place of some plain ones: Scots, Northern, Ulster, Welsh, London."""
    return _replace(text, _words()["dialect"])


def _replace(text: str, pairs: dict[str, str]) -> str:
    found = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, pairs), key=len)[::-1])})\b", re.I)

    def other(match: re.Match[str]) -> str:
        word = pairs[match[0].lower()]
        return word.capitalize() if match[0][0].isupper() else word

    return found.sub(other, text)


def _words() -> dict[str, Any]:
    return load_yaml(WORDS)


CHANGES: dict[str, Callable[[str], str]] = {
    "typos": make_typos,
    "no apostrophes": drop_apostrophes,
    "upper case": str.upper,
    "emoji": add_emoji,
    "swapped gender": swap_gender,
    "dialect": use_dialect,
}
"""All changes by the name a report gives them."""
