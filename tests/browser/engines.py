"""What a test asks of a browser, so that a promise is tested on two of them by the same test.

Each is the browser as people have it: a process of its own with a profile of its own on disk, which
can be closed or killed.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

_START_SECONDS = 60
_POLL_SECONDS = 0.05


class Browser(Protocol):
    """One window with one tab."""

    #: Where the browser keeps what it keeps.
    profile: Path

    async def runs_first(self, script: str) -> None:
        """On every page and in every frame from now on, before its own scripts."""

    async def goes_to(self, address: str) -> None:
        """As by typing it: a new entry of the history."""

    async def steps(self, by: int) -> bool:
        """Back (-1) or Forward (1); False: there is nothing there."""

    async def tells(self, script: str, *, inside: bool = False) -> Any:
        """What an expression gives on the page, or (`inside`) in the chat's frame; None while a
        page is being replaced."""

    async def clicks(self, x: float, y: float, *, inside: bool = False) -> None:
        """At a place of the page, or of the chat's frame, in CSS pixels."""

    async def presses(self, key: str, *, inside: bool = False) -> None:
        """`Shift`, `Enter`: down and up."""

    async def writes(self, text: str, *, inside: bool = False) -> None:
        """Key by key, into what has the focus."""

    async def closes(self) -> None:
        """As a person does: the browser writes down what it wants to."""

    async def is_killed(self) -> None:
        """At once, and all of it."""


def start(command: Sequence[str | Path], log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as out:
        return subprocess.Popen(
            [str(word) for word in command],
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


async def listens_on(process: subprocess.Popen[bytes], log: Path, pattern: str) -> str:
    """Until the started browser has said where it listens."""
    async with asyncio.timeout(_START_SECONDS):
        while True:
            said = await asyncio.to_thread(log.read_text, errors="replace")
            if found := re.search(pattern, said):
                return found[1]
            if process.poll() is not None:
                raise RuntimeError(f"the browser ended:\n{said[-2000:]}")
            await asyncio.sleep(0.05)  # polling a starting process; nothing is asserted on it


async def ended(process: subprocess.Popen[bytes]) -> None:
    await asyncio.to_thread(process.wait, _START_SECONDS)


def kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
