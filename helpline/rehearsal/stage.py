"""Who plays now."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import structlog

from content.files import read_mapping
from helpline.errors import WaymarkError
from helpline.rehearsal.actor import Actor
from helpline.rehearsal.scripts import Script, load_scripts

log = structlog.get_logger(__name__)

MOST = 8


class StageFull(WaymarkError):
    """Enough visitors for one rehearsal are there already."""


class Stage:
    """Lets scripted visitors come to the public face of this service.

    `folder`: `data/rehearsal/`; ScriptWrong if one of its scripts cannot be played. `pace`: 1 as
    people write, 0 at once.
    """

    def __init__(self, folder: Path, origin: str, pace: float = 1.0) -> None:
        self.scripts: dict[str, Script] = load_scripts(folder / "scripts")
        self._asks = str(read_mapping(folder / "stage.yml")["stage"]["asks"])
        self._origin = origin
        self._pace = pace
        self._address = ""
        self._tasks: set[asyncio.Task[None]] = set()

    def opens_at(self, address: str) -> None:
        """Where the public face listens, once it does."""
        self._address = address

    def let_in(self, name: str) -> None:
        """One more visitor, who follows this script. KeyError: there is none; StageFull."""
        script = self.scripts[name]
        if len(self._tasks) >= MOST:
            raise StageFull
        task = asyncio.create_task(self._plays(script))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _plays(self, script: Script) -> None:
        try:
            async with aiohttp.ClientSession(
                cookie_jar=aiohttp.DummyCookieJar(), trust_env=False
            ) as session:
                await Actor(script, self._asks, self._pace).play(
                    session, self._address, self._origin
                )
        except (aiohttp.ClientError, OSError) as error:
            log.warning("rehearsal.broke_off", error=type(error).__name__)

    async def close(self) -> None:
        """Everybody goes."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
