"""Back and Forward after Exit, in two browsers: the site does not come up again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio

from tests.browser.conftest import Sites, StartBrowser
from tests.browser.engines import Browser
from tests.browser.people import TOLD
from tests.browser.sites import Site, charity_page
from tests.browser.visits import STANDS, Visit
from tests.stack import Stack

_DEEP = 5
#: Any page that Back or Forward loads anew and that is drawn, be it for a moment, leaves this.
_NOTES_DRAWING = """new PerformanceObserver(() => {
  const [{type}] = performance.getEntriesByType("navigation");
  if (type === "back_forward") document.cookie = `drawn${location.port}=1; path=/`;
}).observe({type: "paint", buffered: true})"""
_FORGET = """document.cookie.split("; ").forEach(
  one => document.cookie = one.split("=")[0] + "=; max-age=0; path=/")"""
_ORDINARY = {("Weather", "Light rain until four"), ("Search", "Search results")}


@pytest_asyncio.fixture(loop_scope="session", scope="module", params=["chromium", "firefox"])
async def browser_of(
    request: pytest.FixtureRequest, start_browser: StartBrowser, stack: Stack, sites: Sites
) -> Browser:
    """With a history of ordinary pages, more than a test goes back."""
    browser = await start_browser(request.param)
    await browser.runs_first(_NOTES_DRAWING)
    for number in range(_DEEP):
        await browser.goes_to(f"{sites.neutral.origin}/results?{number}")
    return browser


@pytest.fixture
def unhurried(neutral: Site) -> Iterator[None]:
    """The next page comes slowly enough for a page that was drawn to note that it was."""
    neutral.seconds = 0.1
    yield
    neutral.seconds = 0


@pytest.fixture
def early(root: Path) -> str:
    """The lines that docs/exit.md gives to charities."""
    found = re.search(
        r"```html\n(<script>.*?</script>)\n```", (root / "docs/exit.md").read_text(), re.S
    )
    assert found
    return found[1]


@pytest.fixture
def page(stack: Stack, charity: Site, neutral: Site, early: str) -> Iterator[Callable[[int], str]]:
    """The addresses of a charity's pages, made as docs/exit.md says."""
    for number in range(1, _DEEP + 1):
        charity.pages[f"/deep/{number}"] = charity_page(
            stack.public, f"{neutral.origin}/weather", title=f"Stalking, {number}", first=early
        )
    yield lambda number: f"{charity.origin}/deep/{number}"
    charity.headers.clear()


def _drawn(origin: str) -> str:
    return f"drawn{urlsplit(origin).port}=1"


async def _never_comes_up_again(visit: Visit, neutral: Site) -> None:
    """Five times Back, five times Forward, as far as the history goes."""
    for by in [-1] * 5 + [1] * 5:
        if not await visit.browser.steps(by):
            continue
        await visit.until("location.origin", neutral.origin)
        stands = await visit.rests()
        assert (stands["title"], stands["text"]) in _ORDINARY


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize("store", ["no-store", "public, max-age=600"])
async def test_back_and_forward_after_exit_never_show_the_charitys_site(
    browser_of: Browser,
    charity: Site,
    neutral: Site,
    page: Callable[[int], str],
    scale: Callable[[int], int],
    store: str,
) -> None:
    """From one to five pages deep (in `make test` one and five)."""
    charity.headers["Cache-Control"] = store
    visit = Visit(browser_of, inside=True)
    ways = ["shift inside", "button inside", "shift", "hide", "button"]
    for deep in range(1, _DEEP + 1) if scale(50) == 50 else (1, _DEEP):
        await browser_of.goes_to(f"{neutral.origin}/search")
        await browser_of.tells(_FORGET)
        for number in range(2, deep + 1):
            await browser_of.goes_to(page(number))
        await visit.opens(page(1))
        await visit.says(TOLD)
        await visit.leaves(ways[deep - 1])
        await visit.until("location.origin", neutral.origin)
        await _never_comes_up_again(visit, neutral)
        # Not for a moment either.
        assert _drawn(charity.origin) not in await browser_of.tells("document.cookie")
        # Typing the address works, and shows nothing old.
        await visit.opens(page(1))
        stands = await browser_of.tells(STANDS)
        assert (stands["title"], stands["drawn"]) == ("Stalking, 1", True)
        assert not await visit.holds("outside my work")


@pytest.mark.usefixtures("unhurried")
async def test_back_and_forward_after_exit_never_show_the_chats_own_page(
    browser_of: Browser, stack: Stack, neutral: Site
) -> None:
    visit = Visit(browser_of, inside=False)
    await browser_of.goes_to(f"{neutral.origin}/search")
    await visit.opens(stack.public)
    await browser_of.tells(_FORGET)
    await browser_of.goes_to(f"{neutral.origin}/search")
    await visit.opens(stack.public)
    await visit.says(TOLD)
    await visit.leaves("button")
    await visit.until("location.origin", neutral.origin)
    await _never_comes_up_again(visit, neutral)
    await visit.opens(stack.public)
    assert _drawn(stack.public) not in await browser_of.tells("document.cookie")
    assert not await visit.holds("outside my work")
