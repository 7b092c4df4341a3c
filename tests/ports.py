"""Loopback ports for processes that a test starts.

Below the range from which systems take ports for connections that go out, so that a connection
does not take one between choosing and listening; each process of a parallel run walks through them
from a place of its own.
"""

from __future__ import annotations

import itertools
import os
import random
import socket

_FIRST, _LAST = 15_000, 32_000
_walk = itertools.cycle(range(_FIRST, _LAST))
for _ in range(random.Random(os.getpid() * 7919).randrange(_LAST - _FIRST)):
    next(_walk)


def free_port() -> int:
    """A port that nobody listens on now; another one at each call."""
    for port in _walk:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError("a walk in a circle does not end")
