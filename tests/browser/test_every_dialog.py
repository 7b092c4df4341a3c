"""The desk's dialogs and panels that no other test opens before the checker."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

from tests.browser.checker import Checker
from tests.browser.conftest import OpenVisitor
from tests.browser.people import TOLD, Worker

DANGER = "hes outside my door with a knife"


async def review_is_in_reach(page: Page, here: Locator, checker: Checker) -> None:
    """At 320 px, and no higher than a laptop's page at 400 per cent: over its chat, and on the
    board however far that is scrolled."""
    size = page.viewport_size
    assert size is not None
    await page.set_viewport_size({"width": 320, "height": 256})
    await expect(here.get_by_role("button", name="Review")).to_be_in_viewport(ratio=1)
    await page.get_by_role("button", name="Board, 0 waiting").click()
    first = page.get_by_role("region", name="In danger now: to be reviewed")
    for scrolled in (0, 10_000):
        await page.evaluate("to => window.scrollTo(0, to)", scrolled)
        await expect(first.get_by_role("button", name="Review")).to_be_in_viewport(ratio=1)
    await checker.looks_at(page, "an alert on the board of a phone")
    await page.set_viewport_size(size)
    # Beside the alert itself it would say the same twice.
    await expect(first).to_be_hidden()
    # Chats that another test left behind may stand above it.
    mine = page.get_by_role("list", name="My chats").get_by_role("button")
    await mine.filter(has_text="In danger now").click()
    await expect(here).to_be_visible()


async def test_the_ways_a_heavy_chat_ends_are_for_everyone(
    open_visitor: OpenVisitor, worker: Worker, checker: Checker
) -> None:
    """An alert over its chat, its review, the closing, the break after it, what was reviewed."""
    page = worker.page
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await visitor.asks_for_a_person()
    await visitor.agrees_to_the_brief()
    await worker.takes_the_first_chat()
    await visitor.says(DANGER)
    here = page.get_by_role("region", name="Safety alert in this chat")
    await expect(here).to_be_visible()
    await checker.looks_at(page, "an alert over its chat")
    await review_is_in_reach(page, here, checker)
    await here.get_by_role("button", name="Review").click()
    await expect(page.get_by_role("dialog", name="Review this alert")).to_be_visible()
    await checker.looks_at(page, "reviewing an alert")
    await page.keyboard.press("Escape")
    await worker.reviews_all_alerts()
    await page.get_by_role("button", name="Ask about a case").click()
    await expect(page.get_by_text("The visitor was asked. They decide.")).to_be_visible()
    await checker.looks_at(page, "a case was asked about")
    await page.get_by_role("button", name="They have a case").click()
    link = page.get_by_role("dialog", name="This person has a case already")
    await link.get_by_label("Reference of the case").fill("AAA-AAA")
    await link.get_by_label("How you know that it is them").fill("they knew the code word")
    await link.get_by_role("button", name="Link this chat").click()
    await expect(
        link.get_by_role("alert").filter(has_text="No case that is worked on")
    ).to_be_visible()
    await checker.looks_at(page, "a chat that no case fits")
    await page.keyboard.press("Escape")
    await expect(link).to_have_count(0)
    await page.get_by_role("button", name="Close chat").click()
    await expect(page.get_by_role("dialog", name="Close chat")).to_be_visible()
    await checker.looks_at(page, "closing a chat")
    await page.keyboard.press("Escape")
    await worker.closes_all_chats()
    rest = page.get_by_role("region", name="That was a heavy chat.")
    await expect(rest).to_be_visible()
    await checker.looks_at(page, "a break after a heavy chat")
    await rest.get_by_role("button", name="I am all right").click()

    await page.get_by_role("button", name="Reviewed", exact=True).click()
    reviewed = page.get_by_role("dialog", name="Reviewed alerts")
    await expect(reviewed.get_by_role("listitem").first).to_contain_text("In danger now")
    await checker.looks_at(page, "reviewed alerts")
    await page.keyboard.press("Escape")
    assert not checker.found, "\n".join(checker.found)


async def test_words_and_facts_and_the_search_of_cases_are_for_everyone(
    worker: Worker, checker: Checker
) -> None:
    page = worker.page
    await page.get_by_role("button", name="Words and facts").click()
    await expect(page.get_by_role("dialog", name="Words and facts")).to_contain_text("Source")
    await checker.looks_at(page, "words and facts")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Cases", exact=True).click()
    cases = page.get_by_role("dialog", name="Cases")
    await cases.get_by_label("Asked from").fill("2020-01-01")
    await cases.get_by_label("Asked up to").fill("2020-01-02")
    await expect(cases.get_by_role("status").first).to_have_text("0 cases")
    await checker.looks_at(page, "cases of some days")
    await cases.get_by_label("Asked from").fill("")
    await cases.get_by_label("Asked up to").fill("")
    await page.keyboard.press("Escape")
    assert not checker.found, "\n".join(checker.found)


async def test_danger_is_said_to_screen_readers_also_while_a_dialog_is_open(
    open_visitor: OpenVisitor, worker: Worker
) -> None:
    """Outside an open dialog everything is inert: what is said there, nobody hears."""
    page = worker.page
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await page.get_by_role("button", name="Cases", exact=True).click()
    cases = page.get_by_role("dialog", name="Cases")
    await expect(cases).to_be_visible()
    await visitor.says(DANGER)
    said = cases.locator("waymark-said").get_by_role("alert")
    await expect(said).to_contain_text("In danger now")
    await cases.get_by_role("button", name="Close", exact=True).click()
    await visitor.asks_for_a_person()
    # The dialog is closed: it is said on the page again, and the earlier words are not.
    here = page.locator("waymark-desk > waymark-said")
    await expect(here.get_by_role("status")).to_contain_text("waiting", ignore_case=True)
    await expect(here.get_by_role("alert")).not_to_contain_text("In danger now")
    # Also where the dialog itself goes when it is closed.
    await page.get_by_role("button", name="Keys", exact=True).click()
    keys = page.get_by_role("dialog")
    other = await open_visitor()
    await other.says(DANGER)
    await expect(keys.locator("waymark-said").get_by_role("alert")).to_contain_text("danger")
    await page.keyboard.press("Escape")
    await expect(page.locator("waymark-desk > waymark-said")).to_have_count(1)
    await worker.reviews_all_alerts()
