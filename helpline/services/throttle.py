"""Slows guessing without locking anybody out.

Wrong passwords make one account wait longer and longer, at most half a minute: somebody who knows a
colleague's address can slow that colleague's sign-in, never end it, and nobody else's is touched.
Many wrong ones over all accounts slow down only the accounts that had wrong ones. Kept in memory,
under a hash whose salt is renewed every day.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from helpline.daily_table import DailyTable

_FREE = 5
_LONGEST_WAIT = 30.0
_FORGOTTEN_AFTER = 15 * 60.0
_MOST_ACCOUNTS = 10_000
# Over all accounts, in a minute.
_MANY = 60
_MINUTE = 60.0


@dataclass(slots=True)
class _Account:
    failures: int
    last: float


class Throttle:
    """Counts wrong sign-ins. An address that nobody has is treated like one that somebody has."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._accounts: DailyTable[_Account] = DailyTable(_FORGOTTEN_AFTER, _MOST_ACCOUNTS, clock)
        self._recent: deque[float] = deque(maxlen=_MANY)

    def wait(self, email: str) -> float:
        """Seconds until this account may be tried; 0 for now."""
        moment = self._clock()
        account = self._accounts.get(email)
        if account is None or moment - account.last > _FORGOTTEN_AFTER:
            return 0.0
        free = 1 if self._is_flood(moment) else _FREE
        if account.failures < free:
            return 0.0
        pause = min(_LONGEST_WAIT, 2.0 ** min(account.failures - free, 10))
        return max(0.0, account.last + pause - moment)

    def failed(self, email: str) -> None:
        """A wrong password. Tries that were told to wait are not counted: they cost nobody a
        guess."""
        moment = self._clock()
        account = self._accounts.get(email)
        if account is None or moment - account.last > _FORGOTTEN_AFTER:
            account = _Account(0, moment)
        account.failures += 1
        account.last = moment
        self._accounts.put(email, account)
        self._recent.append(moment)

    def succeeded(self, email: str) -> None:
        self._accounts.drop(email)

    def _is_flood(self, moment: float) -> bool:
        return len(self._recent) == _MANY and moment - self._recent[0] < _MINUTE
