"""Another person has the screen, and asks what was said on it."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.conftest import OpenVisitor
from tests.browser.people import TOLD, everything_on


async def test_earlier_messages_are_gone_for_good_when_someone_else_asks(
    open_visitor: OpenVisitor,
) -> None:
    visitor = await open_visitor()
    page = visitor.page
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    await visitor.says("is stalking illegal")
    await visitor.reads("a crime in all four UK nations")
    await page.get_by_role("button", name="Settings").click()
    await page.get_by_role("button", name="Get words to come back with").click()
    await expect(page.get_by_text("Your words to come back with")).to_be_visible()
    await page.get_by_role("button", name="Hide the words").click()

    await visitor.box.fill("who is she talking to on here")
    await visitor.box.press("Enter")
    await visitor.reads("This page answers general questions")
    await expect(visitor.log).not_to_contain_text("who is she talking to")
    # What the next person may try: undo, the settings, and a lost connection that comes back.
    await visitor.box.press("Control+z")
    await expect(visitor.box).to_have_value("")
    await page.get_by_role("button", name="Settings").click()
    await expect(page.get_by_role("button", name="Delete this chat")).to_be_visible()

    held = await everything_on(page)
    for words in ("outside my work", "turning up", "a crime", "who is she", "safe for you to chat"):
        assert words not in held
    for sign in ("earlier", "Earlier", "hidden.", "folded", "previous"):
        assert sign not in held
    assert await visitor.log.locator(".entry").count() == 1
