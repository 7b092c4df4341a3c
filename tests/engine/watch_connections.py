"""Writes down every address that a Python process tries to reach (for test_no_reports.py).

Put on PYTHONPATH as `sitecustomize.py`; WATCHED_CONNECTIONS names the file to write to.
"""

import os
import sys

_LOG = os.environ.get("WATCHED_CONNECTIONS")


def _watch(event: str, arguments: tuple) -> None:
    if event == "socket.connect":
        address = arguments[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        address = arguments[0]
    else:
        return
    with open(_LOG, "a", encoding="utf-8") as log:
        log.write(f"{event} {address!r}\n")


if _LOG:
    # uvloop connects in C, where no hook sees it; without it Sanic takes asyncio's own loop.
    sys.modules["uvloop"] = None
    sys.addaudithook(_watch)
