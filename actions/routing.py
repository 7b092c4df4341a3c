"""Which answer fits a question best: the first of a list whose wordings are in the message.

An intent says what a message is about; a list like this, which part of it. Each answer is one that
fits whoever asked about that intent, so a wrong guess is never a wrong word, only a longer way.
"""

from __future__ import annotations

from actions.base import Seen
from actions.following import plain
from actions.wordings import Topics


def first(topics: Topics, text: str) -> str | None:
    """The answer of the first topic that is in the text."""
    said = plain(text)
    return next((name for pattern, name in topics if pattern.search(said)), None)


def asked(topics: Topics, seen: Seen, otherwise: str) -> str:
    """The answer to what was written; a picked choice has said by itself what it leads to."""
    if "chosen" in seen.metadata:
        return otherwise
    return first(topics, seen.text) or otherwise
