"""What was told of how urgent it is: when it was asked, or in passing. Nothing is counted, and
nothing follows from what was not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import content
from actions.base import Effect, Seen
from content import topics
from content.topics import Topic


@lru_cache(maxsize=1)
def table() -> Mapping[str, Topic]:
    """The topics in their order, read once."""
    return topics.load(content.DATA)


def keep(**fields: object) -> Effect:
    """What is remembered of this conversation (helpline/services/leaving/keeping.py)."""
    return Effect("keep", fields)


def kept(seen: Seen) -> Mapping[str, str]:
    """Topics that were told or skipped when asked."""
    return dict((seen.metadata.get("kept") or {}).get("risk") or {})


def told(seen: Seen) -> list[str]:
    """Topics that were told: when asked, or in passing (an indicator)."""
    heard, answers = seen.heard(), kept(seen)
    return [
        name
        for name, topic in table().items()
        if answers.get(name) == "told" or any(one in heard for one in topic.indicators)
    ]


def left(seen: Seen, *done: str, skipped: bool = True) -> list[str]:
    """Topics still to be asked. `skipped`: whether a skipped one counts as asked."""
    gone = {*done, *told(seen), *(kept(seen) if skipped else ())}
    return [name for name in table() if name not in gone]


def topics_of(indicators: Iterable[str]) -> list[str]:
    """The topics that these signs tell of."""
    signs = set(indicators)
    return [topic.name for topic in table().values() if signs & set(topic.indicators)]
