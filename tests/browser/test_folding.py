"""A long talk shows its end; what came before is folded away until the visitor asks for it."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.conftest import OpenVisitor
from tests.browser.people import Worker
from tests.browser.test_announced import RECORDER
from tests.browser.test_for_everyone import Checker

_LINES = 70


async def test_a_long_talk_is_folded_and_opens_without_being_read_out_again(
    open_visitor: OpenVisitor, worker: Worker, axe: str
) -> None:
    visitor = await open_visitor()
    page, log = visitor.page, visitor.log
    await visitor.says("what is stalking")
    await visitor.reads("Fixated")
    await visitor.asks_for_a_person()
    await visitor.agrees_to_the_brief()
    await worker.takes_the_first_chat()
    await worker.says("Take your time. I am here.")
    await visitor.reads("Take your time")
    before = await log.locator(".entry").count()
    await page.evaluate(RECORDER)
    for number in range(_LINES):
        await visitor.box.fill(f"line {number}")
        await visitor.box.press("Enter")
    await expect(log).to_contain_text(f"line {_LINES - 1}")
    await worker.reads(f"line {_LINES - 1}")
    await expect(page.locator(".state.sending, .state.queued")).to_have_count(0)

    earlier = page.get_by_role("button", name="earlier messages")
    shown = await log.locator(".entry").count()
    assert shown <= 60
    assert await earlier.inner_text() == f"Show {before + _LINES - shown} earlier messages"
    await expect(log).not_to_contain_text("Fixated")
    checker = Checker(axe)
    await checker.looks_at_chat(visitor, "folded")
    assert checker.found == []

    heard = await page.evaluate("heard.length")
    await earlier.scroll_into_view_if_needed()
    at = await log.evaluate("one => one.scrollHeight - one.scrollTop")
    await earlier.click()
    await expect(log).to_contain_text("Fixated")
    await expect(earlier).to_have_count(0)
    # Nothing moved under the eyes, the focus is in the talk, and nothing was read out once more.
    assert abs(await log.evaluate("one => one.scrollHeight - one.scrollTop") - at) <= 1
    await expect(log).to_be_focused()
    assert await page.evaluate("heard.length") == heard
    # What is new is read out as ever, and folds nothing under a reader's eyes.
    await worker.says("Shall I say it in my words?")
    await visitor.reads("Shall I say it in my words?")
    assert (await page.evaluate("heard"))[-1] == "Shall I say it in my words?"
    await expect(log).to_contain_text("Fixated")
    # Whoever writes again is at the end of the talk, and the rest is folded.
    await visitor.says("yes please")
    await expect(earlier).to_be_attached()
    await expect(log).not_to_contain_text("Fixated")
