"""The chat on a charity's page: another origin, which must learn nothing from it."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.leaving import goes, holds_nothing_of_ours, is_ordinary, what_is_left
from tests.browser.people import TOLD, Visitor
from tests.browser.sites import Site
from tests.stack import Stack

#: What a session recorder on the charity's page would do: read all it can reach, again and again.
RECORDER = """
  window.recorded = [];
  const read = root => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) read(node.shadowRoot);
      if (node.tagName === "IFRAME") {
        try { recorded.push(node.contentDocument ? node.contentDocument.body.innerText : "-"); }
        catch { recorded.push("-"); }
      }
    }
    recorded.push(root.textContent ?? document.documentElement.outerHTML);
  };
  addEventListener("message", event => recorded.push(JSON.stringify(event.data)), true);
  for (const type of ["keydown", "input", "change", "paste"])
    addEventListener(type, event => recorded.push(`${type} ${event.key ?? ""}`), true);
  window.timer = setInterval(() => read(document), 50);
"""


async def _opens_chat(page: Page, address: str) -> Visitor:
    await page.goto(address)
    await page.get_by_role("button", name="Chat", exact=True).click()
    visitor = Visitor(page, page.frame_locator("waymark-chat iframe"))
    await visitor.reads("Is it safe for you to chat now")
    return visitor


async def test_a_charitys_page_holds_the_chat_and_learns_none_of_its_words(
    new_context: NewContext, stack: Stack, charity: Site, neutral: Site
) -> None:
    context = await new_context(1280, 800)
    page = await context.new_page()
    await page.add_init_script(f"if (top === window) {{ {RECORDER} }}")
    visitor = await _opens_chat(page, f"{charity.origin}/")
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    recorded = "\n".join(await page.evaluate("clearInterval(timer) ?? recorded"))
    assert "Is somebody following you?" in recorded
    for words in ("outside my work", "turning up", "Is it safe for you", "keydown o"):
        assert words not in recorded
    await visitor.exit.click()
    await page.wait_for_url(f"{neutral.origin}/weather")


def _chats(stack: Stack) -> int:
    """How many conversations the helpline holds now."""
    with closing(sqlite3.connect(stack.folder / "waymark.db")) as database:
        count: int = database.execute("select count(*) from conversation").fetchone()[0]
        return count


@pytest.mark.parametrize("where", ["button", "shift on the page", "shift in the chat"])
async def test_exit_from_a_charitys_page_shows_neither_page_nor_chat_again(
    new_context: NewContext, stack: Stack, charity: Site, neutral: Site, where: str
) -> None:
    context = await new_context(1280, 800)
    page = await context.new_page()
    for address in (f"{neutral.origin}/search", f"{charity.origin}/more"):
        await page.goto(f"{neutral.origin}/results")
        await page.goto(address)
    chats = _chats(stack)
    visitor = await _opens_chat(page, f"{charity.origin}/")
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    assert _chats(stack) == chats + 1
    before = len(neutral.referers)
    if where == "button":
        await visitor.exit.click()
    else:
        box = visitor.box if where == "shift in the chat" else page.get_by_label("Search this site")
        await box.click()
        await visitor.presses_shift()

    await page.wait_for_url(f"{neutral.origin}/weather")
    await is_ordinary(page, neutral)
    assert neutral.referers[before:] == [None]
    for step in (-1, -1, -1, 1, 1):
        await goes(page, step)
        await is_ordinary(page, neutral)
    # The helpline was told, however fast the next page came: the chat is erased.
    async with asyncio.timeout(15):
        while _chats(stack) > chats:
            await page.evaluate("new Promise(done => setTimeout(done, 50))")
    # Typing the charity's address works.
    visitor = await _opens_chat(page, f"{charity.origin}/")
    await expect(visitor.log).not_to_contain_text("outside my work")
    await visitor.exit.click()
    await page.wait_for_url(f"{neutral.origin}/weather")


async def test_nothing_of_page_or_chat_stands_while_the_next_page_takes_its_time(
    new_context: NewContext, charity: Site, neutral: Site
) -> None:
    context = await new_context(1280, 800)
    page = await context.new_page()
    visitor = await _opens_chat(page, f"{charity.origin}/")
    await visitor.says(TOLD)
    left = await what_is_left(visitor, neutral)
    assert left["text"] == ""
    assert not left["drawn"]
    await page.wait_for_url(f"{neutral.origin}/weather")


async def test_the_charitys_page_holds_nothing_of_ours_while_the_next_page_never_comes(
    new_context: NewContext, charity: Site, neutral: Site
) -> None:
    """The frame goes too, once it has told the helpline."""
    page = await (await new_context(1280, 800)).new_page()
    visitor = await _opens_chat(page, f"{charity.origin}/")
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    await holds_nothing_of_ours(visitor, neutral)


async def test_a_site_that_is_not_named_cannot_show_the_chat(
    new_context: NewContext, stack: Stack, stranger: Site
) -> None:
    context = await new_context(1280, 800)
    page = await context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    await page.goto(f"{stranger.origin}/")
    await page.get_by_role("button", name="Chat", exact=True).click()
    await expect(page.get_by_text("The chat is not answering")).to_be_visible(timeout=12_000)
    await expect(page.get_by_role("link", name="0808 802 0300").last).to_be_visible()
    await expect(page.get_by_role("link", name="999")).to_be_visible()
    assert any("frame-ancestors" in line for line in refused)
    assert not [frame for frame in page.frames if frame.url.startswith(stack.public)]


async def test_the_charitys_own_links_show_when_the_script_does_not_come(
    new_context: NewContext, stack: Stack, charity: Site
) -> None:
    context = await new_context(320, 640)
    page = await context.new_page()
    await page.route(f"{stack.public}/**", lambda route: route.abort())
    await page.goto(f"{charity.origin}/")
    await expect(page.get_by_role("link", name="0808 802 0300")).to_be_visible()
    await expect(page.get_by_role("button", name="Chat", exact=True)).to_have_count(0)
