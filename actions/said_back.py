"""What may be said back of what was read: the grave signs only where there was a word for them
(`content/plainly_told.py`). They count for urgency all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import content
from actions.base import Seen
from content.plainly_told import PlainlyTold


@lru_cache(maxsize=1)
def plainly_told() -> PlainlyTold:
    """The words, read once when an action first needs them."""
    return PlainlyTold(content.DATA)


def from_before(seen: Seen, indicators: Iterable[str]) -> list[str]:
    """Those of the signs read earlier in the chat that may be said back: the helpline has looked at
    the words of each message, also of those that it answered itself."""
    known = set((seen.metadata.get("heard") or {}).get("plainly") or ())
    need_words = plainly_told().need_words
    return [one for one in indicators if one not in need_words or one in known]


def may_be_said(seen: Seen, indicators: Iterable[str]) -> list[str]:
    """Those of the signs read in this very message that it has words for."""
    return plainly_told().among(indicators, seen.text, seen.slots.get("language"))
