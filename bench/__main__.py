"""`python -m bench`: see docs/bench.md."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from pathlib import Path

import aiohttp

from bench import baseline, processes, relay, screen, table
from bench.messages import DANGER, Message, choose_messages
from bench.places import MODELS
from bench.plan import FULL, QUICK, Plan
from bench.processes import Process, Service
from bench.timing import OpenVisitor, Timing, converse, joined, quantile, time_danger
from bench.visitors import EngineVisitor, NoAnswer, StockVisitor, WebSocketVisitor
from understanding import ArtefactError, Reader

SOCKET = "public WebSocket"
BASELINE = "baseline: `rasa init`, REST"
ENGINE = {
    "before": "engine, read beforehand",
    "reader": "engine, reading included",
    "engine": "engine, reading by its own /parse",
}


class Bench:
    """One run: what was measured so far, and how to measure the next door."""

    def __init__(self, plan: Plan, messages: list[Message]) -> None:
        self.plan, self.messages = plan, messages
        self.rows: list[table.Row] = []

    async def door(
        self, name: str, open_visitor: OpenVisitor, longs: int, servers: list[Process]
    ) -> table.Row:
        """One visitor at a time, then a crowd, then long conversations. What comes first, to wake
        everything up, is not counted.
        """
        plan = self.plan
        say(f"{name} …")

        async def some(visitors: int, turns: int, times: int) -> Timing:
            before = sum(server.cpu_seconds for server in servers)
            runs = [
                await converse(open_visitor, self.messages, visitors, turns) for _ in range(times)
            ]
            timing = joined(runs)
            timing.cpu = sum(server.cpu_seconds for server in servers) - before
            return timing

        await some(1, plan.short, 1)
        alone = await some(1, plan.short, plan.shorts)
        crowd = await some(plan.crowd, plan.short, plan.crowd_rounds)
        row = table.Row(name, 1, alone, await some(1, plan.long, longs))
        self.rows += [row, table.Row(name, plan.crowd, crowd)]
        # Said at once, so that a run that is broken off has told what it knew.
        say("\n".join(table.doors_table(self.rows[-2:], plan, BASELINE)[2:]))
        return row

    def not_run(self, name: str) -> None:
        self.rows += [table.Row(name, 1, None), table.Row(name, self.plan.crowd, None)]


async def measure(plan: Plan, folder: Path, trained: baseline.Trained | None) -> list[str]:
    """Starts everything, measures every door, and gives the report's lines."""
    reader = Reader.load(MODELS / "understanding")
    messages = choose_messages(reader, plan.messages)
    reading = _read_alone(reader, messages, plan.readings)
    connector = aiohttp.TCPConnector(limit=0)
    with ExitStack() as stack:
        service = stack.enter_context(processes.serving(folder))
        async with aiohttp.ClientSession(connector=connector) as session:
            await processes.until_ready(session, f"{service.public}/readyz", service.helpline)
            bench = Bench(plan, messages)
            ours = [service.helpline, service.engine]
            visitors = _socket(session, service)
            socket = await bench.door(SOCKET, visitors, plan.longs, ours)
            dangers = await time_danger(visitors, DANGER, plan.dangers)
            say("between two people …")
            passed = await relay.measure(session, service, plan, messages)
            say("\n".join(relay.relay_table(passed)[2:]))
            at_engine = []
            memory: list[str] = []
            for how, name in ENGINE.items():
                if how == "engine":  # from here on the engine holds a reader too, as it never does
                    memory += [_held(service.helpline), _held(service.engine)]
                visitor = _engine(session, service, how, reader)
                at_engine.append(await bench.door(name, visitor, plan.longs, ours))
            stock = None
            if trained is None:
                bench.not_run(BASELINE)
            else:
                process, address = stack.enter_context(
                    processes.stock_rasa(trained.folder, trained.model, service)
                )
                await processes.until_ready(session, address + "/", process)
                stock = await bench.door(
                    BASELINE, _stock(session, address), plan.stock_longs, [process, ours[0]]
                )
                memory.append(_held(process))
    say("on the screen …")
    seen = await screen.measure(folder, plan)
    targets = table.make_targets(socket, at_engine[:2], stock, dangers, plan)
    return [
        f"{os.cpu_count()} cores; load of the machine at the end {os.getloadavg()[0]:.1f}; "
        f"{time.strftime('%Y-%m-%d')}",
        "",
        *table.doors_table(bench.rows, plan, BASELINE),
        "",
        *reading,
        f"Danger said, until the emergency entry: p50 {quantile(dangers, 0.5) * 1000:.0f} ms, "
        f"p95 {quantile(dangers, 0.95) * 1000:.0f} ms.",
        f"Memory after these turns (PSS): {'; '.join(memory)}.",
        _trained(trained),
        "",
        *relay.relay_table(passed),
        "",
        *screen.screen_table(seen),
        "",
        *table.targets_table(
            [*targets, *relay.relay_targets(passed), *screen.screen_targets(seen)]
        ),
    ]


def _read_alone(reader: Reader, messages: list[Message], count: int) -> list[str]:
    lines = []
    for name, work in (("reader.read", reader.read), ("reader.glance", reader.glance)):
        seconds = []
        for number in range(count):
            began = time.perf_counter()
            work(messages[number % len(messages)].text)
            seconds.append(time.perf_counter() - began)
        lines.append(
            f"`{name}` alone, one thread: {count / sum(seconds):.0f} messages/s, "
            f"p50 {quantile(seconds, 0.5) * 1000:.2f} ms, "
            f"p95 {quantile(seconds, 0.95) * 1000:.2f} ms."
        )
    return lines


def _socket(
    session: aiohttp.ClientSession, service: Service
) -> Callable[[], Awaitable[WebSocketVisitor]]:
    async def open_visitor() -> WebSocketVisitor:
        return await WebSocketVisitor.open(session, service)

    return open_visitor


def _engine(
    session: aiohttp.ClientSession, service: Service, how: str, reader: Reader
) -> OpenVisitor:
    async def open_visitor() -> EngineVisitor:
        return EngineVisitor(session, service, how, reader)

    return open_visitor


def _stock(session: aiohttp.ClientSession, address: str) -> OpenVisitor:
    async def open_visitor() -> StockVisitor:
        return StockVisitor(session, address)

    return open_visitor


def _held(process: Process) -> str:
    return f"{process.name} {process.megabytes:.0f} MB"


def _trained(trained: baseline.Trained | None) -> str:
    if trained is None:
        return f"Baseline: {table.NOT_RUN}."
    return f"Baseline's training: {trained.seconds:.0f} s with {trained.epochs} epochs."


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Prints the report on standard output; progress and problems go to standard error."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few turns, no baseline")
    parser.add_argument("--epochs", type=int, default=100, help="of the baseline (Rasa's: 100)")
    parser.add_argument(
        "--baseline", type=Path, help="folder for the trained baseline, kept and used again"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as name:
        folder = Path(name)
        try:
            trained = None if options.quick else _train(options, folder)
            report = asyncio.run(measure(QUICK if options.quick else FULL, folder, trained))
        except ArtefactError as error:
            say(f"bench: {error} (make train)")
        except (baseline.TrainingFailed, processes.DidNotStart, NoAnswer) as error:
            # The folder goes when this ends, so what its logs say last is said here.
            say(f"bench: {error}")
            for log in folder.rglob("*.log"):
                say(f"{log.name}:\n{log.read_text(errors='replace')[-1500:]}")
        else:
            print("\n".join(report))
            return 0
    return 1


def _train(options: argparse.Namespace, folder: Path) -> baseline.Trained:
    say("training the baseline (some minutes; --baseline FOLDER keeps it) …")
    where: Path = options.baseline or folder / "baseline"
    where.mkdir(parents=True, exist_ok=True)
    return baseline.train(where.resolve(), options.epochs)


if __name__ == "__main__":
    sys.exit(main())
