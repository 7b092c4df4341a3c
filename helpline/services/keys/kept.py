"""What the assistant's longer conversations keep of themselves: what was asked and told about how
urgent it is, where somebody is in a walk, the steps of their own safety plan, what changed when.

Names of questions, of steps and of categories; no words. Sealed with the conversation's key, and
gone with it.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from helpline.models import now
from helpline.services.keys.sealed_column import SealedColumn

#: Lines of the timeline that are kept: the first say how it began, the latest what it is now.
_FIRST_LINES, _LATEST_LINES = 10, 50
#: Lines of our own in the timeline, beside indicators and what was said when asked.
CAME_BACK, CHANGED = "came_back", "situation_changed"


class Change(msgspec.Struct):
    """One line of the timeline: when a category first came up. `at`: UTC, to the minute."""

    at: datetime
    what: str


class Kept(msgspec.Struct, omit_defaults=True):
    """`risk`: topics that were told or skipped. `place`: the response that somebody was at in a
    walk; `offered`: whether it was offered again since. `plan`: the steps they picked, by name, in
    their order; `plan_stays`: they asked that return words keep it. `told_english`: they were told
    once that some answers have no words in their language yet, and who speaks it. `said`: the
    responses that the assistant has said, by name, each once: the engine forgets older turns.
    """

    risk: dict[str, str] = {}
    changes: list[Change] = []
    place: str | None = None
    offered: bool = False
    plan: list[str] = []
    plan_stays: bool = False
    told_english: bool = False
    said: list[str] = []

    def note(self, *names: str) -> None:
        """Adds lines to the timeline, for now."""
        moment = now().replace(second=0, microsecond=0)
        known = {line.what for line in self.changes if line.at == moment}
        fresh = [name for name in dict.fromkeys(names) if name not in known]
        lines = [*self.changes, *(Change(moment, name) for name in fresh)]
        if len(lines) > _FIRST_LINES + _LATEST_LINES:
            lines = [*lines[:_FIRST_LINES], *lines[-_LATEST_LINES:]]
        self.changes = lines


class KeptStore(SealedColumn[Kept]):
    """`Kept` on the conversation's row."""

    column = "kept"
    shape = Kept
