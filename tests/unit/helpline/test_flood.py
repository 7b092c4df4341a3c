"""When a puzzle is asked for: not at ordinary load, harder as a flood grows, and over in time."""

import pytest

from helpline import daily_table, flood
from helpline.flood import HARDEST, Flood, Usual
from tests.unit.helpline.test_limits import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(flood, "time", made)
    monkeypatch.setattr(daily_table, "time", made)
    return made


def test_ordinary_load_never_meets_a_puzzle(clock: Clock) -> None:
    watched = Flood(Usual(20, 1.0), Usual(10, 0.5))
    for turn in range(1000):
        clock.now += 1.0
        caller = f"192.0.2.{turn % 7}"
        assert watched.steps(caller) == 0
        watched.opened(caller)


def test_one_callers_flood_is_that_callers_own(clock: Clock) -> None:
    watched = Flood(Usual(10_000, 1.0), Usual(10, 1.0))
    steps = []
    for _ in range(80):
        steps.append(watched.steps("192.0.2.1"))
        watched.opened("192.0.2.1")
    assert (steps[9], steps[10], steps[20], steps[40]) == (0, 1, 2, 3)
    assert watched.steps("192.0.2.2") == 0


def test_a_flood_of_many_callers_makes_it_harder_for_all_up_to_a_bound(clock: Clock) -> None:
    watched = Flood(Usual(4, 1.0), Usual(10_000, 1.0), most=100)
    for number in range(5000):
        watched.opened(f"192.0.2.{number}")
    assert watched.steps("198.51.100.7") == HARDEST
    # The flood ends; so does the puzzle, in the time the level needs to run down.
    clock.now += 4 * 2**HARDEST
    assert watched.steps("198.51.100.7") == 0


def test_asking_makes_it_harder_for_nobody(clock: Clock) -> None:
    watched = Flood(Usual(2, 0.1), Usual(2, 0.1))
    watched.opened("192.0.2.1")
    for _ in range(10_000):
        watched.steps("192.0.2.9")
    assert watched.steps("192.0.2.1") == 0
