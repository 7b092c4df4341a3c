"""Says times as people do, in the words of `data/handoff/hours_words.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias

# Minutes since midnight: when it begins, and when it is over (1440 is the end of the day).
Span: TypeAlias = tuple[int, int]
Week: TypeAlias = dict[str, list[Span]]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class HoursWords:
    """The words of one language."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._words = words

    def clock(self, minute: int) -> str:
        """A time of day, e.g. "9:30 am", "4 pm", "midday"."""
        clock: Mapping[str, str] = self._words["clock"]
        minute %= 24 * 60
        if minute in {0, 12 * 60}:
            return clock["noon" if minute else "midnight"]
        half = "am" if minute < 12 * 60 else "pm"
        hour, rest = divmod(minute, 60)
        pattern = clock[half if rest else f"{half}_on_the_hour"]
        return pattern.format(hour=hour % 12 or 12, minute=f"{rest:02d}")

    def next_opening(self, moment: datetime | None, local: datetime) -> str:
        """When it opens next, seen from `local`; both by the same clock."""
        words: Mapping[str, str] = self._words["next"]
        if moment is None:
            return words["unknown"]
        days = (moment.date() - local.date()).days
        near = {0: "today", 1: "tomorrow"}.get(days, "this_week" if days < 7 else "later")
        return words[near].format(
            time=self.clock(moment.hour * 60 + moment.minute),
            day=self._words["days"][DAYS[moment.weekday()]],
            date=moment.day,
            month=self._words["months"][moment.month - 1],
        )

    def summary(self, weeks: Mapping[str, Week], closed_on_holidays: bool) -> str:
        """All nations in one line; those with the same week together, and named only if they
        differ."""
        words: Mapping[str, str] = self._words["summary"]
        groups: dict[str, list[str]] = {}
        for nation, week in weeks.items():
            groups.setdefault(self._week(week), []).append(self._words["nations"][nation])
        if len(groups) == 1:
            said = next(iter(groups))
        else:
            said = words["between_lines"].join(
                words["nation_line"].format(nations=self._listed(names), lines=lines)
                for lines, names in groups.items()
            )
        said = said[:1].upper() + said[1:] + words["end"]
        is_ever_open = any(spans for week in weeks.values() for spans in week.values())
        if closed_on_holidays and is_ever_open:
            said += words["closed_on_bank_holidays"]
        return said

    def _week(self, week: Week) -> str:
        words: Mapping[str, str] = self._words["summary"]
        runs: list[tuple[list[str], list[Span]]] = []
        for day in DAYS:
            spans = week[day]
            if runs and runs[-1][1] == spans:
                runs[-1][0].append(day)
            else:
                runs.append(([day], spans))
        lines = [
            words["line"].format(days=self._days(days), spans=self._spans(spans))
            for days, spans in runs
            if spans
        ]
        return words["between_lines"].join(lines) or words["never"]

    def _days(self, days: list[str]) -> str:
        names = [self._words["days"][day] for day in days]
        if len(names) < 3:
            return self._listed(names)
        pattern: str = self._words["summary"]["day_range"]
        return pattern.format(first=names[0], last=names[-1])

    def _spans(self, spans: list[Span]) -> str:
        words: Mapping[str, str] = self._words["summary"]
        if spans == [(0, 24 * 60)]:
            return words["all_day"]
        return self._listed(
            [words["span"].format(start=self.clock(a), end=self.clock(b)) for a, b in spans]
        )

    def _listed(self, names: list[str]) -> str:
        words: Mapping[str, str] = self._words["summary"]
        if len(names) < 2:
            return "".join(names)
        return words["comma"].join(names[:-1]) + words["and"] + names[-1]
