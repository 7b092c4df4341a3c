"""When workers mean to be here, by the visitor's nation, with each nation's own bank holidays.

Hours are the charity's own (`data/directory/own.yml`), read by a UK clock: wall time, so that half
past nine stays half past nine when the clocks change. A lead may close a day
(services/shifts/rota.py); where a rota is kept, the next opening is the next time somebody is
planned for. They only say when people mean to be here; who really is, says presence.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

from content import DATA, ContentError
from content.directory import NATIONS
from content.files import read_mapping
from helpline.services.content import Content
from helpline.services.shifts.hours_words import DAYS, HoursWords, Span, Week
from helpline.services.shifts.rota_plan import Plan

_SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}
_MIDNIGHT = 24 * 60
# Christmas with its bank holidays and a charity's own break is far inside this.
_LOOK_AHEAD_DAYS = 60


class Hours:
    """Opening hours. A nation of None means "not said": only hours that all nations share count, so
    that what is promised holds wherever the visitor is.

    `folder`: the content folder that `handoff/hours_words.yml` is read from.
    """

    def __init__(self, content: Content, folder: Path = DATA) -> None:
        own = content.own
        self._weeks = {nation: _week(own["hours"], nation) for nation in NATIONS}
        if own.get("bank_holidays") not in {"open", "closed"}:
            raise ContentError("own.yml: bank_holidays must be open or closed")
        self._closed_on_holidays = own["bank_holidays"] == "closed"
        try:
            self.zone = ZoneInfo(str(own["timezone"]))
        except (KeyError, ValueError, ZoneInfoNotFoundError) as error:
            raise ContentError("own.yml: timezone must be one like Europe/London") from error
        # Years are worked out by the library as they are asked for.
        self._holidays = {
            nation: holidays.country_holidays("GB", subdiv=code)
            for nation, code in _SUBDIVISIONS.items()
        }
        words = read_mapping(folder / "handoff" / "hours_words.yml")["hours_words"]
        self._plan = Plan()
        self._words = {language: HoursWords(table) for language, table in words.items()}

    def use(self, plan: Plan) -> bool:
        """What the rota says from now on; whether that is something new."""
        is_new = plan != self._plan
        self._plan = plan
        return is_new

    def open_now(self, nation: str | None, at: datetime | None = None) -> bool:
        """Whether workers mean to be here at that moment (aware; None: now)."""
        local = self._local(at)
        minute = local.hour * 60 + local.minute
        return any(start <= minute < end for start, end in self._spans(nation, local.date()))

    def open_somewhere(self, at: datetime | None = None) -> bool:
        """Whether it is opening time for any of the four nations."""
        return any(self.open_now(nation, at) for nation in NATIONS)

    def next_open(self, nation: str | None, at: datetime | None = None) -> datetime | None:
        """When workers next begin to be here, after that moment: aware, UK time. As far as the rota
        reaches, when somebody is planned within the opening hours. None if there is no such time
        within two months (never open, or never closed)."""
        local = self._local(at)
        before = self._staffed(nation, local.date() - timedelta(days=1))
        for ahead in range(_LOOK_AHEAD_DAYS):
            day = local.date() + timedelta(days=ahead)
            spans = self._staffed(nation, day)
            for start, _end in spans:
                # A span that goes on from the day before is no beginning.
                goes_on = start == 0 and any(end == _MIDNIGHT for _start, end in before)
                begins = self._moment(day, start)
                if begins > local.astimezone(UTC) and not goes_on:
                    return begins.astimezone(self.zone)
            before = spans
        return None

    def next_open_words(self, nation: str | None, language: str, at: datetime | None = None) -> str:
        """The same in words that follow "Next:", e.g. "Monday at 9:30 am"."""
        words = self._in(language)
        return words.next_opening(self.next_open(nation, at), self._local(at))

    def summary(self, language: str) -> str:
        """The week in one line: "Monday to Friday, 9:30 am to 4 pm. Closed on bank holidays."."""
        return self._in(language).summary(self._weeks, self._closed_on_holidays)

    def _in(self, language: str) -> HoursWords:
        return self._words.get(language, self._words["en"])

    def _local(self, at: datetime | None) -> datetime:
        return (at or datetime.now(UTC)).astimezone(self.zone)

    def _moment(self, day: date, minute: int) -> datetime:
        """In UTC. A wall time that the spring change leaves out is the moment it would have
        been."""
        wall = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=self.zone)
        return wall.astimezone(UTC)

    def spans(self, nation: str | None, day: date) -> list[Span]:
        """When it is opening time on that day, in minutes since midnight, in order."""
        return self._spans(nation, day)

    def holidays_on(self, day: date) -> list[str]:
        """The nations that have a bank holiday that day."""
        return [nation for nation in NATIONS if day in self._holidays[nation]]

    def _staffed(self, nation: str | None, day: date) -> list[Span]:
        """The opening hours of that day for which somebody is planned; all of them where the rota
        does not reach."""
        if nation is None:
            shared = self._staffed(NATIONS[0], day)
            for other in NATIONS[1:]:
                shared = _both(shared, self._staffed(other, day))
            return shared
        planned = self._plan.planned(nation, day)
        spans = self._spans(nation, day)
        return spans if planned is None else sorted(_both(spans, planned))

    def _spans(self, nation: str | None, day: date) -> list[Span]:
        """The spans of one day, in minutes since midnight, in order."""
        if nation is None:
            shared = self._spans(NATIONS[0], day)
            for other in NATIONS[1:]:
                shared = _both(shared, self._spans(other, day))
            return shared
        if self._closed_on_holidays and day in self._holidays[nation]:
            return []
        if self._plan.is_closed(nation, day):
            return []
        return self._weeks[nation][DAYS[day.weekday()]]


def _both(one: list[Span], other: list[Span]) -> list[Span]:
    """The minutes that are in both."""
    pairs = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return [(start, end) for start, end in pairs if start < end]


def _week(hours: Mapping[str, Any], nation: str) -> Week:
    week: Week = {}
    for day in DAYS:
        try:
            spans = sorted(_span(text) for text in hours[nation][day])
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError(f"own.yml: hours of {nation}, {day}: {error}") from error
        if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
            raise ContentError(f"own.yml: hours of {nation}, {day}: spans overlap")
        # Two spans that touch are one: nobody closes for no time.
        merged: list[Span] = []
        for start, end in spans:
            if merged and merged[-1][1] == start:
                merged[-1] = (merged[-1][0], end)
            else:
                merged.append((start, end))
        week[day] = merged
    return week


def _span(text: str) -> Span:
    start, separator, end = text.partition("-")
    span = _minutes(start), _minutes(end)
    if not separator or span[0] >= span[1]:
        raise ValueError("a span looks like 09:30-16:00 and does not go past midnight")
    return span


def _minutes(text: str) -> int:
    hour, _, minute = text.strip().partition(":")
    total = int(hour) * 60 + int(minute)
    if not (0 <= total <= _MIDNIGHT and 0 <= int(minute) < 60):
        raise ValueError("a time is between 00:00 and 24:00")
    return total
