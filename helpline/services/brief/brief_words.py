"""The brief's own words in the visitor's language, and how a worker reads them.

A visitor who reads Welsh corrects a Welsh brief; a worker who does not must still know what it
says. So each line that is still as we wrote it is put into English for the worker. Nothing that the
visitor wrote is touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

_DATED = re.compile(r"(?P<day>\d{1,2}) (?P<month>\w+), (?P<time>\d\d:\d\d): (?P<label>.*)")
_USUAL = "en"


class BriefWords:
    """`brief`: data/handoff/brief.yml; `months`: their names by language (hours_words.yml);
    `steps`: the English line of each step of a plan, by its line in another language."""

    def __init__(
        self,
        brief: Mapping[str, Any],
        months: Mapping[str, Sequence[str]],
        steps: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._steps = steps
        self._labels: Mapping[str, str] = brief["reasons"]
        self._telling: Mapping[str, Any] = brief["telling"]
        self._months = months
        self._in: Mapping[str, Mapping[str, str]] = {
            name.removeprefix("reasons_"): found
            for name, found in brief.items()
            if name.startswith("reasons_")
        }

    def labels(self, language: str) -> dict[str, str]:
        """What each category is called; in the usual language where nobody has written another."""
        return {**self._labels, **self._in.get(language, {})}

    def months(self, language: str) -> Sequence[str]:
        """The names of the months."""
        return self._months.get(language, self._months[_USUAL])

    def for_worker(self, text: str) -> str:
        """A part of the brief, with the lines that are ours in English."""
        return "\n".join(self._line(one) for one in text.split("\n"))

    def _line(self, line: str) -> str:
        if line in self._steps:
            return self._steps[line]
        for language, labels in self._in.items():
            names = {said: self._labels[name] for name, said in labels.items()}
            if (found := self._sign(line, names) or self._dated(line, language, names)) is not None:
                return found
            if (found := self._told(line, language)) is not None:
                return found
        return line

    @staticmethod
    def _sign(line: str, names: Mapping[str, str]) -> str | None:
        said, colon, words = line.partition(": ")
        return f"{names[said]}{colon}{words}" if said in names else None

    def _dated(self, line: str, language: str, names: Mapping[str, str]) -> str | None:
        found = _DATED.fullmatch(line)
        months = list(self.months(language))
        if found is None or found["month"] not in months or found["label"] not in names:
            return None
        month = self.months(_USUAL)[months.index(found["month"])]
        return f"{found['day']} {month}, {found['time']}: {names[found['label']]}"

    def _told(self, line: str, language: str) -> str | None:
        topics = {row.get(language): row[_USUAL] for row in self._telling["topics"].values()}
        for row in self._telling["said"].values():
            before, what, _ = row.get(language, row[_USUAL]).partition("{what}")
            if not what and line == before:
                return str(row[_USUAL])
            if what and line.startswith(before):
                told = line.removeprefix(before)
                return str(row[_USUAL].format(what=topics.get(told, told)))
        return None
