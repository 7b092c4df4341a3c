"""`python -m helpline serve` as a process of its own, that a test may kill."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import aiohttp

from tests.fake_engine import TOKEN
from tests.support import ROOT
from tests.visitor import Visitor

# Loading the reader and the content on a machine that does much else.
_START_SECONDS = 60.0


class HelplineProcess:
    """Starts on the same folder and ports each time. `up` is set while its public face listens."""

    def __init__(self, folder: Path, ports: tuple[int, int, int], engine_port: int) -> None:
        public, desk, actions = ports
        self.origin = f"http://127.0.0.1:{public}"
        self.log = folder / "helpline.log"
        self.up = asyncio.Event()
        self._process: asyncio.subprocess.Process | None = None
        self._environment = {
            **{name: value for name, value in os.environ.items() if "WAYMARK" not in name},
            "WAYMARK_DATA_DIR": str(folder / "data"),
            "WAYMARK_WEB_DIR": str(folder / "no-web-pages"),
            "WAYMARK_PUBLIC_PORT": str(public),
            "WAYMARK_DESK_PORT": str(desk),
            "WAYMARK_ACTIONS_PORT": str(actions),
            "WAYMARK_ENGINE_PORT": str(engine_port),
            "WAYMARK_ENGINE_TOKEN": TOKEN,
            "WAYMARK_GATHER_MS": "0",
            "WAYMARK_FRAMES_PER_SECOND": "1000",
            "WAYMARK_LOG_LEVEL": "debug",
        }

    @property
    def is_started(self) -> bool:
        """Whether it ever was."""
        return self._process is not None

    async def start(self) -> None:
        """Returns when the public face listens."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "helpline", "serve"),
            cwd=ROOT,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        async with asyncio.timeout(_START_SECONDS):
            while not self.up.is_set():
                line = await self._line()
                assert line, "the helpline ended before it listened"
                if b'"face": "actions"' in line:
                    self.up.set()
        self._reading = asyncio.create_task(self._read_on())

    async def _line(self) -> bytes:
        assert self._process is not None
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        with self.log.open("ab") as log:
            log.write(line)
        return line

    async def _read_on(self) -> None:
        while await self._line():
            pass

    async def kill(self, how: signal.Signals = signal.SIGKILL) -> int:
        """Ends it; the exit code."""
        assert self._process is not None
        self.up.clear()
        if self._process.returncode is None:
            self._process.send_signal(how)
        code = await self._process.wait()
        await self._reading
        return code

    async def connect(self, session: aiohttp.ClientSession) -> Visitor:
        """A socket that has said nothing yet."""
        socket = await session.ws_connect(
            f"{self.origin}/chat", headers={"Origin": self.origin}, max_msg_size=0
        )
        return Visitor(socket)
