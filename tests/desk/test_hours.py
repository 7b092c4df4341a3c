"""Opening hours by nation, over bank holidays and clock changes, and how they are said."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from content import ContentError
from helpline.services.content import Content
from helpline.services.shifts.hours import Hours
from tests.support import ROOT, shared_content

LONDON = ZoneInfo("Europe/London")
NATIONS = ("england", "wales", "scotland", "northern_ireland")


class _Own:
    """The charity's own settings, changed for a test; the rest is not asked for here."""

    def __init__(self, own: dict[str, Any]) -> None:
        self.own = own


def hours(**changes: Any) -> Hours:
    """Hours as the file has them, or with some of it changed."""
    own = deepcopy(shared_content(ROOT / "data").own)
    own["hours"].update(changes.pop("hours", {}))
    own.update(changes)
    return Hours(_Own(own))  # type: ignore[arg-type]


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment by the clock on a wall in the UK."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def week(*spans: str) -> dict[str, list[str]]:
    return {day: list(spans) for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


def test_the_projects_own_file_can_be_read() -> None:
    assert isinstance(Hours(shared_content(ROOT / "data")), Hours)
    assert isinstance(shared_content(ROOT / "data"), Content)


def test_a_weekday_is_open_from_its_first_minute_to_the_one_before_its_last() -> None:
    one = hours()
    # A Monday that is no bank holiday anywhere.
    for nation in (*NATIONS, None):
        assert not one.open_now(nation, at(2026, 11, 23, 9, 29))
        assert one.open_now(nation, at(2026, 11, 23, 9, 30))
        assert one.open_now(nation, at(2026, 11, 23, 15, 59))
        assert not one.open_now(nation, at(2026, 11, 23, 16, 0))
        assert not one.open_now(nation, at(2026, 11, 22, 12))


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        ((2026, 1, 1), set(NATIONS)),
        ((2026, 1, 2), {"scotland"}),
        ((2026, 3, 17), {"northern_ireland"}),
        ((2026, 4, 6), {"england", "wales", "northern_ireland"}),
        ((2026, 7, 13), {"northern_ireland"}),
        ((2026, 8, 3), {"scotland"}),
        ((2026, 8, 31), {"england", "wales", "northern_ireland"}),
        ((2026, 11, 30), {"scotland"}),
        ((2026, 12, 25), set(NATIONS)),
        ((2026, 12, 28), set(NATIONS)),
        ((2027, 12, 27), set(NATIONS)),
    ],
)
def test_each_nation_keeps_its_own_bank_holidays(
    day: tuple[int, int, int], closed: set[str]
) -> None:
    noon = at(*day, 12)
    one = hours()
    assert {nation for nation in NATIONS if not one.open_now(nation, noon)} == closed
    assert one.open_now(None, noon) is not bool(closed)
    assert one.open_somewhere(noon) is (closed != set(NATIONS))
    assert hours(bank_holidays="open").open_now(None, noon)


def test_who_did_not_say_where_they_are_gets_the_hours_that_hold_everywhere() -> None:
    one = hours(hours={"scotland": week("12:00-14:00", "18:00-20:00")})
    assert not one.open_now(None, at(2026, 11, 23, 11))
    assert one.open_now(None, at(2026, 11, 23, 13))
    assert not one.open_now(None, at(2026, 11, 23, 19))
    assert one.next_open(None, at(2026, 11, 23, 11)) == at(2026, 11, 23, 12)


def test_the_next_opening_is_after_the_weekend_and_the_holidays() -> None:
    one = hours()
    friday = at(2026, 4, 2, 16)
    assert one.next_open("scotland", friday) == at(2026, 4, 6, 9, 30)
    assert one.next_open("england", friday) == at(2026, 4, 7, 9, 30)
    # While it is open, "next" is the next time it opens.
    assert one.next_open("england", at(2026, 11, 23, 10)) == at(2026, 11, 24, 9, 30)
    assert one.next_open("england", at(2026, 11, 23, 9, 30)) == at(2026, 11, 24, 9, 30)


@pytest.mark.parametrize(
    ("before", "opens_utc"),
    [
        # The clocks go forward on Sunday 29 March 2026, and back on Sunday 25 October 2026.
        (at(2026, 3, 27, 17), datetime(2026, 3, 30, 8, 30, tzinfo=UTC)),
        (at(2026, 10, 23, 17), datetime(2026, 10, 26, 9, 30, tzinfo=UTC)),
    ],
)
def test_half_past_nine_stays_half_past_nine_when_the_clocks_change(
    before: datetime, opens_utc: datetime
) -> None:
    found = hours().next_open("england", before)
    assert found is not None
    assert found.tzinfo == LONDON
    assert found == opens_utc
    assert (found.hour, found.minute) == (9, 30)


def test_a_night_line_is_open_through_the_hour_that_comes_twice() -> None:
    one = hours(hours={nation: week("01:00-02:00") for nation in NATIONS})
    for moment in ((0, 30), (1, 30)):
        assert one.open_now("wales", datetime(2026, 10, 25, *moment, tzinfo=UTC))
    assert not one.open_now("wales", datetime(2026, 10, 25, 2, 30, tzinfo=UTC))
    # The hour that does not exist: opening is the moment it would have been.
    opens = one.next_open("wales", at(2026, 3, 28, 12))
    assert opens == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_line_that_never_closes_has_no_next_opening_and_one_that_never_opens_neither() -> None:
    always = hours(hours={nation: week("00:00-24:00") for nation in NATIONS}, bank_holidays="open")
    assert always.open_now(None, at(2026, 12, 25, 0))
    assert always.next_open(None, at(2026, 11, 23, 12)) is None
    assert always.summary("en") == "Monday to Sunday, all day."
    never = hours(hours={nation: week() for nation in NATIONS})
    assert never.next_open("england") is None
    assert never.next_open_words("england", "en") == ("we can't say yet when somebody will be here")


@pytest.mark.parametrize(
    ("moment", "english", "welsh"),
    [
        (at(2026, 11, 23, 7), "today at 9:30 am", "heddiw am 9:30 yb"),
        (at(2026, 11, 23, 20), "tomorrow at 9:30 am", "yfory am 9:30 yb"),
        (at(2026, 11, 20, 20), "Monday at 9:30 am", "dydd Llun am 9:30 yb"),
    ],
)
def test_the_next_opening_is_said_as_people_say_it(
    moment: datetime, english: str, welsh: str
) -> None:
    assert hours().next_open_words("england", "en", moment) == english
    assert hours().next_open_words("england", "cy", moment) == welsh


def test_a_far_opening_is_said_with_its_date() -> None:
    only_mondays = {**week(), "mon": ["12:00-17:00"]}
    one = hours(hours={"england": only_mondays})
    # The Monday after is a bank holiday, so the next opening is more than a week away.
    said = one.next_open_words("england", "en", at(2026, 12, 21, 18))
    assert said == "Monday 4 January at midday"


def test_the_week_is_said_in_one_line() -> None:
    assert hours().summary("en") == "Monday to Friday, 9:30 am to 4 pm. Closed on bank holidays."
    assert hours().summary("cy") == (
        "Dydd Llun i ddydd Gwener, 9:30 yb i 4 yp. Ar gau ar wyliau banc."
    )
    differs = hours(hours={"scotland": {**week(), "sat": ["10:00-12:00", "18:30-24:00"]}})
    assert differs.summary("en") == (
        "England, Wales and Northern Ireland: Monday to Friday, 9:30 am to 4 pm; "
        "Scotland: Saturday, 10 am to midday and 6:30 pm to midnight. Closed on bank holidays."
    )


@pytest.mark.parametrize(
    "span", ["16:00-09:30", "9.30-16.00", "22:00-25:00", "09:00", "09:60-10:00"]
)
def test_hours_that_make_no_sense_stop_the_start_and_name_the_place(span: str) -> None:
    with pytest.raises(ContentError, match="wales, mon"):
        hours(hours={"wales": {**week(), "mon": [span]}})


def test_a_nation_without_hours_stops_the_start() -> None:
    with pytest.raises(ContentError, match="scotland, mon"):
        hours(hours={"scotland": {}})
