"""A table of callers in memory, under names that nobody can take back to an address.

The names are hashes under a salt that lives one day. Nobody, with the whole memory before them, can
follow an address from one day into the next.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

DAY = 24 * 3600.0

Value = TypeVar("Value")


class DailyTable(Generic[Value]):
    """At most `most` callers, the longest unused forgotten first.

    For `carried` seconds into a new day the day before is still known, and whoever calls is carried
    over: midnight is nobody's way round a limit. Then the old salt and all under it are gone.
    """

    def __init__(self, carried: float, most: int, clock: Callable[[], float] | None = None) -> None:
        self._carried = min(carried, DAY)
        self._most = most
        self._clock = clock
        self._since = self._now()
        self._salt = os.urandom(32)
        self._values: OrderedDict[bytes, Value] = OrderedDict()
        self._old_salt = b""
        self._old: OrderedDict[bytes, Value] = OrderedDict()

    def _now(self) -> float:
        return self._clock() if self._clock else time.monotonic()

    def __len__(self) -> int:
        return len(self._values) + len(self._old)

    def turn(self) -> None:
        """Begins a new day if the old one is over, and forgets the day before in time."""
        age = self._now() - self._since
        if age >= DAY:
            self._old_salt, self._old = self._salt, self._values
            self._salt, self._values = os.urandom(32), OrderedDict()
            # Two days or more without a call: what is left is older than yesterday's.
            gone = age >= 2 * DAY
            self._since += DAY * (age // DAY)
            if gone or age % DAY >= self._carried:
                self._forget()
        elif self._old and age >= self._carried:
            self._forget()

    def _forget(self) -> None:
        self._old_salt = b""
        self._old = OrderedDict()

    def get(self, caller: str) -> Value | None:
        """What is known of this caller, as the one used last."""
        self.turn()
        name = _hash(self._salt, caller)
        if name not in self._values and self._old:
            carried = self._old.pop(_hash(self._old_salt, caller), None)
            if carried is not None:
                self._values[name] = carried
        value = self._values.get(name)
        if value is not None:
            self._values.move_to_end(name)
        return value

    def put(self, caller: str, value: Value) -> None:
        self.turn()
        name = _hash(self._salt, caller)
        self._values[name] = value
        self._values.move_to_end(name)
        while len(self) > self._most:
            (self._old or self._values).popitem(last=False)

    def drop(self, caller: str) -> None:
        if self.get(caller) is not None:
            del self._values[_hash(self._salt, caller)]


def _hash(salt: bytes, caller: str) -> bytes:
    return hmac.new(salt, caller.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()[:16]
