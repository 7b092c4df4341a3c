"""A visitor asks to be contacted, a worker takes the case: two real browsers, the whole of it."""

from __future__ import annotations

import re

from playwright.async_api import Locator, expect

from tests.browser.checker import Checker
from tests.browser.conftest import OpenVisitor
from tests.browser.people import Visitor, Worker

REFERENCE = re.compile(r"reference is ([A-Z0-9]{3}-[A-Z0-9]{3})")


async def agrees(visitor: Visitor, checker: Checker) -> str:
    """Answers the questions, changes a box, agrees; the reference."""
    await visitor.says("can someone ring me thursday after 4")
    await visitor.reads("Would you like to begin")
    await visitor.picks("Begin")
    await visitor.reads("What would you like the worker to call you")
    await visitor.says("Robin")
    await visitor.reads("Which nation")
    await visitor.picks("England")
    await visitor.reads("What is happening?")
    await visitor.says("my ex waits at the bus stop by my work every single day")
    await visitor.reads("put that down")
    await visitor.says("show me the form")
    card = visitor.log.locator("waymark-brief")
    await expect(card).to_contain_text("Your form for the helpline")
    await checker.looks_at(visitor.page, "the form on its card")
    await card.get_by_label("What never to do").fill("never ring my work")
    await card.get_by_label("A safe way to reach you").fill("text 07700 900123")
    await card.get_by_role("button", name="Agree and send").click()
    await expect(card).to_contain_text("It is only shared when you tick that you agree")
    await card.get_by_role("checkbox").check()
    await card.get_by_role("button", name="Agree and send").click()
    await visitor.reads("It's with the helpline now")
    await expect(card).to_contain_text("Sent to the helpline")
    found = REFERENCE.search(await visitor.log.inner_text())
    assert found
    return found[1]


async def opened(worker: Worker) -> Locator:
    await worker.page.get_by_role("button", name="Cases", exact=True).click()
    dialog = worker.page.get_by_role("dialog")
    await expect(dialog.get_by_role("heading", name="Cases")).to_be_visible()
    return dialog


async def test_from_the_visitors_yes_to_the_workers_call_and_back(
    open_visitor: OpenVisitor, worker: Worker, checker: Checker
) -> None:
    visitor = await open_visitor()
    reference = await agrees(visitor, checker)
    cases = await opened(worker)
    await cases.get_by_label("Reference").fill(reference.replace("-", " ").lower())
    await cases.get_by_role("button", name="Find").click()
    await expect(cases.get_by_role("button", name=f"Take {reference}")).to_be_visible()
    assert "bus stop" not in await cases.inner_text()
    await checker.looks_at(worker.page, "the list of cases")
    await cases.get_by_role("button", name=f"Take {reference}").click()
    await expect(cases.get_by_role("heading", name=f"Case {reference}")).to_be_focused()

    rules = cases.locator(".rules")
    await expect(rules).to_contain_text("never ring my work")
    assert "07700" not in await worker.page.content(), "the rules come before the number"
    told = cases.get_by_text("my ex waits at the bus stop")
    above, below = await rules.bounding_box(), await told.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] < below["y"]
    await rules.get_by_role("button", name="I have read these").click()
    await expect(rules).to_contain_text("text 07700 900123")
    await checker.looks_at(worker.page, "a case with its number")

    await cases.get_by_label("How it was tried").select_option("Call")
    await cases.get_by_label("What came of it", exact=True).first.select_option("No answer")
    await cases.get_by_label("Note", exact=True).fill("rang at ten, hung up")
    await cases.get_by_role("button", name="Keep it").click()
    await expect(cases).to_contain_text("rang at ten, hung up")
    await expect(cases).to_contain_text("Call · No answer")

    await visitor.says("please dont contact me")
    await visitor.reads("Shall I take it back")
    await visitor.picks("Yes, take it back")
    await visitor.reads("It's taken back")
    await cases.get_by_role("button", name="Back to the list", exact=True).click()
    await cases.get_by_label("Reference").fill(reference)
    await cases.get_by_role("button", name="Find").click()
    await cases.get_by_role("button", name=f"Open {reference}").click()
    await expect(cases.get_by_role("alert")).to_contain_text("Do not call, do not write")
    shown = await worker.page.content()
    assert not any(text in shown for text in ("bus stop", "07700", "Robin", "never ring my work"))
    await expect(cases).to_contain_text("Taken back")
    await checker.looks_at(worker.page, "a case that was taken back")
    await cases.get_by_role("button", name="Close", exact=True).click()
    # The page is drawn anew a moment after the dialog is closed.
    await expect(worker.page.locator("waymark-cases")).not_to_contain_text(reference)
    assert reference not in await worker.page.content(), "nothing of a case stays in the page"
    assert checker.found == []
