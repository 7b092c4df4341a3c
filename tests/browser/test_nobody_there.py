"""Where somebody is not there: a worker's page is gone, an alert is not reviewed, a colleague has
to come first, nobody is on shift. No test waits: times are moved in the service's database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from playwright.async_api import expect
from sqlalchemy import update

from helpline.models import Alert, Conversation, Timer, now
from tests.browser.checker import Checker
from tests.browser.conftest import Happens, NewContext, OpenVisitor
from tests.browser.people import TOLD, Visitor, Worker, everything_on
from tests.stack import Stack

HELLO = "Hello. Is there somebody with you?"
DANGER = "he is outside my door with a knife"
#: Counts the tones of which a ring is made.
_HEARS = """(() => {
  window.tones = 0;
  const make = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () {
    window.tones += 1;
    return make.call(this);
  };
})()"""


async def talking(open_visitor: OpenVisitor, worker: Worker) -> Visitor:
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await visitor.asks_for_a_person()
    await visitor.agrees_to_the_brief()
    await worker.takes_the_first_chat()
    await worker.says(HELLO)
    await visitor.reads(HELLO)
    return visitor


async def test_who_had_a_vanished_worker_is_told_and_stands_before_who_came_earlier(
    open_visitor: OpenVisitor,
    kit: Worker,
    new_context: NewContext,
    stack: Stack,
    priya: dict[str, Any],
    happens: Happens,
) -> None:
    """Four browsers: two visitors, the worker who vanishes, a colleague."""
    context = await new_context(1280, 800, storage_state=priya)
    gone = Worker(await context.new_page())
    await gone.opens(stack.desk)
    await kit.page.evaluate(_HEARS)
    await kit.page.locator("main").click()
    visitor = await talking(open_visitor, gone)
    earlier = await open_visitor()
    await earlier.says(TOLD)
    await earlier.asks_for_a_person()
    rows = kit.waiting.get_by_role("listitem").filter(has=kit.page.get_by_role("button"))
    await expect(rows).to_have_count(1)
    await gone.page.close()
    await happens(
        update(Conversation)
        .where(Conversation.owner == "worker")
        .values(lease_until=now() - timedelta(seconds=1))
    )
    await visitor.reads("We're sorry: the worker lost their connection. It was nothing you did.")
    await visitor.sees_who_answers(visitor.words["waiting"])
    await expect(rows).to_have_count(2)
    await expect(rows.first).to_contain_text("At the front: the worker they had is gone.")
    await kit.page.wait_for_function("window.tones > 0")
    await kit.takes_the_first_chat()
    await kit.reads(HELLO)
    await kit.says("I am Kit. I have read what you wrote.")
    await visitor.reads("I am Kit. I have read what you wrote.")
    back = Worker(await context.new_page())
    await back.opens(stack.desk)
    await expect(
        back.page.get_by_role("list", name="My chats").get_by_role("button")
    ).to_have_count(0)
    assert HELLO not in await everything_on(back.page)


async def test_whoever_goes_at_once_leaves_the_chat_first_in_the_queue_for_whom_they_named(
    open_visitor: OpenVisitor, worker: Worker, second_worker: Worker, kit: Worker
) -> None:
    """Four browsers: a visitor, the worker who goes, the colleague whom they name, a lead."""
    lead, leaving = worker, second_worker
    visitor = await talking(open_visitor, leaving)
    await leaving.page.get_by_role("button", name="Pass on").click()
    asks = leaving.page.get_by_role("dialog", name="Pass on chat")
    await asks.get_by_label("Kit").check()
    await asks.get_by_label("I go now").check()
    await asks.get_by_role("button", name="Pass on").click()
    await visitor.reads(
        "Priya has to stop here and has asked a colleague, Kit, to carry on with you"
    )
    await expect(leaving.log).to_have_count(0)
    for one in (lead, kit):
        await expect(one.waiting).to_contain_text("Kept for Kit a moment more.")
    await lead.waiting.get_by_role("button", name="Take chat").click()
    await expect(lead.page.get_by_role("alert")).to_contain_text("Kit")
    await kit.takes_the_first_chat()
    await kit.reads(HELLO)
    await kit.says("Priya has told me. I am Kit.")
    await visitor.reads("Priya has told me. I am Kit.")


async def test_an_alert_that_nobody_reviews_is_taken_further_until_a_lead_does(
    open_visitor: OpenVisitor,
    worker: Worker,
    second_worker: Worker,
    happens: Happens,
    checker: Checker,
) -> None:
    lead, priya = worker, second_worker
    visitor = await talking(open_visitor, priya)
    await visitor.says(DANGER)
    theirs = [one.page.get_by_role("list", name="Alerts") for one in (lead, priya)]
    for alerts in theirs:
        await expect(alerts).to_contain_text("In danger now")
        await expect(alerts).not_to_contain_text("Overdue")
    due = update(Timer).where(Timer.kind == "overdue").values(due_at=now())
    await happens(due)
    for alerts in theirs:
        await expect(alerts).to_contain_text("Not reviewed: gone to the leads")
    await happens(update(Alert).values(created_at=now() - timedelta(minutes=16)))
    await happens(due)
    for alerts in theirs:
        await expect(alerts).to_contain_text("Still not reviewed: no on-call is set up")
        await expect(alerts).to_contain_text("Overdue")
    await checker.looks_at(lead.page, "an alert that is overdue")
    await lead.reviews_all_alerts()
    await expect(theirs[1].get_by_role("listitem")).to_have_count(0)
    assert not checker.found, "\n".join(checker.found)


async def test_who_comes_when_nobody_is_there_is_promised_nobody_and_met_by_who_comes_next(
    open_visitor: OpenVisitor, new_context: NewContext, stack: Stack, signed_in: dict[str, Any]
) -> None:
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await visitor.says("can i talk to someone real")
    await visitor.reads("No helpline worker is here now, so we won't put you in a queue")
    await visitor.reads("0808 802 0300")
    await visitor.picks("Ask to be contacted")
    await visitor.reads("Would you like to begin")
    worker = Worker(await (await new_context(1280, 800, storage_state=signed_in)).new_page())
    await worker.opens(stack.desk)
    await expect(worker.waiting.get_by_role("listitem")).to_have_count(0)
    await visitor.says("is anybody there now? can i talk to someone real")
    await visitor.sees_who_answers(visitor.words["waiting"])
    await visitor.agrees_to_the_brief()
    await worker.takes_the_first_chat()
    await worker.says(HELLO)
    await visitor.reads(HELLO)
    await worker.closes_all_chats()
