"""Limits: a burst, then a rate; addresses are never kept."""

import pytest

from helpline import limits
from helpline.limits import Buckets, TokenBucket


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(limits, "time", made)
    return made


def test_a_burst_is_taken_then_as_much_as_the_rate_gives(clock: Clock) -> None:
    bucket = TokenBucket(rate=2.0, burst=3.0)
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]
    clock.now += 0.4
    assert not bucket.take()
    clock.now += 0.1
    assert bucket.take()
    clock.now += 3600
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]


def test_callers_do_not_use_up_each_others(clock: Clock) -> None:
    buckets = Buckets(rate=1.0, burst=1.0)
    assert buckets.take("192.0.2.1")
    assert not buckets.take("192.0.2.1")
    assert buckets.take("192.0.2.2")


def test_no_address_is_kept_and_the_longest_unused_is_forgotten(clock: Clock) -> None:
    buckets = Buckets(rate=1.0, burst=1.0, most=2)
    for caller in ("192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.3"):
        buckets.take(caller)
    assert len(buckets._callers) == 2
    assert not any(b"192.0.2" in name for name in buckets._callers._values)
    assert not buckets.take("192.0.2.1")
    assert buckets.take("192.0.2.2")
