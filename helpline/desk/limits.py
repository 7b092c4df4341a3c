"""How fast one desk may send."""

from __future__ import annotations

import time


class Pace:
    """`rate` frames a second, `burst` at once."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._level = burst
        self._then = time.monotonic()

    def take(self) -> bool:
        """Whether there was room for one more."""
        moment = time.monotonic()
        self._level = min(self._burst, self._level + (moment - self._then) * self._rate)
        self._then = moment
        if self._level < 1:
            return False
        self._level -= 1
        return True
