"""Limits in memory. Addresses are never kept: only a hash under a salt that is renewed every day
(helpline/daily_table.py).
"""

from __future__ import annotations

import time

from helpline.daily_table import DailyTable


class TokenBucket:
    """`rate` a second, `burst` at once."""

    __slots__ = ("_burst", "_level", "_rate", "_then")

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._level = burst
        self._then = time.monotonic()

    def take(self, amount: float = 1.0) -> bool:
        """Whether there was room."""
        now = time.monotonic()
        self._level = min(self._burst, self._level + (now - self._then) * self._rate)
        self._then = now
        if self._level < amount:
            return False
        self._level -= amount
        return True


class Buckets:
    """A bucket for each of at most `most` callers, the longest unused forgotten first."""

    def __init__(self, rate: float, burst: float, most: int = 20_000) -> None:
        self._rate = rate
        self._burst = burst
        # After this long an untouched bucket is full again: there is nothing left to carry over.
        self._callers: DailyTable[TokenBucket] = DailyTable(burst / rate, most)

    def take(self, caller: str) -> bool:
        """Whether this caller may go on."""
        bucket = self._callers.get(caller)
        if bucket is None:
            bucket = TokenBucket(self._rate, self._burst)
            self._callers.put(caller, bucket)
        return bucket.take()
