"""A brief that was asked anew, with less in it: one card stands, and only that can be agreed to."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.checker import Checker
from tests.browser.conftest import OpenVisitor
from tests.browser.people import Worker

FIRST = "last year my ex threatened to hurt me"
SECOND = "he waits outside my work on Alder Street every day"


@pytest.mark.parametrize("how", ["words", "after a change of its boxes"])
async def test_the_card_before_is_gone_and_the_worker_reads_what_is_left(
    open_visitor: OpenVisitor, worker: Worker, checker: Checker, how: str
) -> None:
    visitor = await open_visitor()
    await visitor.says(FIRST)
    await visitor.reads("You've told me that")
    await visitor.says(SECOND)
    await visitor.asks_for_a_person()
    card = visitor.log.locator("waymark-brief")
    # All of what was told is on it, with its numbers in the order of the telling.
    await expect(card.get_by_label("What is happening")).to_have_value(f"“{FIRST}”\n“{SECOND}”")
    if how != "words":
        # What was typed into another box before is not lost by asking anew.
        await card.get_by_label("What worries you most right now").fill("the way home")

    await visitor.says("take out number 1")
    await visitor.reads("I have taken it out, wherever it stood")
    await expect(card).to_have_count(1)
    await expect(card.get_by_label("What is happening")).to_have_value(f"“{SECOND}”")
    await expect(card.get_by_label(visitor.words["brief_agree"])).not_to_be_checked()
    if how != "words":
        box = card.get_by_label("What worries you most right now")
        await expect(box).to_have_value("the way home")
    await checker.looks_at_chat(visitor, f"brief asked anew, {how}")

    await visitor.agrees_to_the_brief()
    await expect(card).to_have_count(1)
    await worker.takes_the_first_chat()
    beside = worker.page.get_by_text(SECOND).first
    await expect(beside).to_be_visible()
    await expect(worker.page.get_by_text(FIRST)).to_have_count(0)

    # With a worker there, a part is taken out by its name, and the rest stays agreed.
    if how != "words":
        await expect(worker.page.get_by_text("the way home")).to_be_visible()
        await visitor.says("leave out my worry")
        await visitor.reads("That is out of your summary now")
        await expect(worker.page.get_by_text("the way home")).to_have_count(0)
        await expect(beside).to_be_visible()
        await expect(card).to_have_count(1)
    await worker.closes_all_chats()
    assert checker.found == []
