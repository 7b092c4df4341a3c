"""A lead opens a chat before its visitor agrees, in two real browsers."""

from __future__ import annotations

from playwright.async_api import expect

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
    await worker.stops_reading()


async def test_when_telling_is_unsafe_the_visitors_page_holds_nothing_of_it(
    open_visitor: OpenVisitor, worker: Worker
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
    await worker.reviews_all_alerts()
    await worker.stops_reading()
