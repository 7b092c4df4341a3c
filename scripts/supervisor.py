"""Keeps the helpline and the engine running: each is started again by itself when it dies.

The two are independent. While the engine is away the helpline serves on, with the fixed safety
message and the way to a person.
"""

import asyncio
import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts import leash
from scripts.console import Failure, say
from scripts.places import shown

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
HEALTHY_SECONDS = 60.0
"""A process that ran this long starts over with the shortest pause."""

REFUSED = 2
"""The exit code of a process whose settings or command are wrong: trying again would not help."""

HOPELESS = 4
"""So many deaths before the service was ever ready: a broken set-up, not bad luck."""


class Supervised:
    """One process of the Procfile."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], logs: Path
    ) -> None:
        self.name = name
        self.command = command
        self.environment = environment
        self.log = logs / f"{name}.log"
        self.process: asyncio.subprocess.Process | None = None
        self.deaths = 0
        self.was_ready = False
        """Set by the supervisor once the whole service was ready."""

    async def keep_running(self) -> None:
        """Start it, wait for its end, start it again; ends only when cancelled or hopeless."""
        pause = FIRST_PAUSE
        while True:
            started = time.monotonic()
            code, ending = await self._run_once()
            if time.monotonic() - started >= HEALTHY_SECONDS:
                pause = FIRST_PAUSE
            self.deaths += 1
            if not self.was_ready and (code == REFUSED or self.deaths >= HOPELESS):
                raise Failure(f"The {self.name} does not start", ending, f"See {shown(self.log)}")
            say(
                f"The {self.name} stopped ({ending}). "
                f"Starting it again in {pause:.0f} s; log: {shown(self.log)}"
            )
            await _pause(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def kill(self) -> None:
        """At once, without asking."""
        if self.process is not None:
            leash.send(self.process, signal.SIGKILL)

    async def _run_once(self) -> tuple[int, str]:
        """Runs it to its end, whichever way that comes: its exit code, and the ending in words."""
        try:
            self.process = await leash.start(self.command, self.environment, self.log)
        except OSError as error:
            return REFUSED, f"{self.command[0]}: {(error.strerror or 'cannot be run').lower()}"
        try:
            code = await self.process.wait()
        finally:
            await leash.stop(self.process)
        # One that was killed had no time to say why; its last line would mislead.
        return code, describe(code) + (last_words(self.log) if code > 0 else "")


async def _pause(seconds: float) -> None:
    await asyncio.sleep(seconds)


def describe(code: int) -> str:
    """How a process ended, in words."""
    return f"killed by signal {-code}" if code < 0 else f"exit code {code}"


def last_words(log: Path) -> str:
    """The last line of a log, cut to size, led by a colon; empty if there is none."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 4096))
        lines = file.read().decode(errors="replace").split("\n")
    line = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f": {line[:200]}" if line else ""


def prepare_logs(logs: Path, names: Sequence[str]) -> None:
    """A new log for each process at each start; the one before is kept beside it."""
    logs.mkdir(parents=True, exist_ok=True)
    for name in names:
        log = logs / f"{name}.log"
        if log.exists():
            log.replace(logs / f"{name}.log.1")
        log.touch(mode=0o600)
