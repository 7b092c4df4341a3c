"""Under which names a sign-in counts (docs/decisions/0039-nobody-is-locked-out.md).

From a browser in which this worker signed in before, under that browser alone: nobody else can
make it wait. From any other, under the address and under the caller.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from helpline.services.throttle import Throttle

# A helpline's office may be one caller: twenty wrong ones in a quarter of an hour cost nothing.
_FREE_FOR_A_CALLER = 20


class SignInThrottle:
    """Counts each try before its work is done, so that many at once are not all the first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._addresses = Throttle(clock)
        self._callers = Throttle(clock, free=_FREE_FOR_A_CALLER)
        self._browsers = Throttle(clock)

    def must_wait(self, email: str, caller: str, browser: str | None) -> bool:
        """Whether this try has to wait. `browser`: the name of a browser they are known in."""
        if browser is not None:
            return self._browsers.wait(browser) > 0
        return self._addresses.wait(email) > 0 or self._callers.wait(caller) > 0

    def tried(self, email: str, caller: str, browser: str | None) -> None:
        """Counted as wrong until `succeeded` says otherwise."""
        if browser is not None:
            self._browsers.failed(browser)
            return
        self._addresses.failed(email)
        self._callers.failed(caller)

    def succeeded(self, email: str, caller: str, browser: str | None) -> None:
        """The password was right. What else this caller tried wrongly still counts: it may have
        been for somebody else's address."""
        if browser is not None:
            self._browsers.succeeded(browser)
            return
        self._addresses.succeeded(email)
        self._callers.undo(caller)
