"""What changed when, as a worker reads it: dated lines of categories, never words.

The visitor sees the lines in the brief first, may change them, and a worker gets what is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from zoneinfo import ZoneInfo

from helpline.services.keys.kept import CAME_BACK, Kept

_WHERE_PEOPLE_ARE = ZoneInfo("Europe/London")
_MOST_LINES = 20


def lines(kept: Kept, labels: Mapping[str, str]) -> list[str]:
    """The newest lines, oldest first: day and time in the UK, and what came up. `labels`: what the
    desk calls a category; one without a label is left out."""
    told = [one for one in kept.changes if one.what in labels]
    # That somebody came back means nothing by itself as long as nothing was told.
    if all(one.what == CAME_BACK for one in told):
        return []
    found = []
    for one in told[-_MOST_LINES:]:
        at = one.at.replace(tzinfo=UTC).astimezone(_WHERE_PEOPLE_ARE)
        found.append(f"{at.day} {at:%B, %H:%M}: {labels[one.what]}")
    return found
