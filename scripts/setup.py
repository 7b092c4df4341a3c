"""`make setup`: all that the project needs to run, each part only when missing or out of date.

A second call does nothing, in well under a second and without a network.
"""

import fcntl
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from scripts import console
from scripts.commands import DISK_TODO
from scripts.console import Failure, say
from scripts.environments import ensure_engine, ensure_helpline
from scripts.places import ENGINE_PYTHON, HELPLINE_PYTHON, LOGS, ROOT, TOOLS, shown
from scripts.web_parts import BUILT, ensure_web

NEEDED_BYTES = 5_000_000_000
"""Both environments with the installer's cache, measured: about 4 GB."""


def set_up(need: str) -> None:
    """Bring everything up to date; `need` is "helpline", or "dev" for tests and checks as well."""
    with alone():
        fresh = not (HELPLINE_PYTHON.exists() and ENGINE_PYTHON.exists())
        if fresh:
            check_disk()
            say(f"Setting up (first time: a few minutes; details in {shown(LOGS / 'setup.log')}):")
        ensure_helpline(need)
        ensure_engine()
        ensure_web()


def check_disk() -> None:
    """Refuse to begin what would run out of room in the middle."""
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        raise Failure(
            "Setting up",
            f"the disk is full: {free / 1e9:.1f} GB are free and about "
            f"{NEEDED_BYTES / 1e9:.0f} GB are needed",
            DISK_TODO,
        )


@contextmanager
def alone() -> Iterator[None]:
    """One set-up or training at a time in this folder; a second one waits for the first."""
    try:
        TOOLS.mkdir(exist_ok=True)
        file = (TOOLS / "lock").open("w")
    except OSError as error:
        why = (error.strerror or "the system refused").lower()
        raise Failure(
            "Setting up",
            f"{shown(TOOLS)} cannot be written: {why}",
            "Mend that, then run make again",
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another make is setting up or training in this folder; waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def main() -> int:
    set_up("helpline" if "--helpline" in sys.argv[1:] else "dev")
    for page in BUILT:
        if not page.exists():
            raise Failure(
                "Building the web pages", f"{shown(page)} is missing", "See var/log/setup.log"
            )
    say("Set up.")
    return 0


if __name__ == "__main__":
    console.finish(main)
