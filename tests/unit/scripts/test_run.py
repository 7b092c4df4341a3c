"""`make run` as a whole with two stand-ins for the real processes: ready, and gone when asked."""

import os
import pty
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

# Says it is ready on the port it is given, as the public face does.
_FACE = """
import http.server, os, sys
class Face(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/readyz" else 404)
        self.end_headers()
print(os.getpid(), flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Face).serve_forever()
"""
_ENGINE = "import os, signal; print(os.getpid(), flush=True); signal.pause()"

_SUPERVISOR = """
import asyncio, sys
from scripts import console, run, settings
from scripts.supervisor import Supervised, prepare_logs
given = settings.read()
prepare_logs(given.logs, ["helpline", "engine"])
port = str(given.ports["WAYMARK_PUBLIC_PORT"])
programs = {"helpline": [sys.executable, "-c", sys.argv[1], port],
            "engine": [sys.executable, "-c", sys.argv[2]]}
processes = [Supervised(n, c, given.environment, given.logs) for n, c in programs.items()]
console.finish(lambda: asyncio.run(run.serve(given, processes)))
"""

Started = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def environment(tmp_path: Path, free_port: Callable[[], int]) -> dict[str, str]:
    ports = ("PUBLIC", "DESK", "ENGINE", "ACTIONS")
    return {
        **os.environ,
        **{f"WAYMARK_{name}_PORT": str(free_port()) for name in ports},
        "WAYMARK_DATA_DIR": str(tmp_path),
        "WAYMARK_MODE": "production",
    }


@pytest.fixture
def started(environment: dict[str, str], root: Path) -> Iterator[Started]:
    running: list[subprocess.Popen[str]] = []

    def start(
        face: str = _FACE, engine: str = _ENGINE, stdin: int = subprocess.DEVNULL, **more: str
    ) -> subprocess.Popen[str]:
        supervisor = subprocess.Popen(
            [sys.executable, "-c", _SUPERVISOR, face, engine],
            cwd=root,
            env=environment | more,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(supervisor)
        return supervisor

    yield start
    for supervisor in running:
        supervisor.kill()
        supervisor.wait()
        if supervisor.stdout:
            supervisor.stdout.close()


def _read_until(supervisor: "subprocess.Popen[str]", words: str) -> str:
    assert supervisor.stdout
    read = ""
    for line in supervisor.stdout:
        read += line
        if words in line:
            return read
    raise AssertionError(f"ended without saying {words!r}:\n{read}")


def _pids(supervisor: "subprocess.Popen[str]") -> list[int]:
    """Of both processes: started by now, though one may not have said a word yet."""
    pids = [child.pid for child in psutil.Process(supervisor.pid).children()]
    assert len(pids) == 2
    return pids


def _wait_for_end(pids: list[int]) -> None:
    for pid in pids:
        try:
            descriptor = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        with os.fdopen(descriptor, "rb") as file:
            ready, _, _ = select.select([file], [], [], 15)
        assert ready, f"process {pid} is still there"


def test_it_says_where_to_go_once_all_is_ready(
    started: Started, environment: dict[str, str]
) -> None:
    said = _read_until(started(), "Ready.")
    assert f"Chat page   http://localhost:{environment['WAYMARK_PUBLIC_PORT']}" in said
    assert f"Desk        http://localhost:{environment['WAYMARK_DESK_PORT']}" in said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_every_process_ends_when_it_is_asked_to_end(
    started: Started, number: signal.Signals
) -> None:
    supervisor = started()
    _read_until(supervisor, "Ready.")
    pids = _pids(supervisor)
    supervisor.send_signal(number)
    said, _ = supervisor.communicate(timeout=20)
    assert supervisor.returncode == 0
    assert said.endswith("Stopped.\n")
    _wait_for_end(pids)


def test_every_process_ends_when_the_terminal_is_closed(started: Started) -> None:
    """Nobody reads what is said any more, and that must not hold up the stopping."""
    supervisor = started()
    _read_until(supervisor, "Ready.")
    pids = _pids(supervisor)
    assert supervisor.stdout
    supervisor.stdout.close()
    supervisor.send_signal(signal.SIGHUP)
    assert supervisor.wait(timeout=20) == 0
    _wait_for_end(pids)


def test_every_process_ends_when_a_closed_terminal_sends_no_signal(started: Started) -> None:
    """`ssh -t host make run`: make leads the session and keeps the signal to itself."""
    master, terminal = pty.openpty()
    supervisor = started(stdin=terminal)
    os.close(terminal)
    _read_until(supervisor, "Ready.")
    pids = _pids(supervisor)
    os.close(master)
    assert supervisor.wait(timeout=20) == 0
    _wait_for_end(pids)


def test_every_process_ends_even_when_the_supervisor_is_killed(started: Started) -> None:
    supervisor = started()
    _read_until(supervisor, "Ready.")
    pids = _pids(supervisor)
    supervisor.kill()
    _wait_for_end(pids)


def test_a_start_that_is_not_ready_in_time_is_one_clear_line(started: Started) -> None:
    supervisor = started(face=_ENGINE, WAYMARK_READY_SECONDS="1")
    said, _ = supervisor.communicate(timeout=30)
    assert supervisor.returncode == 1
    assert "waymark: The service is not ready: it took longer than 1 s. See" in said


def test_a_taken_port_stops_make_run_at_once(environment: dict[str, str], root: Path) -> None:
    port = int(environment["WAYMARK_DESK_PORT"])
    with socket.create_server(("127.0.0.1", port)):
        done = subprocess.run(
            [sys.executable, "-m", "scripts.run"],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(f"waymark: Port {port} for the desk: it is taken.")
    assert "WAYMARK_DESK_PORT=" in done.stderr
    assert len(done.stderr.splitlines()) == 1
