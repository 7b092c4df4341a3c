"""`make run`: sets up and trains if needed, starts the helpline and the engine, and stops both."""

import asyncio
import os
import signal
import subprocess
import urllib.error
import urllib.request

from scripts import console, ports, procfile, settings
from scripts.commands import todo_for
from scripts.console import Failure, say
from scripts.places import HELPLINE_PYTHON, ROOT, shown
from scripts.settings import RunSettings
from scripts.setup import set_up
from scripts.supervisor import Supervised, prepare_logs
from scripts.train import train

_POLL_SECONDS = 0.2
_TERMINAL_SECONDS = 1.0


def main() -> int:
    run = settings.read()
    ports.check_free(run)
    set_up("helpline")
    train()
    commands = procfile.read(ROOT / "Procfile", run.environment)
    try:
        prepare_logs(run.logs, list(commands))
    except OSError as error:
        why = (error.strerror or "the system refused").lower()
        raise Failure(
            f"The folder {shown(run.data_dir)} (WAYMARK_DATA_DIR)", why, todo_for(str(error))
        ) from error
    processes = [
        Supervised(name, command, run.environment, run.logs) for name, command in commands.items()
    ]
    return asyncio.run(serve(run, processes))


async def serve(run: RunSettings, processes: list[Supervised]) -> int:
    """Keep everything running until asked to stop; then stop every process."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask_to_stop() -> None:
        if stopping.is_set():  # asked twice: no more patience
            for process in processes:
                process.kill()
        stopping.set()

    # SIGHUP: the terminal was closed.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, ask_to_stop)
    say("Starting the helpline and the engine …")
    tasks = [asyncio.create_task(process.keep_running()) for process in processes]
    tasks.append(asyncio.create_task(_announce(run, processes)))
    tasks.append(asyncio.create_task(_watch_terminal(stopping)))
    stop = asyncio.create_task(stopping.wait())
    try:
        await _until_stopped(stop, tasks)
    finally:
        if stopping.is_set():
            say("\nStopping …")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    say("Stopped.")
    return 0


async def _until_stopped(stop: asyncio.Task[bool], tasks: list[asyncio.Task[None]]) -> None:
    """Returns when asked to stop; raises what one of the tasks raised."""
    waiting: set[asyncio.Task[bool] | asyncio.Task[None]] = {stop, *tasks}
    while not stop.done():
        done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()


async def _watch_terminal(stopping: asyncio.Event) -> None:
    """Stop when our terminal is closed: where make leads the session (`ssh -t`) no signal comes."""
    terminals = [number for number in (0, 1, 2) if os.isatty(number)]
    while all(os.isatty(number) for number in terminals):  # noqa: ASYNC110 - nothing tells us
        await asyncio.sleep(_TERMINAL_SECONDS)
    stopping.set()


async def _announce(run: RunSettings, processes: list[Supervised]) -> None:
    """Wait until all is ready, then say where to go and how to sign in."""
    try:
        async with asyncio.timeout(run.ready_seconds):
            while not await asyncio.to_thread(_is_ready, run):  # noqa: ASYNC110 - asked over HTTP
                await asyncio.sleep(_POLL_SECONDS)
    except TimeoutError as error:
        raise Failure(
            "The service is not ready",
            f"it took longer than {run.ready_seconds:.0f} s",
            f"See {shown(run.logs)}",
        ) from error
    for process in processes:
        process.was_ready = True
    link = await asyncio.to_thread(_sign_in_link, run)
    say("")
    say(f"  Chat page   {run.address('WAYMARK_PUBLIC_PORT')}")
    say(f"  Desk        {run.address('WAYMARK_DESK_PORT')}")
    if run.environment["WAYMARK_MODE"] == "local":
        chat = run.address("WAYMARK_PUBLIC_PORT").replace("localhost", "127.0.0.1")
        say(f"  Examples    {chat}/examples/")
    if link:
        say(f"  Sign in to the desk, once, with   {link}")
    say("")
    say("Ready. Ctrl-C stops everything.")


def _is_ready(run: RunSettings) -> bool:
    """True once the public face says that the assistant and the database can be reached."""
    host = "127.0.0.1" if run.bind in {"0.0.0.0", "::"} else run.bind  # noqa: S104 - compared
    host = f"[{host}]" if ":" in host else host
    address = f"http://{host}:{run.ports['WAYMARK_PUBLIC_PORT']}/readyz"
    # Our own loopback address: a proxy set for the rest of the machine must not be asked.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _sign_in_link(run: RunSettings) -> str:
    """The helpline's one-time link for the first local worker; empty outside local mode."""
    if run.environment["WAYMARK_MODE"] != "local":
        return ""
    done = subprocess.run(
        [HELPLINE_PYTHON, "-m", "helpline", "worker", "link"],
        cwd=ROOT,
        env=run.environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        say(f"No sign-in link could be made: {lines[-1][:200]}")
        return ""
    return done.stdout.strip()


if __name__ == "__main__":
    os.chdir(ROOT)
    console.finish(main)
