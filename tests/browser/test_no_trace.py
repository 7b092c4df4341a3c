"""What a chat leaves on the device, and whom the page talks to."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.async_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.people import TOLD, Visitor
from tests.browser.sites import Site
from tests.stack import Stack

STORED = """async () => ({
  local: Object.entries(localStorage), session: Object.entries(sessionStorage),
  databases: (await indexedDB.databases()).map(one => one.name), caches: await caches.keys(),
  cookies: document.cookie, workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


async def _stored(page: Page) -> dict[str, object]:
    found: dict[str, object] = await page.evaluate(STORED)
    return {name: what for name, what in found.items() if what}


async def test_a_chat_stores_nothing_and_talks_to_nobody_else(
    new_context: NewContext, stack: Stack, neutral: Site
) -> None:
    context = await new_context(360, 740)
    page = await context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    visitor = Visitor(page)
    await visitor.opens(stack.public)
    length = await page.evaluate("history.length")

    await visitor.says(TOLD)
    await visitor.reads("turning up")
    await visitor.says("who can help me")
    await visitor.reads("0808")
    await page.get_by_role("button", name="Settings").click()
    await page.get_by_label("Text size").select_option("large")
    await page.get_by_role("button", name="Get words to come back with").click()
    await expect(page.get_by_role("listitem").nth(5)).to_be_visible()
    await page.get_by_role("button", name="Hide the words").click()

    assert await _stored(page) == {}
    assert await context.cookies() == []
    assert await page.evaluate("history.length") == length
    assert said == []
    hosts = {urlsplit(address).netloc for address in asked if not address.startswith("data:")}
    assert hosts == {urlsplit(stack.public).netloc}
    # No address carries a word or a token: those end up in histories and logs.
    paths = {urlsplit(address).path for address in asked if not address.startswith("data:")}
    assert {path for path in paths if not path.startswith("/assets/")} == {"/", "/chat"}
    assert not any(urlsplit(address).query for address in asked)

    await visitor.exit.click()
    await page.wait_for_url(f"{neutral.origin}/weather")
    left = await context.cookies(stack.public)
    assert [(cookie["name"], cookie["value"]) for cookie in left] == [("lyt", "1")]
    await visitor.opens(stack.public)
    assert await _stored(page) == {"cookies": "lyt=1"}
