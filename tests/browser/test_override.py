"""A lead opens a chat before its visitor agrees, in two real browsers."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.checker import Checker
from tests.browser.conftest import OpenVisitor
from tests.browser.people import TOLD, Worker, everything_on

EARLIER = "before that i asked about badgers in the garden"
REASON = "A colleague heard that somebody at her door has a knife."
UNSAFE = "He is reading her screen."


async def test_a_lead_opens_a_chat_and_the_visitor_reads_who_did_and_who_can_read(
    open_visitor: OpenVisitor, worker: Worker, second_worker: Worker
) -> None:
    visitor = await open_visitor()
    await visitor.says(EARLIER)
    await visitor.reads("Assistant")
    await visitor.asks_for_a_person()
    await expect(worker.waiting).to_contain_text("Brief not agreed yet")
    await expect(second_worker.waiting).to_contain_text("Take chat")
    # For leads only.
    await expect(second_worker.page.get_by_role("button", name="Open before")).to_have_count(0)

    # By keys alone, as it may have to be; nothing is answered beforehand.
    button = worker.waiting.get_by_role("button", name="Open before consent")
    await button.focus()
    await worker.page.keyboard.press("Enter")
    dialog = worker.page.get_by_role("dialog", name="Open this chat before consent")
    await expect(dialog).to_be_visible()
    await expect(dialog.locator("input:checked")).to_have_count(0)
    await worker.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(button).to_be_focused()
    await worker.opens_before_consent(button, reason=REASON)

    await worker.reads("badgers")
    await expect(worker.page.get_by_role("note", name="Opened before consent")).to_contain_text(
        "Local lead opened this chat alone before the visitor agreed"
    )
    await visitor.reads("Local lead, a senior helpline worker, has opened this chat")
    await visitor.reads("can read what you have written and the summary")

    await second_worker.takes_the_first_chat()
    await second_worker.reads("badgers")
    note = second_worker.page.get_by_role("note", name="Opened before consent")
    await expect(note).to_contain_text("The visitor was told in the chat.")
    held = await everything_on(second_worker.page) + await everything_on(visitor.page)
    assert REASON not in held
    # What was done alone is on the other's board until they have looked.
    await second_worker.answers_as_second("Local lead opened a chat alone", "I would have stood")
    await expect(note).to_contain_text("has looked at this decision")
    await worker.stops_reading()


async def test_two_people_open_a_chat_and_nothing_is_open_before_the_second_stands_for_it(
    open_visitor: OpenVisitor, worker: Worker, second_worker: Worker, checker: Checker
) -> None:
    """Three browsers: the worker who has the chat asks, a lead stands for it."""
    visitor = await open_visitor()
    await visitor.says(EARLIER)
    await visitor.reads("Assistant")
    await visitor.asks_for_a_person()
    await second_worker.takes_the_first_chat()
    page = second_worker.page
    await page.get_by_role("button", name="Open before consent").click()
    dialog = page.get_by_role("dialog", name="Open this chat before consent")
    await expect(dialog).to_contain_text("A lead has to stand for this with you")
    await expect(dialog.get_by_text("Waiting could cost a life")).to_have_count(0)
    await dialog.get_by_label("Somebody is in danger now").check()
    await dialog.get_by_label("Why it has to be opened").fill(REASON)
    await dialog.get_by_label("Yes. The chat says at once").check()
    await checker.looks_at(page, "a worker's questions before an override")
    await dialog.get_by_role("button", name="Ask a lead").click()
    note = page.get_by_role("note", name="Opened before consent")
    await expect(note).to_contain_text("It waits for a second person until")
    await expect(page.get_by_role("button", name="Open before consent")).to_have_count(0)
    await checker.looks_at(page, "a chat that waits for a second person")
    assert "badgers" not in await everything_on(page)

    asked = worker.page.get_by_role("list", name="Opening a chat without consent")
    await expect(asked).to_contain_text("asks for a second person")
    assert REASON not in await everything_on(worker.page)
    await checker.looks_at(worker.page, "an override on the second person's board")
    await worker.answers_as_second("asks for a second person", "I stand for it", checker)
    await second_worker.reads("badgers")
    await expect(note).to_contain_text("and Local lead opened this chat before the visitor agreed")
    await visitor.reads("Local lead, a senior helpline worker, has opened this chat")
    held = await everything_on(visitor.page)
    assert REASON not in held
    assert checker.found == [], "\n".join(checker.found)


async def test_when_telling_is_unsafe_the_visitors_page_holds_nothing_of_it(
    open_visitor: OpenVisitor, worker: Worker, second_worker: Worker
) -> None:
    visitor = await open_visitor()
    await visitor.says(EARLIER)
    await visitor.reads("Assistant")
    await visitor.says(f"hes outside my door with a knife. {TOLD}")
    await visitor.reads("needs a person")
    await visitor.asks_for_a_person()
    alerts = worker.page.get_by_role("list", name="Alerts")
    await worker.opens_before_consent(
        alerts.get_by_role("button", name="Open before consent").first,
        reason=REASON,
        unsafe=UNSAFE,
    )
    await worker.reads("badgers")
    note = worker.page.get_by_role("note", name="Opened before consent")
    await expect(note).to_contain_text("do not mention it in the chat")
    await expect(note).to_contain_text(UNSAFE)

    # Something that comes after it has come; of the override there is nothing, also not behind it.
    await visitor.says("he is still there")
    await worker.reads("he is still there")
    held = await everything_on(visitor.page)
    for words in ("opened this chat", "Local lead", "senior", REASON, UNSAFE):
        assert words not in held, words
    await second_worker.answers_as_second("Local lead opened a chat alone", "I would not")
    await expect(note).to_contain_text("It is closed again")
    await worker.reviews_all_alerts()
    await worker.stops_reading()
