"""What stands on the screen after Exit: at once, on the next page, and behind Back and Forward."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from playwright.async_api import Page, expect

from tests.browser.people import Visitor, everything_on
from tests.browser.sites import Site

#: What an ordinary page holds; anything else on the screen would be ours.
ORDINARY = ("Light rain until four", "Search results")
# The page tells by itself: a browser answers no question about a page that is being replaced.
_TELL = """setInterval(() => {
  if (document.title === "Loading") console.debug("left", JSON.stringify({
    text: document.body.innerText, elements: document.body.childElementCount,
    drawn: document.documentElement.getClientRects().length > 0,
  }));
}, 50)"""


async def goes(page: Page, steps: int) -> None:
    """Back or Forward, as the browser's own buttons do."""
    session = await page.context.new_cdp_session(page)
    history = await session.send("Page.getNavigationHistory")
    wanted = history["currentIndex"] + steps
    entries = history["entries"]
    assert 0 <= wanted < len(entries), [entry["url"] for entry in entries]
    await session.send("Page.navigateToHistoryEntry", {"entryId": entries[wanted]["id"]})
    await session.detach()


async def is_ordinary(page: Page, neutral: Site) -> None:
    """An ordinary page comes to rest, and not a word of ours or theirs is on it."""
    await page.wait_for_function(
        "ours => location.origin === ours && document.readyState === 'complete'", arg=neutral.origin
    )
    assert (await page.locator("body").inner_text()).strip() in ORDINARY


async def what_is_left(visitor: Visitor, neutral: Site) -> dict[str, Any]:
    """What the page holds after Exit was pressed, once its title is plain, while the next page does
    not come."""
    page = visitor.page
    box = await visitor.exit.bounding_box()
    assert box is not None
    await page.evaluate(_TELL)
    neutral.hang()
    try:
        async with page.expect_console_message(lambda told: told.text.startswith("left")) as told:
            await page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        left: dict[str, Any] = json.loads((await told.value).text.removeprefix("left"))
        return left
    finally:
        neutral.answer_again()


#: Words of the charity's page, of the chat and of the visitor.
_OURS = (
    *("stalk", "follow", "chat", "exit", "999", "0808", "helpline", "waymark", "assistant"),
    *("outside my work", "turning up", "worried"),
)


async def holds_nothing_of_ours(visitor: Visitor, neutral: Site) -> None:
    """After Exit, with a next page that never comes, not even in what nobody sees: title, icon,
    mark-up, what a screen reader is given."""
    page = visitor.page
    neutral.empty = True
    before = len(neutral.referers)
    try:
        await visitor.exit.click()
        await expect(page).to_have_title("Loading")
        await expect(page.locator("body > *")).to_have_count(0)
        async with asyncio.timeout(15):
            while len(neutral.referers) == before:
                await page.evaluate("new Promise(done => setTimeout(done, 50))")
    finally:
        neutral.empty = False
    icons = await page.evaluate("[...document.querySelectorAll('link')].map(one => one.href)")
    assert [icon.partition(";")[0] for icon in icons] == ["data:image/gif"]
    held = (await everything_on(page)).lower()
    assert "loading" in held
    assert [words for words in _OURS if words in held] == []
    assert len(page.frames) == 1
