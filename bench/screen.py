"""What somebody sees, and when: how fast Exit blanks the screen, and how soon one can write on a
slow phone. Beside each the barest page that does the same, in the same run and the same browser.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from bench.plan import Plan
from bench.table import NOT_RUN, Target
from tests.browser.arriving import main_thread, usable
from tests.browser.blanking import SLOWER, WAYS, Blank, bare_exits, exits, quantile
from tests.browser.sites import NEUTRAL, Site, charity_page
from tests.stack import Stack

BLANK_MS = 50.0
USABLE_MS = 1500.0
MAIN_THREAD_MS = 10.0
_FIELD = "<!doctype html><title>Bare</title><textarea></textarea>"
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass
class Screen:
    """Milliseconds by what was measured: ours, and the bare page's (None: there is none)."""

    rows: list[tuple[str, list[float], list[float] | None]] = field(default_factory=list)
    blank: list[float] = field(default_factory=list)
    usable: list[float] = field(default_factory=list)
    main_thread: list[float] = field(default_factory=list)


@contextmanager
def _stage(folder: Path) -> Iterator[tuple[Stack, Site, Site, Site]]:
    """A helpline (what is measured needs no engine), where Exit leads, a charity, a stranger."""
    neutral, charity, stranger = (Site({}) for _ in range(3))
    settings = {
        "WAYMARK_SITES": charity.origin,
        "WAYMARK_NEUTRAL_SITE": f"{neutral.origin}/weather",
    }
    stack = Stack(folder / "screen", settings)
    neutral.pages |= {"/weather": NEUTRAL, "/field": _FIELD}
    charity.pages["/"] = charity_page(stack.public, f"{neutral.origin}/weather")
    try:
        stack.start("helpline")
        yield stack, neutral, charity, stranger
    finally:
        stack.stop()
        for site in (neutral, charity, stranger):
            site.close()


async def measure(folder: Path, plan: Plan) -> Screen | None:
    """All of it; None where there is no Chromium."""
    program = shutil.which("chromium")
    if program is None:
        return None
    with _stage(folder) as (stack, neutral, charity, stranger):
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=program, args=_FLAGS)
            try:
                screen = Screen()
                ours = await exits(browser, charity, neutral, plan.exits)
                bare = await bare_exits(browser, neutral, stranger, plan.exits)
                _add_exits(screen, ours, bare)
                await _arrive(screen, browser, stack, neutral, charity, plan.arrivals)
                return screen
            finally:
                await browser.close()


def _add_exits(screen: Screen, ours: Sequence[Blank], bare: Sequence[Blank]) -> None:
    for way in WAYS:
        mine, theirs = ([one for one in all_ if one.way == way] for all_ in (ours, bare))
        screen.rows += [
            (
                f"Exit by {way}, {SLOWER} x slower, since it went up",
                [one.from_up for one in mine],
                [one.from_up for one in theirs],
            ),
            (
                f"Exit by {way}, {SLOWER} x slower, since it went down",
                [one.from_down for one in mine],
                [one.from_down for one in theirs],
            ),
        ]
    screen.blank = [one.from_up for one in ours]


async def _arrive(
    screen: Screen, browser: Browser, stack: Stack, neutral: Site, charity: Site, runs: int
) -> None:
    bare = []
    for _ in range(runs):
        context = await browser.new_context(viewport={"width": 360, "height": 740})
        screen.usable.append(await usable(await context.new_page(), stack.public))
        bare.append(await usable(await context.new_page(), f"{neutral.origin}/field"))
        screen.main_thread.append(await main_thread(await context.new_page(), f"{charity.origin}/"))
        await context.close()
    screen.rows += [
        ("usable on slow 3G", screen.usable, bare),
        ("a charity's main thread before the chat is opened", screen.main_thread, None),
    ]


def screen_table(screen: Screen | None) -> list[str]:
    """Ours beside the bare page, for each thing that was measured."""
    lines = [
        "| on the screen | runs | p50 ms | p95 ms | bare page p50 ms | bare page p95 ms |",
        "|---|---|---|---|---|---|",
    ]
    if screen is None:
        return [*lines, f"| {NOT_RUN}: no Chromium | | | | | |"]
    for name, ours, bare in screen.rows:
        theirs = f"{_two(bare)}" if bare else " | "
        lines.append(f"| {name} | {len(ours)} | {_two(ours)} | {theirs} |")
    return lines


def _two(values: Sequence[float]) -> str:
    return f"{quantile(values, 0.5):.0f} | {quantile(values, 0.95):.0f}"


def screen_targets(screen: Screen | None) -> list[Target]:
    """What the issue of the widget and that of leaving ask for."""
    aims = (
        (f"Exit: blank within {BLANK_MS:g} ms (p95), {SLOWER} x slower", BLANK_MS, "blank", 0.95),
        (f"usable on slow 3G within {USABLE_MS:g} ms (p50)", USABLE_MS, "usable", 0.5),
        (
            f"at most {MAIN_THREAD_MS:g} ms of a charity's main thread (p50)",
            MAIN_THREAD_MS,
            "main_thread",
            0.5,
        ),
    )
    targets = []
    for aim, limit, name, share in aims:
        value = None if screen is None else quantile(getattr(screen, name), share)
        targets.append(Target(aim, value, "ms", value is not None and value <= limit))
    return targets
