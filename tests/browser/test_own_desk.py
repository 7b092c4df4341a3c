"""What is a worker's own: the desk in Welsh, graphic content covered, and their password."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.checker import Checker
from tests.browser.conftest import PASSWORD, NewContext, OpenVisitor
from tests.browser.people import TOLD, Visitor, Worker, everything_on
from tests.stack import Stack

_LOCALE = Path(__file__).resolve().parents[2] / "web" / "desk" / "locale"
ENGLISH = json.loads((_LOCALE / "en.json").read_text("utf-8"))
WELSH = json.loads((_LOCALE / "cy.json").read_text("utf-8"))
GRAPHIC = "he strangled me in the car park"
NEW = "seven otters under the old bridge"


@pytest_asyncio.fixture(loop_scope="session")
async def nia(new_context: NewContext, stack: Stack) -> AsyncIterator[Worker]:
    """Somebody whose settings and password are no other test's."""
    name = f"nia{id(new_context)}@example.org"
    lines = await stack.run("worker", "add", name, "--name", "Nia", "--role", "worker")
    context = await new_context(1280, 800)
    one = Worker(await context.new_page())
    await one.enrols(lines.strip().splitlines()[-1], PASSWORD)
    one.email = name  # type: ignore[attr-defined]
    yield one
    await one.page.set_viewport_size({"width": 1280, "height": 800})
    await prefers(one.page, "English")
    await one.closes_all_chats()


async def prefers(page: Page, language: str) -> None:
    """Chooses the language, whichever the page speaks now."""
    for words in (ENGLISH, WELSH):
        button = page.get_by_role("button", name=words["own.open"], exact=True)
        if await button.count():
            await button.click()
            break
    await page.get_by_role("radio", name=language).check()
    spoken = WELSH if language == "Cymraeg" else ENGLISH
    await page.get_by_role("button", name=spoken["own.close"], exact=True).click()


async def talking(open_visitor: OpenVisitor, who: Worker, told: str = TOLD) -> Visitor:
    visitor = await open_visitor()
    await visitor.says(told)
    await visitor.asks_for_a_person()
    await visitor.agrees_to_the_brief(history=True)
    await who.takes_the_first_chat()
    return visitor


async def test_the_desk_speaks_welsh_everywhere_and_at_the_next_visit_too(
    open_visitor: OpenVisitor, nia: Worker, checker: Checker, stack: Stack
) -> None:
    visitor = await talking(open_visitor, nia)
    page = nia.page
    await nia.box.fill("half a sentence")
    await page.get_by_role("button", name="Settings", exact=True).click()
    await checker.looks_at(page, "settings")
    await page.keyboard.press("Escape")
    await prefers(page, "Cymraeg")
    await expect(page.locator("html")).to_have_attribute("lang", "cy")
    await expect(page.get_by_role("heading", name=WELSH["waiting.heading"])).to_be_visible()
    await expect(page.get_by_role("heading", name="Sgwrs A")).to_be_visible()
    # What was being written is there still; nothing was loaded anew.
    box = page.get_by_role("textbox", name=WELSH["composer.label"])
    await expect(box).to_have_value("half a sentence")
    await checker.looks_at(page, "a chat, in Welsh")
    await page.get_by_role("button", name=WELSH["chat.close"]).click()
    await checker.looks_at(page, "closing a chat, in Welsh")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name=WELSH["rota.open"], exact=True).click()
    await expect(page.get_by_text("Dydd Llun").or_(page.get_by_text("Llun")).first).to_be_visible()
    await checker.looks_at(page, "rota, in Welsh")
    await page.keyboard.press("Escape")
    # No English sentence of the frame is left on the board.
    shown = await page.locator("body").inner_text()
    for key in ("alert.none", "waiting.none", "bar.available", "tools.hand", "chat.you_answer"):
        assert ENGLISH[key] not in shown, key
    await page.reload()
    await expect(page.get_by_role("heading", name=WELSH["waiting.heading"])).to_be_visible()
    await visitor.is_gone_from(stack.public)
    assert not checker.found, "\n".join(checker.found)


async def test_graphic_words_are_nowhere_on_the_page_until_they_are_wanted(
    open_visitor: OpenVisitor, nia: Worker, checker: Checker
) -> None:
    page = nia.page
    visitor = await talking(open_visitor, nia, GRAPHIC)
    await visitor.says("and there was blood on the seat")
    await visitor.says("can you read this")
    await nia.reads("can you read this")
    button = nia.log.get_by_role("button", name="Describes blood or death: show")
    await expect(button).to_be_visible()
    held = await everything_on(page)
    # Their words. That they were strangled is a category, which a worker has to see.
    for words in ("strangled me", "in the car park", "blood on the seat"):
        assert words not in held, f"{words}: for the eye, a search, a copy or a screen reader"
    await checker.looks_at(page, "a covered message")
    # By the keyboard, and the focus stays where it is.
    await button.focus()
    await page.keyboard.press("Enter")
    await expect(nia.log).to_contain_text("and there was blood on the seat")
    hide = nia.log.get_by_role("button", name="Describes blood or death: hide")
    await expect(hide).to_be_focused()
    await expect(hide).to_have_attribute("aria-expanded", "true")
    await checker.looks_at(page, "a message that was covered")
    # What comes next leaves it as it is.
    await visitor.says("he hit me with a torch, black eye")
    await expect(nia.log.get_by_role("button", name="Describes injury: show")).not_to_have_count(0)
    await expect(nia.log).to_contain_text("and there was blood on the seat")
    await page.keyboard.press("Enter")
    await expect(nia.log).not_to_contain_text("and there was blood on the seat")
    # Switched off, it is all there at once; and on again.
    await page.get_by_role("button", name="Settings", exact=True).click()
    box = page.get_by_role("checkbox", name="Cover what describes something graphic")
    await box.uncheck()
    await page.keyboard.press("Escape")
    await expect(nia.log).to_contain_text("black eye")
    await expect(nia.log).to_contain_text("and there was blood on the seat")
    await page.get_by_role("button", name="Settings", exact=True).click()
    await box.check()
    await page.keyboard.press("Escape")
    await expect(nia.log).not_to_contain_text("black eye")
    assert not checker.found, "\n".join(checker.found)


async def test_a_password_is_changed_at_the_desk_and_the_other_page_is_signed_out(
    nia: Worker, new_context: NewContext, stack: Stack, checker: Checker
) -> None:
    page, email = nia.page, str(nia.email)  # type: ignore[attr-defined]
    other = Worker(await (await new_context(1280, 800)).new_page())
    await other.page.goto(stack.desk)
    await other.signs_in(email, PASSWORD)
    await page.get_by_role("button", name="My sign-in").click()
    sheet = page.get_by_role("dialog", name="My sign-in")
    await sheet.get_by_role("button", name="Change password").click()
    for field, text in (
        ("Present password", "not this one at all"),
        ("New password", NEW),
        ("The same password again", NEW + "x"),
    ):
        await sheet.get_by_label(field).fill(text)
    save = sheet.get_by_role("button", name="Save the new password")
    await save.click()
    await expect(sheet.get_by_text("The two passwords are not the same.")).to_be_visible()
    await checker.looks_at(page, "changing a password")
    await sheet.get_by_label("The same password again").fill(NEW)
    await save.click()
    await expect(sheet.get_by_text("That is not your present password.")).to_be_visible()
    await sheet.get_by_label("Present password").fill(PASSWORD)
    await save.click()
    await expect(sheet.get_by_text("The password is changed.")).to_be_visible()
    assert NEW not in await everything_on(page)
    await expect(other.page.get_by_text("Your session has ended.")).to_be_visible()
    await other.signs_in(email, NEW)
    await page.keyboard.press("Escape")
    assert not checker.found, "\n".join(checker.found)
