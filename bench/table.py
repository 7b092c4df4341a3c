"""The table that the bench prints (Markdown, so that it can be kept as it is) and its targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.plan import Plan
from bench.timing import Timing, quantile

TIMES_BASELINE = 3.0
P50_MS = 25.0
LATE_TO_EARLY = 1.25
DANGER_MS = 300.0
NOT_RUN = "not run"


@dataclass(frozen=True)
class Row:
    """One door with one number of visitors."""

    door: str
    visitors: int
    timing: Timing | None  # None: not run
    long: Timing | None = None  # conversations long enough to see them grow


@dataclass(frozen=True)
class Target:
    """One aim and what was measured; None: not measured."""

    aim: str
    measured: float | None
    unit: str
    met: bool

    def line(self) -> str:
        if self.measured is None:
            return f"| {self.aim} | {NOT_RUN} | |"
        return (
            f"| {self.aim} | {self.measured:.2f} {self.unit} | {'met' if self.met else 'MISSED'} |"
        )


def doors_table(rows: Sequence[Row], plan: Plan, baseline: str) -> list[str]:
    """Turns a second, waits, early and late turns, and turns a second by the baseline's."""
    stock = {row.visitors: row.timing for row in rows if row.door == baseline}
    lines = [
        f"| door | visitors | turns/s | p50 ms | p95 ms | CPU ms a turn | p50 at turn {plan.early} "
        f"| p50 at turn {plan.late} | late/early | x baseline |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        if row.timing is None:
            lines.append(f"| {row.door} | {row.visitors} | {NOT_RUN} | | | | | | | |")
            continue
        grown = " | | "
        if row.long is not None:
            early, late = windows(row.long, plan)
            grown = f"{early * 1000:.1f} | {late * 1000:.1f} | {late / early:.2f}"
        lines.append(
            f"| {row.door} | {row.visitors} | {row.timing.per_second:.1f} "
            f"| {quantile(row.timing.all, 0.5) * 1000:.1f} "
            f"| {quantile(row.timing.all, 0.95) * 1000:.1f} "
            f"| {row.timing.cpu_per_turn * 1000:.1f} "
            f"| {grown} | {_times(row.timing, stock.get(row.visitors))} |"
        )
    return lines


def windows(timing: Timing, plan: Plan) -> tuple[float, float]:
    """Median seconds of a turn early and late in a conversation."""
    return (
        quantile(timing.window(plan.early, plan.window), 0.5),
        quantile(timing.window(plan.late, plan.window), 0.5),
    )


def targets_table(targets: Sequence[Target]) -> list[str]:
    return ["| aim | measured | |", "|---|---|---|", *(target.line() for target in targets)]


def make_targets(
    socket: Row,
    engine: Sequence[Row],
    stock: Row | None,
    dangers: Sequence[float],
    plan: Plan,
) -> list[Target]:
    """The aims, all of one visitor: beside the baseline, through the WebSocket, late in a chat, and
    until the emergency entry (`dangers`: seconds).
    """
    assert socket.timing is not None
    assert socket.long is not None
    targets = []
    for row in engine:
        times = None
        if row.timing is not None and stock is not None and stock.timing is not None:
            times = row.timing.per_second / stock.timing.per_second
        aim = f"at least {TIMES_BASELINE:g} x the baseline's turns/s: {row.door}"
        targets.append(Target(aim, times, "x", times is not None and times >= TIMES_BASELINE))
    p50 = quantile(socket.timing.all, 0.5) * 1000
    early, late = windows(socket.long, plan)
    grown = f"turn {plan.late} within {LATE_TO_EARLY:g} x turn {plan.early}, WebSocket"
    slowest = quantile(dangers, 0.95) * 1000
    return [
        *targets,
        Target(f"p50 at most {P50_MS:g} ms, WebSocket", p50, "ms", p50 <= P50_MS),
        Target(grown, late / early, "x", late <= LATE_TO_EARLY * early),
        Target(
            f"emergency entry within {DANGER_MS:g} ms (p95)", slowest, "ms", slowest <= DANGER_MS
        ),
    ]


def _times(timing: Timing, stock: Timing | None) -> str:
    return f"{timing.per_second / stock.per_second:.1f}" if stock is not None else ""
