"""Somebody asks in their chat to be contacted."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.browser.checker import Checker
from tests.browser.people import Visitor

REFERENCE = re.compile(r"reference is ([A-Z0-9]{3}-[A-Z0-9]{3})")


async def agrees(visitor: Visitor, checker: Checker | None = None) -> str:
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
    if checker is not None:
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
