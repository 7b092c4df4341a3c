"""What changed when, as a worker reads it: dated lines of categories, never words.

The visitor sees the lines in the brief first, in their language, may change them, and a worker gets
what is left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC
from zoneinfo import ZoneInfo

from helpline.services.keys.kept import CAME_BACK, Kept

_WHERE_PEOPLE_ARE = ZoneInfo("Europe/London")
_MOST_LINES = 20


def lines(kept: Kept, labels: Mapping[str, str], months: Sequence[str]) -> list[str]:
    """The newest lines, oldest first: day and time in the UK, and what came up. `labels`: what a
    category is called; one without a label is left out. `months`: their twelve names."""
    told = [one for one in kept.changes if one.what in labels]
    # That somebody came back means nothing by itself as long as nothing was told.
    if all(one.what == CAME_BACK for one in told):
        return []
    found = []
    for one in told[-_MOST_LINES:]:
        at = one.at.replace(tzinfo=UTC).astimezone(_WHERE_PEOPLE_ARE)
        found.append(f"{at.day} {months[at.month - 1]}, {at:%H:%M}: {labels[one.what]}")
    return found
