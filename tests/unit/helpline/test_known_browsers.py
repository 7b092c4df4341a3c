"""The cookie of a browser somebody signed in with before: theirs, ours, and not for ever."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from helpline.services.workers.known_browsers import GOOD_FOR, KnownBrowsers

BROWSERS = KnownBrowsers(b"k" * 32)
NOON = datetime(2026, 6, 1, 12)  # noqa: DTZ001 - as the tables keep times


def test_it_names_one_browser_of_one_worker() -> None:
    one, other = BROWSERS.make(7, NOON), BROWSERS.make(7, NOON)
    assert BROWSERS.name_of(one, 7, NOON) == BROWSERS.name_of(one, 7, NOON + timedelta(days=80))
    assert BROWSERS.name_of(one, 7, NOON) != BROWSERS.name_of(other, 7, NOON)
    assert BROWSERS.name_of(one, 8, NOON) is None


def test_it_is_good_for_a_while() -> None:
    cookie = BROWSERS.make(7, NOON)
    assert BROWSERS.name_of(cookie, 7, NOON + GOOD_FOR - timedelta(days=1)) is not None
    assert BROWSERS.name_of(cookie, 7, NOON + GOOD_FOR) is None
    assert BROWSERS.name_of(cookie, 7, NOON - timedelta(days=2)) is None


@given(st.integers(0, 79), st.integers(1, 63))
def test_one_changed_sign_and_it_names_nobody(at: int, by: int) -> None:
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    cookie = BROWSERS.make(7, NOON)
    at %= len(cookie) - 1
    changed = signs[(signs.index(cookie[at]) + by) % 64]
    assert BROWSERS.name_of(cookie[:at] + changed + cookie[at + 1 :], 7, NOON) is None


@given(st.one_of(st.none(), st.text(max_size=300)))
def test_whatever_else_comes_names_nobody(cookie: str | None) -> None:
    assert BROWSERS.name_of(cookie, 7, NOON) is None
