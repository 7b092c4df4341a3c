"""A process that dies is started again, alone and with patience; stopping leaves nothing behind."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from scripts import leash, supervisor
from scripts.console import Failure
from scripts.supervisor import Supervised

T = TypeVar("T")
Heard = asyncio.Queue[str]


def _process(name: str, program: str, logs: Path) -> Supervised:
    supervisor.prepare_logs(logs, [name])
    return Supervised(name, [sys.executable, "-c", program], os.environ, logs)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """What the supervisor says, one line at a time."""
    lines: Heard = asyncio.Queue()
    monkeypatch.setattr(supervisor, "say", lines.put_nowait)
    return lines


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses the supervisor makes, without the waiting; the eighth ends the test's run."""
    made: list[float] = []

    async def pause(seconds: float) -> None:
        made.append(seconds)
        if len(made) == 8:
            raise asyncio.CancelledError

    monkeypatch.setattr(supervisor, "_pause", pause)
    return made


async def _gather(awaitable: Awaitable[None]) -> None:
    async with asyncio.timeout(30):
        await asyncio.gather(awaitable, return_exceptions=True)


async def test_the_pauses_grow_to_half_a_minute(
    tmp_path: Path, heard: Heard, pauses: list[float]
) -> None:
    process = _process("engine", "raise SystemExit(3)", tmp_path)
    process.was_ready = True
    await _gather(process.keep_running())
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]


async def test_a_minute_of_health_starts_over_with_the_shortest_pause(
    tmp_path: Path, heard: Heard, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "HEALTHY_SECONDS", 0.0)
    process = _process("engine", "raise SystemExit(3)", tmp_path)
    process.was_ready = True
    await _gather(process.keep_running())
    assert pauses == [1] * 8


async def test_each_death_is_one_line_with_its_reason_and_its_log(
    tmp_path: Path, heard: Heard, pauses: list[float]
) -> None:
    process = _process("engine", "raise SystemExit('no model in models/engine')", tmp_path)
    process.was_ready = True
    await _gather(process.keep_running())
    line = heard.get_nowait()
    assert line.startswith("The engine stopped (exit code 1: no model in models/engine). ")
    assert "Starting it again in 1 s" in line
    assert line.endswith("engine.log")


async def test_one_that_never_starts_is_given_up_with_its_reason(
    tmp_path: Path, heard: Heard, pauses: list[float]
) -> None:
    process = _process("engine", "raise SystemExit('no model')", tmp_path)
    with pytest.raises(Failure, match=r"The engine does not start: exit code 1: no model\. See"):
        await process.keep_running()
    assert pauses == [1, 2, 4]


async def test_one_that_refuses_its_settings_is_given_up_at_once(
    tmp_path: Path, heard: Heard, pauses: list[float]
) -> None:
    refuse = "import sys; print('helpline: WAYMARK_MODE: local or production'); sys.exit(2)"
    process = _process("helpline", refuse, tmp_path)
    with pytest.raises(Failure, match="WAYMARK_MODE: local or production"):
        await process.keep_running()
    assert pauses == []


async def test_a_command_that_is_not_there_is_told(
    tmp_path: Path, heard: Heard, pauses: list[float]
) -> None:
    supervisor.prepare_logs(tmp_path, ["engine"])
    process = Supervised("engine", [str(tmp_path / "rasa")], os.environ, tmp_path)
    with pytest.raises(Failure, match="rasa: no such file or directory"):
        await process.keep_running()


async def test_the_other_process_is_not_touched_when_one_dies(
    tmp_path: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.0)
    wait = "import signal; signal.pause()"
    engine, helpline = (_process(name, wait, tmp_path) for name in ("engine", "helpline"))
    for process in (engine, helpline):
        process.was_ready = True
    tasks = [asyncio.create_task(process.keep_running()) for process in (engine, helpline)]
    async with asyncio.timeout(30):
        first, other = await _pid(engine), await _pid(helpline)
        os.kill(first, signal.SIGKILL)
        assert "The engine stopped (killed by signal 9)" in await heard.get()
        assert await _pid(engine, different_from=first) != first
    assert await _pid(helpline) == other
    assert heard.empty()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_stopping_ends_also_what_a_process_started_and_what_will_not_listen(
    tmp_path: Path,
) -> None:
    log = tmp_path / "log"
    stubborn = ["sh", "-c", "trap '' TERM; sleep 1000 & echo $!; wait"]
    process = await leash.start(stubborn, os.environ, log)
    async with asyncio.timeout(30):
        grandchild = int(await _until(lambda: log.read_text().strip()))
        await leash.stop(process, seconds=0.1)
        assert process.returncode == -signal.SIGKILL
        await _until(lambda: _is_gone(grandchild))


async def test_a_log_is_new_at_each_start_and_the_last_one_is_kept(tmp_path: Path) -> None:
    supervisor.prepare_logs(tmp_path, ["engine"])
    (tmp_path / "engine.log").write_text("yesterday")
    supervisor.prepare_logs(tmp_path, ["engine"])
    assert (tmp_path / "engine.log").read_text() == ""
    assert (tmp_path / "engine.log.1").read_text() == "yesterday"
    assert (tmp_path / "engine.log").stat().st_mode & 0o077 == 0


async def _pid(process: Supervised, different_from: int = 0) -> int:
    def running() -> int:
        pid = process.process.pid if process.process else 0
        return pid if pid != different_from else 0

    return await _until(running)


async def _until(ask: Callable[[], T]) -> T:
    """Lets everything else go on until the answer is a true one (the caller sets a limit)."""
    while not (answer := ask()):  # noqa: ASYNC110 - other processes set no event here
        await asyncio.sleep(0)
    return answer


def _is_gone(pid: int) -> bool:
    """Gone, or only waiting for somebody to note its end."""
    try:
        return " Z " in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return True
