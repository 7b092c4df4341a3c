"""A charity's page with a script on it that wants to know, or to meddle."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.hostile import FUZZ, RECORDER, SWALLOW
from tests.browser.people import TOLD, Visitor
from tests.browser.sites import Site, charity_page
from tests.stack import Stack


@pytest.fixture
def address(stack: Stack, charity: Site, neutral: Site) -> str:
    lead = f"{neutral.origin}/weather"
    charity.pages["/hostile"] = charity_page(stack.public, lead, first=RECORDER)
    # Before the page's own listeners, in which a later one could not stop them.
    first = f"<script>{SWALLOW}</script>"
    charity.pages["/deaf"] = charity_page(stack.public, lead, first=first)
    charity.pages["/modal"] = charity_page(stack.public, lead).replace(
        "</body>", "<dialog id=box>Cookies<button>Agree</button></dialog></body>"
    )
    return charity.origin


async def _opens(page: Page, address: str) -> Visitor:
    await page.goto(address)
    await page.get_by_role("button", name="Chat", exact=True).click()
    visitor = Visitor(page, page.frame_locator("waymark-chat iframe"))
    await visitor.reads("Is it safe for you to chat now")
    return visitor


async def test_a_hostile_script_gets_no_byte_of_the_chat_and_cannot_meddle_with_it(
    new_context: NewContext,
    stack: Stack,
    charity: Site,
    neutral: Site,
    address: str,
    scale: Callable[[int], int],
) -> None:
    page = await (await new_context(1280, 800)).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    visitor = await _opens(page, f"{address}/hostile")
    entries = await page.evaluate("history.length")
    await visitor.box.press_sequentially("wolverhampton")
    await visitor.box.press("Enter")
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    await page.evaluate(FUZZ, scale(10_000))

    # Nothing was taken from the chat, and nothing changed in it.
    assert (await page.title(), page.url) == ("Worried about someone", f"{address}/hostile")
    await expect(visitor.box).to_be_visible()
    await visitor.says("is stalking illegal")
    await visitor.reads("crime")
    assert await page.evaluate("history.length") == entries
    stolen = "\n".join(await page.evaluate("stolen"))
    assert "Is somebody following you?" in stolen
    assert '"waymark":"ready"' in stolen
    for words in ("wolverhampton", "keydown w", "outside my work", "turning up", "crime"):
        assert words not in stolen
    assert {urlsplit(one).netloc for one in asked if not one.startswith(("data:", "about:"))} == {
        urlsplit(charity.origin).netloc,
        urlsplit(stack.public).netloc,
    }
    await visitor.exit.click()
    await page.wait_for_url(f"{neutral.origin}/weather")


async def test_a_page_that_does_not_listen_cannot_keep_the_chat_from_leaving(
    new_context: NewContext, neutral: Site, address: str
) -> None:
    page = await (await new_context(1280, 800)).new_page()
    # The loader's own message of greeting goes the other way, so the chat opens.
    visitor = await _opens(page, f"{address}/deaf")
    await visitor.says(TOLD)
    await visitor.chat.get_by_role("button", name="Exit this page now").click()
    await page.wait_for_url(f"{neutral.origin}/weather")


async def test_exit_works_over_a_modal_dialog_of_the_page(
    new_context: NewContext, neutral: Site, address: str
) -> None:
    page = await (await new_context(1280, 800)).new_page()
    visitor = await _opens(page, f"{address}/modal")
    await visitor.says(TOLD)
    box = await page.locator("waymark-chat .exit button").bounding_box()
    assert box is not None
    await page.evaluate("document.getElementById('box').showModal()")
    # A press beside Exit is the page's own business.
    await page.mouse.click(box["x"] - 40, box["y"] + box["height"] / 2)
    assert page.url == f"{address}/modal"
    await page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await page.wait_for_url(f"{neutral.origin}/weather")
