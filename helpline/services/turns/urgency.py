"""How urgent a chat is: a level and the reasons for it, by one table (data/handoff/urgency.yml).

Levels only. Nothing is added up, nobody is given a number, and no level says that somebody is safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from content.errors import ContentError
from content.files import read_mapping
from helpline.models import Conversation

#: By the number on the conversation's row. `danger`: a danger is open that nobody has reviewed.
LEVELS = ("normal", "high", "danger")
UNDER_18 = "under_18"
_GROUPS = ("indicators", "chat", "alerts", "said")
#: So many categories that raise nothing are kept of a chat. Those that raise are all kept.
_MOST_OTHERS = 12


class UrgencyRules:
    """The table. ContentError where it is not one."""

    def __init__(self, folder: Path) -> None:
        table = read_mapping(folder / "handoff" / "urgency.yml")["urgency"]
        rows: dict[str, dict[str, Any]] = {}
        for group in _GROUPS:
            for name, row in table[group].items():
                if not isinstance(row.get("raises"), bool) or name in rows:
                    raise ContentError(f"urgency.yml: {group}.{name} must say once what it raises")
                rows[name] = row
        self.raising = frozenset(name for name, row in rows.items() if row["raises"])
        self.said = frozenset(table["said"])
        #: Who is urgent stands as if they had waited this much longer.
        self.head_start = timedelta(minutes=float(table["head_start_minutes"]))

    def because(self, reasons: Iterable[str]) -> list[str]:
        """Those reasons that raise, in the order in which they came up."""
        return [name for name in reasons if name in self.raising]

    def note(self, conversation: Conversation, names: Iterable[str]) -> None:
        """Takes categories in and sets the level anew, on the row, which the caller's transaction
        writes. Names of the table, of intents or of the queue; never words."""
        kept = list(conversation.reasons)
        for name in names:
            others = sum(one not in self.raising for one in kept)
            if name not in kept and (name in self.raising or others < _MOST_OTHERS):
                kept.append(name)
        self._set(conversation, kept)

    def drop(self, conversation: Conversation, name: str) -> None:
        """A person has said that this is not so."""
        self._set(conversation, [one for one in conversation.reasons if one != name])

    def answered(self, conversation: Conversation, names: Iterable[str]) -> None:
        """What somebody answered when they were asked how urgent it is; names that are not in the
        table's `said` are left out."""
        self.note(conversation, [name for name in names if name in self.said])

    def _set(self, conversation: Conversation, reasons: list[str]) -> None:
        is_young = conversation.audience == "young"
        if is_young != (UNDER_18 in reasons):
            kept = [one for one in reasons if one != UNDER_18]
            reasons = [*kept, UNDER_18] if is_young else kept
        if reasons != conversation.reasons:
            conversation.reasons = reasons
        level = 2 if conversation.alerted else 1 if self.because(reasons) else 0
        if conversation.urgency != level:
            conversation.urgency = level
