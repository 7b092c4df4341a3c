"""What a visitor sees while something behind the page is broken."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.conftest import OpenVisitor
from tests.browser.people import TOLD, Worker
from tests.stack import Stack


async def test_what_is_written_while_the_helpline_is_away_arrives_once(
    open_visitor: OpenVisitor, stack: Stack
) -> None:
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await visitor.reads("turning up or waiting")
    stack.kill("helpline")
    try:
        await expect(visitor.chat.get_by_text("No connection").first).to_be_visible()
        await visitor.says("is stalking illegal")
        await expect(visitor.chat.get_by_text("Not sent yet")).to_be_visible()
    finally:
        stack.start("helpline")
    await visitor.page.evaluate("dispatchEvent(new Event('online'))")  # or in 15 s by itself
    await visitor.reads("a crime in all four UK nations")
    await expect(visitor.chat.get_by_text("No connection")).to_have_count(0)
    await expect(visitor.chat.get_by_text("Not sent yet")).to_have_count(0)
    bubbles = await visitor.log.locator(".bubble").all_inner_texts()
    assert len(bubbles) == len(set(bubbles))
    assert [text for text in bubbles if text in (TOLD, "is stalking illegal")] == [
        TOLD,
        "is stalking illegal",
    ]


async def test_without_its_engine_the_chat_gives_the_numbers_and_still_fetches_a_person(
    open_visitor: OpenVisitor, worker: Worker, stack: Stack
) -> None:
    visitor = await open_visitor()
    stack.kill("engine")
    try:
        await visitor.says(TOLD)
        await expect(visitor.log).to_contain_text("can't answer just now", timeout=6_000)
        await visitor.reads("call 999")
        await visitor.reads("National Stalking Helpline: 0808 802 0300")
        await visitor.picks("Talk to a person")
        await visitor.sees_who_answers("Waiting")
        await expect(worker.waiting).to_contain_text("Take chat")
    finally:
        stack.start("engine")
