"""The real helpline and the real engine on free ports, and a default Rasa beside them."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil

from bench.places import ENGINE_PYTHON, HELPLINE_PYTHON, QUIET, RASA, ROOT

START_SECONDS = 600  # the baseline alone takes minutes on a busy machine
_MEGABYTE = 1_000_000


class DidNotStart(Exception):
    """A process ended, or did not answer in time; the message names its log."""


@dataclass
class Process:
    """A child in a process group of its own, with a log file."""

    name: str
    popen: subprocess.Popen[bytes]
    log: Path

    @property
    def megabytes(self) -> float:
        """What it and its children hold alone, and their share of what is shared (PSS)."""
        whole = psutil.Process(self.popen.pid)
        family = [whole, *whole.children(recursive=True)]
        return sum(_held(one) for one in family) / _MEGABYTE

    @property
    def cpu_seconds(self) -> float:
        """Processor time that it and its children have used so far."""
        whole = psutil.Process(self.popen.pid)
        times = [one.cpu_times() for one in (whole, *whole.children(recursive=True))]
        return float(sum(one.user + one.system for one in times))

    def stop(self) -> None:
        if self.popen.poll() is not None:
            return
        os.killpg(self.popen.pid, signal.SIGTERM)
        try:
            self.popen.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.popen.pid, signal.SIGKILL)
            self.popen.wait(10)


@dataclass
class Service:
    """Helpline and engine, ready."""

    folder: Path
    ports: dict[str, int]
    token: str
    helpline: Process
    engine: Process
    environment: dict[str, str]

    async def command(self, *arguments: str) -> str:
        """What `python -m helpline` prints, on the data of this service. Raises DidNotStart."""
        made = await asyncio.create_subprocess_exec(
            HELPLINE_PYTHON, "-m", "helpline", *arguments,
            cwd=ROOT, env=self.environment, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        said, _ = await made.communicate()
        if made.returncode != 0:
            raise DidNotStart(f"helpline {arguments[0]} failed")
        return said.decode()

    @property
    def desk(self) -> str:
        return f"http://127.0.0.1:{self.ports['WAYMARK_DESK_PORT']}"

    @property
    def public(self) -> str:
        return f"http://127.0.0.1:{self.ports['WAYMARK_PUBLIC_PORT']}"

    @property
    def engine_door(self) -> str:
        return f"http://127.0.0.1:{self.ports['WAYMARK_ENGINE_PORT']}/webhooks/waymark"

    @property
    def actions(self) -> str:
        return f"http://127.0.0.1:{self.ports['WAYMARK_ACTIONS_PORT']}/webhook"


@contextmanager
def serving(folder: Path) -> Iterator[Service]:
    """The service as `make run` starts it, with gathering off and no limit on frames."""
    names = (
        "WAYMARK_PUBLIC_PORT",
        "WAYMARK_DESK_PORT",
        "WAYMARK_ENGINE_PORT",
        "WAYMARK_ACTIONS_PORT",
    )
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    token = secrets.token_urlsafe(32)
    data = folder / "var"
    data.mkdir()
    environment = {
        **os.environ,
        **{name: str(port) for name, port in ports.items()},
        "WAYMARK_DATA_DIR": str(data),
        "WAYMARK_ENGINE_TOKEN": token,
        "WAYMARK_ACTIONS_URL": f"http://127.0.0.1:{ports['WAYMARK_ACTIONS_PORT']}/webhook",
        "WAYMARK_GATHER_MS": "0",
        "WAYMARK_FRAMES_PER_SECOND": "1000000",
        # All of the bench is one caller.
        "WAYMARK_NEW_CHATS": "1000000",
        "WAYMARK_NEW_CHATS_EACH": "1000000",
        "WAYMARK_MAX_CHATS": "10",
        "WAYMARK_MODE": "local",
    }
    with ExitStack() as stack:
        helpline = _start("helpline", [HELPLINE_PYTHON, "-m", "helpline", "serve"], environment,
                          folder, ROOT, stack)  # fmt: skip
        engine = _start("engine", [RASA, "run"], environment, folder, ROOT, stack)
        service = Service(folder, ports, token, helpline, engine, environment)
        yield service


@contextmanager
def stock_rasa(project: Path, model: Path, service: Service) -> Iterator[tuple[Process, str]]:
    """The baseline behind Rasa's own REST channel, calling the same actions. Gives its address."""
    (port,) = free_ports(1)
    environment = {
        **os.environ,
        **QUIET,
        "WAYMARK_ACTIONS_URL": service.actions,
        "WAYMARK_ENGINE_TOKEN": service.token,
    }
    command = [ENGINE_PYTHON, "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(port),
               "--model", str(model), "--endpoints", "endpoints.yml",
               "--credentials", "credentials.yml"]  # fmt: skip
    with ExitStack() as stack:
        process = _start("baseline", command, environment, service.folder, project, stack)
        yield process, f"http://127.0.0.1:{port}/webhooks/rest"


async def until_ready(session: aiohttp.ClientSession, address: str, process: Process) -> None:
    """Until that address answers 200. Raises DidNotStart."""
    try:
        async with asyncio.timeout(START_SECONDS):
            while process.popen.poll() is None:
                try:
                    async with session.get(address) as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.2)
    except TimeoutError:
        pass
    raise DidNotStart(f"{process.name} did not start: see {process.log}")


def free_ports(count: int) -> list[int]:
    """Loopback ports that nobody listens on now."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def _start(
    name: str,
    command: list[str],
    environment: dict[str, str],
    folder: Path,
    cwd: Path,
    stack: ExitStack,
) -> Process:
    log = folder / f"{name}.log"
    with log.open("wb") as output:
        popen = subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    process = Process(name, popen, log)
    stack.callback(process.stop)
    return process


def _held(process: psutil.Process) -> int:
    full = process.memory_full_info()
    return int(getattr(full, "pss", full.uss))
