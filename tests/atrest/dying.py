"""A rotation of the service's key that dies.

`python -m tests.atrest.dying FOLDER N` is killed, as by `kill -9`, just before its N-th step that
touches the disk. It writes how many there were if it lives.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiosqlite

from helpline.config import Config
from helpline.services.stores import open_stores


class Death:
    """Counts the steps; the N-th is the last thing that is not done."""

    def __init__(self, at: int) -> None:
        self._left = at
        self.steps = 0

    def before(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.steps += 1
            if self.steps == self._left:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*args, **kwargs)

        return counted


async def rotate(folder: Path, death: Death) -> None:
    async with open_stores(Config(data_dir=folder)) as stores:
        for name in ("fsync", "link", "replace", "rename", "unlink"):
            setattr(os, name, death.before(getattr(os, name)))
        aiosqlite.Connection.commit = death.before(aiosqlite.Connection.commit)  # type: ignore[method-assign]
        aiosqlite.Connection.execute = death.before(aiosqlite.Connection.execute)  # type: ignore[method-assign]
        await stores.keys.rotate()


if __name__ == "__main__":
    mine = Death(int(sys.argv[2]))
    asyncio.run(rotate(Path(sys.argv[1]), mine))
    sys.stdout.write(str(mine.steps))
