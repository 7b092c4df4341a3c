"""Starts a process in a group of its own that cannot outlive us, and stops the whole group."""

import asyncio
import contextlib
import ctypes
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from subprocess import DEVNULL

from scripts.places import ROOT

_PR_SET_PDEATHSIG = 1

STOP_SECONDS = 10.0
"""How long a process may take to end by itself before it is killed."""


async def start(
    command: Sequence[str], environment: Mapping[str, str], log: Path
) -> asyncio.subprocess.Process:
    """Run it with its output in the log. Raises OSError if it cannot be started at all."""
    with log.open("ab") as file:
        return await asyncio.create_subprocess_exec(
            *command,
            cwd=ROOT,
            env=dict(environment),
            stdin=DEVNULL,
            stdout=file,
            stderr=file,
            # Ctrl-C reaches only us; we stop the others, in order.
            start_new_session=True,
            preexec_fn=_die_with_parent(),
        )


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux: even if we are killed outright, the kernel ends what we started."""
    try:
        prctl = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return None

    def leash() -> None:
        prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)

    return leash


async def stop(process: asyncio.subprocess.Process, seconds: float = STOP_SECONDS) -> None:
    """Ask the process and all it started to end; after `seconds`, make them."""
    send(process, signal.SIGTERM)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await process.wait()
    # What the process itself has started may still be there, also when it has ended well.
    send(process, signal.SIGKILL)
    await process.wait()


def send(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    """A signal to the whole group; one that has gone already is fine."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
