"""What the brief says by itself: which signs were told, in the visitor's own words; what the
assistant has said already; what was declined. Pure, and the same chat gives the same text.

Nothing is added that was not said or shown. The visitor sees it before any worker does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from helpline.services.log.entry_log import Line
from helpline.services.turns.heard import Heard

_MOST_LINES = 12
_QUOTED = re.compile(r"“([^“”]*)”")


def signs(heard: Heard, raising: Iterable[str], labels: Mapping[str, str]) -> list[str]:
    """Each sign that was told, with the words it rests on; those that make it urgent first."""
    urgent = frozenset(raising)
    named = [name for name in heard.indicators if name in labels]
    named.sort(key=lambda name: name not in urgent)
    lines = []
    for name in named[:_MOST_LINES]:
        quotes = " · ".join(f"“{words}”" for words in heard.evidence.get(name, []))
        lines.append(f"{labels[name]}: {quotes}" if quotes else labels[name])
    return lines


class Told:
    """What was said and declined in a chat, by the words of data/handoff/brief.yml."""

    def __init__(self, words: Mapping[str, Any], language: str) -> None:
        self._topics = {name: _in(row, language) for name, row in words["topics"].items()}
        self._said = {name: _in(row, language) for name, row in words["said"].items()}

    def told(self, lines: Sequence[Line]) -> list[str]:
        """The topics the assistant spoke about, and the services it showed, in order."""
        found: list[str] = []
        for line in lines:
            topic = self._topic(line.body.response)
            if line.author == "assistant" and topic:
                found.append(self._said["told"].format(what=topic))
            card = line.body.card or {}
            if card.get("type") == "service" and card.get("name"):
                found.append(self._said["shown"].format(what=card["name"]))
        return list(dict.fromkeys(found))[-_MOST_LINES:]

    def declined(self, lines: Sequence[Line], denied: Iterable[int]) -> list[str]:
        """What they said no to: an offer of the assistant's, or to share a summary. `denied`: the
        lines that were read as a no."""
        no = frozenset(denied)
        found: list[str] = []
        offered = ""
        for line in lines:
            if line.author == "assistant" and line.body.response:
                offered = self._topic(line.body.response) or ""
            elif line.author == "visitor":
                picked = line.body.payload or ""
                if offered and (line.seq in no or picked.startswith("/deny")):
                    found.append(self._said["declined"].format(what=offered))
                card = line.body.card or {}
                if card.get("type") == "brief" and not card.get("agreed"):
                    found.append(self._said["no_brief"])
        return list(dict.fromkeys(found))[-_MOST_LINES:]

    def _topic(self, response: str | None) -> str | None:
        """The topic of a response by its skill; the longest name that fits."""
        if response is None:
            return None
        fitting = [name for name in self._topics if response.startswith(f"utter_{name}_")]
        return self._topics[max(fitting, key=len)] if fitting else None


def _in(row: Mapping[str, str], language: str) -> str:
    return row.get(language, row["en"])


def without_removed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """The parts as they are to be kept: a quote that was taken out of what happens is in no other
    part either. A line that rests on nothing else goes with it."""
    told, kept = before.get("happening", ""), after.get("happening", "")
    lines = []
    for line in after.get("signs", "").splitlines():
        quotes = _QUOTED.findall(line)
        left = [quote for quote in quotes if not (quote in told and quote not in kept)]
        if not line.strip() or (quotes and not left):
            continue
        if len(left) < len(quotes):
            line = line[: line.index("“")] + " · ".join(f"“{quote}”" for quote in left)
        lines.append(line)
    return {**after, "signs": "\n".join(lines)} if "signs" in after else dict(after)
