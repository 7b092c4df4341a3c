"""Limits in memory. Addresses are never kept: only a hash under a salt that lives as long as the
process.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import time
from collections import OrderedDict


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
        self._most = most
        self._salt = os.urandom(32)
        self._buckets: OrderedDict[bytes, TokenBucket] = OrderedDict()

    def take(self, caller: str) -> bool:
        """Whether this caller may go on."""
        name = hmac.new(self._salt, caller.encode(), hashlib.sha256).digest()[:16]
        bucket = self._buckets.get(name)
        if bucket is None:
            bucket = self._buckets[name] = TokenBucket(self._rate, self._burst)
        self._buckets.move_to_end(name)
        while len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return bucket.take()
