"""Who waits, and why they stand there: visitors, a worker and a lead in real browsers."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.conftest import OpenVisitor
from tests.browser.people import Worker

REASON = "Her sister rang: she is packing a bag now."
WORRY = "the way home tonight"


async def test_a_row_says_why_in_categories_then_in_the_visitors_own_words(
    open_visitor: OpenVisitor, worker: Worker
) -> None:
    visitor = await open_visitor()
    await visitor.says("my ex keeps turning up outside my work and im so scared")
    await visitor.reads("turning up")
    await visitor.asks_for_a_person()
    row = worker.waiting.get_by_role("listitem").first
    await expect(row).to_contain_text("Waited for or watched")
    await expect(row).to_contain_text("Urgent: stands as if they had waited 20 minutes longer.")
    await expect(row).not_to_contain_text("outside my work")
    await visitor.chat.get_by_label("What worries you most right now").fill(WORRY)
    await visitor.agrees_to_the_brief()
    await expect(row).to_contain_text(WORRY)


async def test_a_lead_moves_a_chat_and_the_worker_reads_who_did(
    open_visitor: OpenVisitor, worker: Worker, second_worker: Worker
) -> None:
    first, second = await open_visitor(), await open_visitor()
    await first.asks_for_a_person()
    await expect(worker.waiting.get_by_role("button", name="Take chat")).to_have_count(1)
    await second.asks_for_a_person()
    rows = worker.waiting.locator("> li")
    await expect(rows).to_have_count(2)
    await expect(second_worker.page.get_by_role("button", name="Move", exact=True)).to_have_count(0)
    await rows.nth(1).get_by_role("button", name="Move", exact=True).click()
    dialog = worker.page.get_by_role("dialog", name="Change the place of this chat")
    await expect(dialog.locator("input:checked")).to_have_count(0)
    await dialog.get_by_label("First, before all but open dangers").check()
    await dialog.get_by_role("button", name="Change place").click()
    # Without a reason nothing is moved.
    await expect(dialog).to_be_visible()
    await dialog.get_by_label("Why").fill(REASON)
    await dialog.get_by_role("button", name="Change place").click()
    await expect(dialog).to_have_count(0)
    await expect(rows.first).to_contain_text("Put first by Local lead.")
    await expect(rows.first).to_contain_text(REASON)
    theirs = second_worker.waiting.locator("> li")
    await expect(theirs.first).to_contain_text("Put first by Local lead.")
    assert REASON not in await second_worker.page.content()
    await second_worker.takes_the_first_chat()
    await second.reads("has joined")


async def test_a_hidden_list_is_a_number_and_the_next_chat_can_be_taken(
    open_visitor: OpenVisitor, second_worker: Worker
) -> None:
    visitor = await open_visitor()
    await visitor.asks_for_a_person()
    await expect(second_worker.waiting).to_contain_text("Take chat")
    await second_worker.page.get_by_role("button", name="Hide the list").click()
    await expect(second_worker.page.get_by_text("1 person is waiting. The list")).to_be_visible()
    await expect(second_worker.waiting.locator("> li")).to_have_count(0)
    # It stays so for this worker.
    await second_worker.page.reload()
    await expect(second_worker.page.get_by_text("1 person is waiting. The list")).to_be_visible()
    await second_worker.page.get_by_role("button", name="Take chat").click()
    await visitor.reads("has joined")
    await second_worker.page.get_by_role("button", name="Show the list").click()
    await expect(second_worker.page.get_by_role("button", name="Hide the list")).to_be_visible()


async def test_a_worker_takes_fewer_and_a_lead_says_whom_they_are_right_for(
    open_visitor: OpenVisitor, worker: Worker, second_worker: Worker
) -> None:
    await second_worker.page.get_by_role("button", name="Change", exact=True).click()
    dialog = second_worker.page.get_by_role("dialog", name="How many chats at once?")
    await dialog.get_by_label("1 chat", exact=True).check()
    await dialog.get_by_role("button", name="Save").click()
    await expect(second_worker.page.get_by_text("0 of 1 at most")).to_be_visible()
    first, second = await open_visitor(), await open_visitor()
    await first.asks_for_a_person()
    await second_worker.takes_the_first_chat()
    await second.asks_for_a_person()
    await second_worker.waiting.get_by_role("button", name="Take chat").click()
    await expect(
        second_worker.page.get_by_text("You have as many chats as you take on at once.").first
    ).to_be_visible()

    await worker.page.get_by_role("button", name="Team", exact=True).click()
    team = worker.page.get_by_role("dialog", name="Team")
    priya = team.get_by_role("listitem").filter(has_text="Priya")
    await expect(priya).to_contain_text("Own limit: 1")
    await priya.get_by_label("England: law and services").check()
    await priya.get_by_role("button", name="Save for Priya").click()
    await expect(team.get_by_role("status")).to_have_text("Saved for Priya.")
    await priya.get_by_label("England: law and services").uncheck()
    await priya.get_by_role("button", name="Save for Priya").click()
    await team.get_by_role("button", name="Close").click()
    await second_worker.page.get_by_role("button", name="Change", exact=True).click()
    await dialog.get_by_label("3 chats").check()
    await dialog.get_by_role("button", name="Save").click()
    await expect(second_worker.page.get_by_text("1 of 3 at most")).to_be_visible()
