"""Callers in memory: no address, a new salt each day, nothing gained by midnight, a bound."""

from hypothesis import given
from hypothesis import strategies as st

from helpline.daily_table import DAY, DailyTable

ADDRESS = "192.0.2.77"


class Clock:
    def __init__(self) -> None:
        self.now = 5.0

    def __call__(self) -> float:
        return self.now


def _names(table: DailyTable[int]) -> set[bytes]:
    return set(table._values)


def test_the_same_address_has_another_name_the_next_day() -> None:
    clock = Clock()
    table: DailyTable[int] = DailyTable(60, 10, clock)
    table.put(ADDRESS, 1)
    before = _names(table)
    clock.now += DAY + 1
    table.put(ADDRESS, 1)
    assert _names(table).isdisjoint(before)
    assert not any(ADDRESS.encode() in name for name in before | _names(table))


def test_who_was_known_before_midnight_is_known_a_moment_after() -> None:
    clock = Clock()
    table: DailyTable[int] = DailyTable(60, 10, clock)
    clock.now += DAY - 10
    table.put(ADDRESS, 7)
    clock.now += 20
    assert table.get(ADDRESS) == 7
    assert table.get("192.0.2.78") is None


def test_yesterday_is_gone_when_it_is_no_longer_needed() -> None:
    clock = Clock()
    table: DailyTable[int] = DailyTable(60, 10, clock)
    clock.now += DAY - 10
    table.put(ADDRESS, 7)
    clock.now += 75
    assert table.get(ADDRESS) is None
    assert (len(table), table._old_salt) == (0, b"")


def test_two_days_of_silence_carry_nothing() -> None:
    clock = Clock()
    table: DailyTable[int] = DailyTable(DAY, 10, clock)
    table.put(ADDRESS, 7)
    clock.now += 2 * DAY + 1
    assert table.get(ADDRESS) is None


@given(st.lists(st.tuples(st.integers(0, 30), st.floats(0, DAY)), max_size=60))
def test_it_never_grows_beyond_its_bound(calls: list[tuple[int, float]]) -> None:
    clock = Clock()
    table: DailyTable[int] = DailyTable(600, 5, clock)
    for caller, pause in calls:
        clock.now += pause
        table.put(f"192.0.2.{caller}", caller)
        assert table.get(f"192.0.2.{caller}") == caller
        assert len(table) <= 5


def test_a_caller_can_be_dropped() -> None:
    table: DailyTable[int] = DailyTable(60, 10)
    table.put(ADDRESS, 1)
    table.drop(ADDRESS)
    table.drop(ADDRESS)
    assert table.get(ADDRESS) is None
