"""A worker's page on a bad line, and after sleep: nothing is lost, nothing is shown twice; and on
the screens that people work at."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.conftest import NewContext, OpenVisitor
from tests.browser.line import Line
from tests.browser.people import TOLD, Visitor, Worker
from tests.stack import Stack


async def talking(visitor: Visitor, worker: Worker) -> None:
    await visitor.says(TOLD)
    await visitor.asks_for_a_person()
    await visitor.agrees_to_the_brief()
    await worker.takes_the_first_chat()
    await worker.says("Hello. Are you safe to talk?")
    await visitor.reads("Hello. Are you safe to talk?")


async def test_a_desk_that_lost_its_line_or_slept_misses_nothing_and_repeats_nothing(
    open_visitor: OpenVisitor, new_context: NewContext, stack: Stack, signed_in: dict[str, Any]
) -> None:
    line = Line("**/desk")
    page = await (await new_context(1280, 800, storage_state=signed_in)).new_page()
    await line.holds(page)
    worker = Worker(page)
    await worker.opens(stack.desk)
    visitor = await open_visitor()
    await talking(visitor, worker)
    # A closed lid: the connection stands, and nothing goes through either way.
    line.deaf = True
    for said in ("are you there", "i am scared"):
        await visitor.says(said)
    await worker.box.fill("I am here, one moment.")
    await worker.send.click()
    await expect(worker.log).to_contain_text("I am here, one moment.")
    assert "i am scared" not in await worker.log.inner_text()
    # The lid is opened, and the browser believes in its connection: the page asks, nobody answers.
    line.dead = True
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await expect(page.get_by_text("The connection is lost.").first).to_be_visible(timeout=20_000)
    line.deaf = False
    await expect(worker.box).to_be_enabled()
    await worker.box.fill("still typing")
    line.dead = False
    await page.get_by_role("button", name="Try now").click()
    await worker.reads("i am scared")
    await visitor.reads("I am here, one moment.")
    await expect(page.locator(".line--lost")).to_have_count(0)
    await expect(worker.box).to_have_value("still typing")
    await expect(worker.log.locator(".entry--pending")).to_have_count(0)
    told = [
        "Hello. Are you safe to talk?",
        "are you there",
        "i am scared",
        "I am here, one moment.",
    ]
    for said in told:
        shown = await worker.log.locator(".entry").filter(has_text=said).count()
        seen = await visitor.log.locator(".bubble").filter(has_text=said).count()
        assert (shown, seen) == (1, 1), said
    # And once more, with nothing new: a line that is cut again repeats nothing.
    before = await worker.log.locator(".entry").count()
    await line.is_cut()
    await visitor.says("ok")
    await worker.reads("ok")
    assert await worker.log.locator(".entry").count() == before + 1
    await worker.box.fill("")
    await worker.closes_all_chats()


async def test_a_laptop_that_slept_and_woke_without_a_network_misses_nothing(
    open_visitor: OpenVisitor, worker: Worker, second_worker: Worker
) -> None:
    """The browser's own network is off and its page frozen, as under a closed lid. A colleague is
    there, or nobody could be put in the queue meanwhile."""
    page = worker.page
    visitor, other = await open_visitor(), await open_visitor()
    await talking(visitor, worker)
    await other.says(TOLD)
    browser = await page.context.new_cdp_session(page)
    await browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    await visitor.says("are you there")
    await page.context.set_offline(True)
    await visitor.says("i am scared")
    await other.asks_for_a_person()
    await browser.send("Page.setWebLifecycleState", {"state": "active"})
    await expect(page.get_by_text("The connection is lost.").first).to_be_visible()
    assert "i am scared" not in await worker.log.inner_text()
    assert await worker.waiting.get_by_role("button", name="Take chat").count() == 0
    # What is written now goes over when there is a line, once.
    await worker.says("I am here, one moment.")
    await expect(worker.log.locator(".entry--pending")).to_have_count(1)
    await page.context.set_offline(False)
    await visitor.reads("I am here, one moment.")
    await worker.reads("i am scared")
    await expect(page.locator(".line--lost")).to_have_count(0)
    await expect(worker.log.locator(".entry--pending")).to_have_count(0)
    await expect(worker.waiting.get_by_role("button", name="Take chat")).to_have_count(1)
    told = [
        "Hello. Are you safe to talk?",
        "are you there",
        "i am scared",
        "I am here, one moment.",
    ]
    for lines in (worker.log.locator(".entry"), visitor.log.locator(".bubble")):
        shown = await lines.all_inner_texts()
        found = [said for line in shown for said in told if said in line]
        assert found == told, "each once, and in the order in which it was said"
    await browser.detach()


@pytest.mark.parametrize(("width", "height"), [(768, 1024), (1024, 768), (1280, 720)])
async def test_on_a_tablet_and_a_small_laptop_chat_and_tools_are_within_reach(
    open_visitor: OpenVisitor, worker: Worker, axe: str, width: int, height: int
) -> None:
    page = worker.page
    visitor = await open_visitor()
    await talking(visitor, worker)
    await page.set_viewport_size({"width": width, "height": height})
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    for one in (worker.box, worker.send, page.get_by_role("button", name="Ask a lead, silently")):
        await expect(one).to_be_in_viewport(ratio=1)
    await expect(worker.log.get_by_text("Hello. Are you safe to talk?")).to_be_in_viewport()
    await page.evaluate(axe)
    found = await page.evaluate(
        "async () => (await axe.run(document)).violations.map(one => one.id)"
    )
    assert found == []
    # Also under a danger, which takes its room.
    await visitor.says("he is outside my door with a knife")
    await expect(page.locator(".alert--here").get_by_text("In danger now")).to_be_in_viewport()
    for one in (worker.box, worker.send):
        await expect(one).to_be_in_viewport(ratio=1)
    await worker.box.click(trial=True)
    await worker.says("I can reach all of it.")
    await visitor.reads("I can reach all of it.")
    await worker.reviews_all_alerts()


async def test_a_tablet_that_is_turned_while_a_dialog_is_open_keeps_it(
    open_visitor: OpenVisitor, worker: Worker
) -> None:
    """With a chat open a narrow page hides the lists and the bar; a dialog in there must not go
    with them, for all else is inert until it is closed."""
    page = worker.page
    await talking(await open_visitor(), worker)
    await page.get_by_role("button", name="Cases", exact=True).click()
    cases = page.get_by_role("dialog", name="Cases")
    await expect(cases).to_be_visible()
    await page.set_viewport_size({"width": 320, "height": 640})
    await expect(cases.get_by_label("Reference")).to_be_in_viewport()
    await cases.get_by_role("button", name="Close", exact=True).click()
    await expect(page.get_by_role("button", name="Cases", exact=True)).to_be_hidden()
    await worker.says("I am still here.")
