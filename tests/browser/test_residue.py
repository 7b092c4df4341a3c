"""What a chat leaves in the browser's profile, on disk, in two browsers."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable

import pytest

from tests.browser.conftest import StartBrowser
from tests.browser.profiles import holding
from tests.browser.sites import Site
from tests.browser.visits import Visit
from tests.stack import Stack

#: Long enough for a browser to write down what its window holds: Chromium 2.5 s, Firefox 1 s here.
_WRITTEN_DOWN = "new Promise(done => setTimeout(() => done(true), 2700))"

_A_MOMENT = "new Promise(done => setTimeout(() => done(true), 300))"


@pytest.mark.parametrize("name", ["chromium", "firefox"])
async def test_not_a_word_of_a_chat_is_in_the_browsers_profile(
    start_browser: StartBrowser, stack: Stack, charity: Site, neutral: Site, name: str
) -> None:
    """In a charity's page and with a clean end; on the chat's own page and with a killed
    browser."""
    neutral.pages["/form"] = "<title>Form</title><textarea autofocus rows=20></textarea>"
    closed, killed = await start_browser(name), await start_browser(name)
    await asyncio.gather(
        _leaves_nothing(Visit(closed, inside=True), f"{charity.origin}/", neutral, closed.closes),
        _leaves_nothing(Visit(killed, inside=False), stack.public, neutral, killed.is_killed),
    )


async def _leaves_nothing(
    visit: Visit, address: str, neutral: Site, end: Callable[[], Awaitable[None]]
) -> None:
    said, draft, elsewhere = (f"canary{secrets.token_hex(8)}" for _ in range(3))

    async def is_left(words: str) -> list[str]:
        return await asyncio.to_thread(holding, visit.browser.profile, words)

    # An ordinary page's field is written down, so that finding nothing below means something.
    form = Visit(visit.browser, inside=False)
    await visit.browser.goes_to(f"{neutral.origin}/form")
    await form.writes(elsewhere)
    async with asyncio.timeout(20):
        while not await is_left(elsewhere):
            await visit.until(_A_MOMENT)

    await visit.opens(address)
    await visit.says(f"{said} my ex keeps turning up outside my work")
    await visit.reads("turning up")
    await visit.writes(f"{draft} and last night")
    await visit.until(_WRITTEN_DOWN)
    # Already now: a device that dies here has kept nothing either.
    assert (await is_left(said), await is_left(draft)) == ([], [])
    await visit.leaves("button")
    await visit.until("location.origin", neutral.origin)
    await visit.until(_WRITTEN_DOWN)
    await end()
    assert (await is_left(said), await is_left(draft)) == ([], [])
