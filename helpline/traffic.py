"""What there is instead of an access log: how often each route answered with which status.

No address, no time of a request, no query, no token: a face, a route's template and a status. What
is shown stands still for ten minutes, so that nobody can follow one visit by watching it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

from aiohttp import web

_HOLD_SECONDS = 600.0
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})


class Traffic:
    """Counts of one face."""

    def __init__(self, face: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.face = face
        self._clock = clock
        self._counts: Counter[tuple[str, str, int]] = Counter()
        self._shown: dict[tuple[str, str, int], int] = {}
        self._span = self._spans()

    def _spans(self) -> int:
        return int(self._clock() // _HOLD_SECONDS)

    def _settle(self) -> None:
        """What was counted until the last full ten minutes is what is shown."""
        span = self._spans()
        if span != self._span:
            self._shown = dict(self._counts)
            self._span = span

    def count(self, method: str, route: str, status: int) -> None:
        """One answer. A method of nobody's is counted as none: it is what somebody wrote."""
        self._settle()
        self._counts[method if method in _METHODS else "", route, status] += 1

    def lines(self) -> list[str]:
        """The counts as Prometheus reads them."""
        self._settle()
        return [
            f'waymark_responses_total{{face="{self.face}",method="{method}",route="{route}",'
            f'status="{status}"}} {number}'
            for (method, route, status), number in sorted(self._shown.items())
        ]


TRAFFIC = web.AppKey("traffic", Traffic)


def count_traffic(app: web.Application, traffic: Traffic) -> None:
    """Counts every response of the application, by its route's template."""

    async def prepare(request: web.Request, response: web.StreamResponse) -> None:
        resource = request.match_info.route.resource
        route = resource.canonical if resource is not None else ""
        traffic.count(request.method, route, response.status)

    app[TRAFFIC] = traffic
    app.on_response_prepare.append(prepare)
