"""Real Chromium, the whole stack, and pages that belong to people.

One browser, one stack and one event loop serve all tests of this folder; what a test leaves in the
queue would be met by the next one, so every visitor leaves at the end.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, async_playwright, expect
from sqlalchemy import Update

from helpline.db import Database
from tests.browser.checker import Checker
from tests.browser.chromium import Chromium
from tests.browser.engines import Browser as Engine
from tests.browser.firefox import Firefox
from tests.browser.people import Visitor, Worker
from tests.browser.sites import NEUTRAL, SEARCH, Site, charity_page
from tests.stack import Stack

OpenVisitor = Callable[..., Awaitable[Visitor]]
OpenWorker = Callable[..., Awaitable[Worker]]
NewContext = Callable[..., Awaitable[BrowserContext]]
Happens = Callable[[Update], Awaitable[None]]

# On a busy machine an answer may take its time; how fast answers are is measured elsewhere.
expect.set_options(timeout=15_000)

_CLOSING_SECONDS = 10

PASSWORD = "copper kettle under seven gulls"


async def closed(what: Browser | BrowserContext) -> None:
    """Closes it. A page that a failed test left on its way somewhere never answers; it goes with
    the browser, and the browser with its driver."""
    with suppress(TimeoutError):
        await asyncio.wait_for(what.close(), _CLOSING_SECONDS)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of this folder run in the loop that the browser lives in."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@dataclass(frozen=True, slots=True)
class Sites:
    """Other people's sites, on ports that the helpline must know before it starts."""

    neutral: Site
    charity: Site
    stranger: Site


@pytest.fixture(scope="session")
def sites() -> Iterator[Sites]:
    """The charities' pages are written once the chat's address is known (`stack`)."""
    neutral = Site({"/weather": NEUTRAL, "/search": SEARCH, "/results": SEARCH})
    made = Sites(neutral, Site({}), Site({}))
    yield made
    for site in (made.neutral, made.charity, made.stranger):
        site.close()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, sites: Sites) -> Iterator[Stack]:
    """On shift is whoever has a desk open: as in `make run`."""
    exit_leads_to = f"{sites.neutral.origin}/weather"
    settings = {
        "WAYMARK_GATHER_MS": "200",
        "WAYMARK_NEUTRAL_SITE": exit_leads_to,
        "WAYMARK_SITES": sites.charity.origin,
    }
    made = Stack(tmp_path_factory.mktemp("browser"), settings)
    for site in (sites.charity, sites.stranger):
        site.pages["/"] = charity_page(made.public, exit_leads_to)
        site.pages["/more"] = charity_page(made.public, exit_leads_to, title="What stalking is")
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture
def neutral(stack: Stack, sites: Sites) -> Site:
    """Where Exit leads, and ordinary pages that people come from."""
    return sites.neutral


@pytest.fixture
def charity(stack: Stack, sites: Sites) -> Site:
    """A charity whose site may show the chat."""
    return sites.charity


@pytest.fixture
def stranger(stack: Stack, sites: Sites) -> Site:
    """A site that may not."""
    return sites.stranger


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser(windowless: str, chromium_flags: list[str]) -> AsyncIterator[Browser]:
    """As people have it: pages left behind are kept in memory for Back. Without windows; tests of
    what a whole browser does with what was left (Back, its profile) start their own."""
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(
            executable_path=windowless,
            # A frame of another site is a process of its own, as it is with people.
            args=[*chromium_flags, "--site-per-process"],
            ignore_default_args=["--disable-back-forward-cache"],
        )
        try:
            yield opened
        finally:
            await closed(opened)


StartBrowser = Callable[[str], Awaitable[Engine]]


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def start_browser(
    chromium: str,
    chromium_flags: list[str],
    firefox: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[StartBrowser]:
    """Starts "chromium" or "firefox" with a profile of its own; ended after the file's last
    test."""
    opened: list[Engine] = []
    async with async_playwright() as playwright:

        async def start(name: str) -> Engine:
            folder = tmp_path_factory.mktemp(name)
            if name == "firefox":
                opened.append(await Firefox.starts(firefox, folder))
            else:
                made = await Chromium.starts(playwright, chromium, chromium_flags, folder)
                opened.append(made)
            return opened[-1]

        yield start
        for one in opened:
            await one.is_killed()


@pytest_asyncio.fixture(loop_scope="session")
async def new_context(browser: Browser) -> AsyncIterator[NewContext]:
    """Gives browsers of people who share nothing; closed at the end of the test."""
    opened: list[BrowserContext] = []

    async def make(width: int, height: int, **options: Any) -> BrowserContext:
        context = await browser.new_context(viewport={"width": width, "height": height}, **options)
        opened.append(context)
        return context

    yield make
    for context in opened:
        await closed(context)


@pytest_asyncio.fixture(loop_scope="session")
async def open_visitor(new_context: NewContext, stack: Stack) -> AsyncIterator[OpenVisitor]:
    """Gives visitors on their phones, the chat open before them."""
    opened: list[Visitor] = []

    async def make(address: str = "", **options: Any) -> Visitor:
        context = await new_context(360, 740, **options)
        visitor = Visitor(await context.new_page())
        opened.append(visitor)
        await visitor.opens(address or stack.public)
        return visitor

    yield make
    for visitor in opened:
        await visitor.is_gone_from(stack.public)


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def signed_in(browser: Browser, stack: Stack) -> dict[str, Any]:
    """The first worker's session, by the one-time link that `make run` prints."""
    context = await browser.new_context()
    worker = Worker(await context.new_page())
    await worker.signs_in_with_link((await stack.run("worker", "link")).strip())
    state: dict[str, Any] = dict(await context.storage_state())
    await context.close()
    return state


@pytest_asyncio.fixture(loop_scope="session")
async def worker(
    new_context: NewContext, stack: Stack, signed_in: dict[str, Any]
) -> AsyncIterator[Worker]:
    """The first worker, at the desk."""
    context = await new_context(1280, 800, storage_state=signed_in)
    made = Worker(await context.new_page())
    await made.opens(stack.desk)
    yield made
    await made.closes_all_chats()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def priya(browser: Browser, stack: Stack) -> dict[str, Any]:
    """A second worker's session: made by the command, enrolled by its link, with a password."""
    lines = await stack.run(
        "worker", "add", "priya@example.org", "--name", "Priya", "--role", "worker"
    )
    context = await browser.new_context()
    worker = Worker(await context.new_page())
    await worker.enrols(lines.strip().splitlines()[-1], PASSWORD)
    await worker.signs_out()
    await worker.signs_in("priya@example.org", PASSWORD)
    state: dict[str, Any] = dict(await context.storage_state())
    await context.close()
    return state


@pytest_asyncio.fixture(loop_scope="session")
async def second_worker(
    new_context: NewContext, stack: Stack, priya: dict[str, Any]
) -> AsyncIterator[Worker]:
    """Priya, at a desk of her own."""
    context = await new_context(1280, 800, storage_state=priya)
    made = Worker(await context.new_page())
    await made.opens(stack.desk)
    yield made
    await made.closes_all_chats()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def kits_session(browser: Browser, stack: Stack) -> dict[str, Any]:
    lines = await stack.run("worker", "add", "kit@example.org", "--name", "Kit", "--role", "worker")
    context = await browser.new_context()
    one = Worker(await context.new_page())
    await one.enrols(lines.strip().splitlines()[-1], PASSWORD)
    state: dict[str, Any] = dict(await context.storage_state())
    await context.close()
    return state


@pytest_asyncio.fixture(loop_scope="session")
async def kit(
    new_context: NewContext, stack: Stack, kits_session: dict[str, Any]
) -> AsyncIterator[Worker]:
    """A colleague of Priya's, at a desk of their own."""
    context = await new_context(1280, 800, storage_state=kits_session)
    made = Worker(await context.new_page())
    await made.opens(stack.desk)
    yield made
    await made.closes_all_chats()


@pytest_asyncio.fixture(loop_scope="session")
async def happens(stack: Stack) -> AsyncIterator[Happens]:
    """Changes rows of the running service, as time does."""
    database = Database(f"sqlite+aiosqlite:///{stack.folder / 'waymark.db'}")

    async def change(statement: Update) -> None:
        async with database.write() as session:
            await session.execute(statement)

    yield change
    await database.close()


@pytest.fixture(scope="session")
def axe(root: Path) -> str:
    """The accessibility checker's script."""
    return (root / "web/node_modules/axe-core/axe.min.js").read_text()


@pytest.fixture
def checker(axe: str) -> Checker:
    """Looks at a page at both widths, in light and dark."""
    return Checker(axe)
