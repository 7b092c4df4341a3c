"""Slows guessing without locking anybody out (docs/decisions/0039-nobody-is-locked-out.md).

Wrong tries make one name wait longer and longer, and never for ever. A name is an address, a caller
or a browser; which of them a try counts under says services/workers/throttle.py. Kept in memory,
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
# Over all names, in a minute.
_MANY = 60
_MINUTE = 60.0


@dataclass(slots=True)
class _Account:
    failures: int
    last: float


class Throttle:
    """Counts wrong tries. A name that nobody has is treated like one that somebody has. `free`: so
    many cost nothing; then one second, two, four, at most `longest`."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        free: int = _FREE,
        longest: float = _LONGEST_WAIT,
    ) -> None:
        self._clock = clock
        self._free = free
        self._longest = longest
        self._forgotten_after = max(_FORGOTTEN_AFTER, 2 * longest)
        self._accounts: DailyTable[_Account] = DailyTable(
            self._forgotten_after, _MOST_ACCOUNTS, clock
        )
        self._recent: deque[float] = deque(maxlen=_MANY)

    def wait(self, name: str) -> float:
        """Seconds until this name may be tried; 0 for now."""
        moment = self._clock()
        account = self._known(name, moment)
        if account is None:
            return 0.0
        free = min(self._free, 1) if self._is_flood(moment) else self._free
        if account.failures < free:
            return 0.0
        pause = min(self._longest, 2.0 ** min(account.failures - free, 12))
        return max(0.0, account.last + pause - moment)

    def _known(self, name: str, moment: float) -> _Account | None:
        account = self._accounts.get(name)
        if account is None or moment - account.last > self._forgotten_after:
            return None
        return account

    def failed(self, name: str) -> None:
        """A wrong try. Tries that were told to wait are not counted: they cost nobody a guess."""
        moment = self._clock()
        account = self._known(name, moment) or _Account(0, moment)
        account.failures += 1
        account.last = moment
        self._accounts.put(name, account)
        self._recent.append(moment)

    def succeeded(self, name: str) -> None:
        self._accounts.drop(name)

    def undo(self, name: str) -> None:
        """The last try was not a wrong one after all; those before it still count."""
        account = self._accounts.get(name)
        if account is not None and account.failures > 0:
            account.failures -= 1

    def _is_flood(self, moment: float) -> bool:
        return len(self._recent) == _MANY and moment - self._recent[0] < _MINUTE
