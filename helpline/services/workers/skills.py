"""Which skills a chat calls for (data/handoff/skills.yml), and who should be asked first.

Never a reason that nobody takes a chat: it only decides for whom it rings first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.errors import ContentError
from content.files import read_mapping
from helpline.models import Conversation

_CHOSEN = ("audience", "language", "nation")


class Skills:
    """The table. ContentError where a skill has no label, or nothing that calls for it and no right
    that comes with it."""

    def __init__(self, folder: Path) -> None:
        table = read_mapping(folder / "handoff" / "skills.yml")["skills"]
        self.labels: dict[str, str] = {}
        self._chosen: dict[str, dict[str, str]] = {}
        self._written: dict[str, re.Pattern[str]] = {}
        for name, row in table.items():
            chosen = {field: str(row[field]) for field in _CHOSEN if field in row}
            wordings = row.get("wordings", [])
            if not row.get("label") or not (chosen or wordings or row.get("right")):
                raise ContentError(f"skills.yml: {name} needs a label, and what calls for it")
            self.labels[name] = str(row["label"])
            if chosen:
                self._chosen[name] = chosen
            if wordings:
                either = "|".join(re.escape(one) for one in sorted(wordings, key=len, reverse=True))
                self._written[name] = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)

    def heard_in(self, text: str) -> list[str]:
        """The skills that somebody's own words call for."""
        return [name for name, pattern in self._written.items() if pattern.search(text)]

    def chosen_by(self, conversation: Conversation) -> list[str]:
        """The skills that the visitor's choices call for."""
        return [
            name
            for name, wanted in self._chosen.items()
            if all(getattr(conversation, field) == value for field, value in wanted.items())
        ]

    def known(self, names: Iterable[Any]) -> list[str]:
        """Those that are in the table, each once, in its order."""
        wanted = set(map(str, names))
        return [name for name in self.labels if name in wanted]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody whose desk is open. `live`: chats they have; `limit`: how many at most."""

    worker_id: int
    takes_chats: bool
    skills: frozenset[str]
    live: int
    limit: int

    @property
    def has_room(self) -> bool:
        return self.takes_chats and self.live < self.limit


def asked_first(needs: frozenset[str], colleagues: Sequence[Colleague]) -> frozenset[int]:
    """Who should take it first: of those who have room, those with most of the skills that are
    called for, and of these those with the fewest chats. Nobody only if nobody has room."""
    free = [one for one in colleagues if one.has_room]
    if not free:
        return frozenset()
    most = max(len(needs & one.skills) for one in free)
    fitting = [one for one in free if len(needs & one.skills) == most]
    fewest = min(one.live for one in fitting)
    return frozenset(one.worker_id for one in fitting if one.live == fewest)
