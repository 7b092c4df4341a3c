"""What `make` says: one plain line a step, one clear line when something fails."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO


class Failure(Exception):
    """Set-up, training or a start that cannot go on: what, why and what to do, in one line."""

    def __init__(self, what: str, why: str, todo: str) -> None:
        super().__init__(f"{what}: {why}. {todo}")
        self.why = why


def say(text: str, end: str = "\n", file: TextIO | None = None) -> None:
    """Print at once. A terminal that has been closed must not stop the stopping."""
    try:
        print(text, end=end, flush=True, file=file)
    except OSError:
        # Nobody is there to read it any more; whoever called goes on and cleans up.
        return


@contextmanager
def step(name: str) -> Iterator[None]:
    """One line for one step: its name, then the seconds it took."""
    started = time.monotonic()
    say(f"  {name} … ", end="")
    try:
        yield
    except BaseException:
        say("failed")
        raise
    say(f"{time.monotonic() - started:.0f} s")


def finish(main: Callable[[], int]) -> None:
    """Run a script's main and leave with its exit code; a failure is one line on stderr."""
    # Asked to end, or the terminal closed: as Ctrl-C, so that what is running below us ends too.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        code = main()
    except Failure as failure:
        say(f"waymark: {failure}", file=sys.stderr)
        code = 1
    except OSError as error:  # the disk filled up, or a folder may not be written to
        why = (error.strerror or type(error).__name__).lower()
        say(f"waymark: {error.filename or 'This folder'}: {why}. Mend that first", file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        say("\nwaymark: stopped.", file=sys.stderr)
        code = 130
    sys.exit(code)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
