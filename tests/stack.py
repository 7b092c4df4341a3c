"""The whole of Waymark as real processes on free ports, for tests that talk to the real thing."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
_READY_SECONDS = 120


class Stack:
    """Helpline and engine. Either can be killed and started again; the data folder stays.

    `root`: the project that is run, this one or a copy of it.
    """

    def __init__(
        self, folder: Path, settings: Mapping[str, str] | None = None, root: Path = ROOT
    ) -> None:
        self.folder, self.root = folder, root
        self.public_port, self.desk_port = free_port(), free_port()
        self.environment = {
            **{name: value for name, value in os.environ.items() if "WAYMARK" not in name},
            "WAYMARK_PUBLIC_PORT": str(self.public_port),
            "WAYMARK_DESK_PORT": str(self.desk_port),
            "WAYMARK_ENGINE_PORT": str(free_port()),
            "WAYMARK_ACTIONS_PORT": str(free_port()),
            "WAYMARK_DATA_DIR": str(folder),
            "WAYMARK_ENGINE_TOKEN": secrets.token_urlsafe(32),
            "WAYMARK_GATHER_MS": "0",
            "WAYMARK_FRAMES_PER_SECOND": "1000",
            "PYTHONUNBUFFERED": "1",
            **(settings or {}),
        }
        #: More words for `bot/rasa run`.
        self.engine_options: tuple[str, ...] = ()
        folder.mkdir(parents=True, exist_ok=True)
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def public(self) -> str:
        return f"http://localhost:{self.public_port}"

    @property
    def desk(self) -> str:
        return f"http://localhost:{self.desk_port}"

    def start(self, *names: str) -> None:
        """Starts the named processes (both, if none is named) and waits until they are ready."""
        commands = {
            "helpline": [str(self.root / ".venv/bin/python"), "-m", "helpline", "serve"],
            "engine": [str(self.root / "bot/rasa"), "run", *self.engine_options],
        }
        wanted = names or ("helpline", "engine")
        for name in wanted:
            with (self.folder / f"{name}.log").open("ab") as log:
                self._processes[name] = subprocess.Popen(
                    commands[name],
                    cwd=self.root,
                    env=self.environment,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        self._wait("readyz" if "engine" in self._processes else "healthz")

    def _wait(self, door: str) -> None:
        end = time.monotonic() + _READY_SECONDS
        address = f"http://127.0.0.1:{self.public_port}/{door}"
        while time.monotonic() < end:
            for name, process in self._processes.items():
                if process.poll() is not None:
                    raise RuntimeError(f"the {name} ended:\n{self.log(name)[-3000:]}")
            try:
                with urllib.request.urlopen(address, timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                pass
            time.sleep(0.1)  # polling a starting process; nothing is asserted on it
        raise RuntimeError(f"not ready:\n{self.log('helpline')[-2000:]}\n{self._tail()}")

    def _tail(self) -> str:
        return self.log("engine")[-2000:] if "engine" in self._processes else ""

    def log(self, name: str) -> str:
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def kill(self, name: str) -> None:
        """`kill -9`, at once, the whole process group."""
        process = self._processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self._processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self._processes.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._processes.clear()

    def command(self, *words: str) -> str:
        """Runs `python -m helpline …` in this stack's environment; its output."""
        done = subprocess.run(
            [str(self.root / ".venv/bin/python"), "-m", "helpline", *words],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return done.stdout

    async def run(self, *words: str) -> str:
        return await asyncio.to_thread(self.command, *words)
