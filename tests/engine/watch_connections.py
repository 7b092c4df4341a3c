"""Writes down every address that a Python process tries to reach, and at its end what it was,
what it had loaded, and whether it looked for dead objects (for watching.py).

Put on PYTHONPATH as `sitecustomize.py`; WATCHED_CONNECTIONS names the file to write to, and the
same name with `.programs`, `.loaded` and `.garbage` the others.
"""

import atexit
import gc
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


def _tell_loaded() -> None:
    # A name that bot/serve.py leads to nothing has no file.
    files = {name: getattr(module, "__file__", None) for name, module in sys.modules.items()}
    with open(f"{_LOG}.loaded", "w", encoding="utf-8") as log:
        log.writelines(f"{name}\n" for name, file in sorted(files.items()) if file)
    with open(f"{_LOG}.garbage", "w", encoding="utf-8") as log:
        log.write(f"{gc.isenabled()} {gc.get_freeze_count() > 0}")
    with open(f"{_LOG}.programs", "a", encoding="utf-8") as log:
        log.write(f"{' '.join(sys.orig_argv)}\n")


if _LOG:
    atexit.register(_tell_loaded)
    # uvloop connects in C, where no hook sees it; without it Sanic takes asyncio's own loop.
    sys.modules["uvloop"] = None
    sys.addaudithook(_watch)
