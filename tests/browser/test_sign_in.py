"""Signing in with a second step, in a real browser: an app's codes, a passkey (Chromium's own
virtual authenticator), recovery codes, and a colleague's help when all is lost.
"""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Iterator

import pyotp
import pytest
import pytest_asyncio
from playwright.async_api import CDPSession, Locator, Page, expect

from tests.browser.conftest import PASSWORD, NewContext
from tests.browser.test_for_everyone import Checker
from tests.stack import Stack


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A desk that asks everybody for a second factor, as in production; nobody needs the engine."""
    made = Stack(tmp_path_factory.mktemp("strict"), {"WAYMARK_SECOND_FACTOR": "1"})
    try:
        made.start("helpline")
        yield made
    finally:
        made.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def page(new_context: NewContext) -> AsyncIterator[Page]:
    yield await (await new_context(1280, 800)).new_page()


@pytest.fixture
def checker(axe: str) -> Checker:
    return Checker(axe)


class Newcomer:
    """Somebody who was just made a colleague, before their browser."""

    def __init__(self, page: Page, stack: Stack, name: str, role: str) -> None:
        self.page = page
        self.stack = stack
        self.name = name
        self.role = role
        self.email = f"{name.lower()}@example.org"
        self.secret = ""
        self.used = ""

    async def enrols(self) -> None:
        """Up to the page that asks for a second step."""
        lines = await self.stack.run(
            "worker", "add", self.email, "--name", self.name, "--role", self.role
        )
        await self.page.goto(lines.strip().splitlines()[-1])
        await self.page.get_by_label("New password").fill(PASSWORD)
        await self.page.get_by_label("The same password again").fill(PASSWORD)
        await self.presses("Save password")
        await self.sees("Protect your sign-in")

    async def gives_email_and_password(self) -> None:
        await self.page.get_by_label("Email").fill(self.email)
        await self.page.get_by_label("Password").fill(PASSWORD)
        await self.presses("Sign in")
        await self.sees("One more step")

    async def presses(self, name: str) -> None:
        await self.page.get_by_role("button", name=name).click()

    async def sees(self, heading: str) -> None:
        await expect(self.page.get_by_role("heading", name=heading)).to_be_visible()

    async def sees_the_board(self) -> None:
        await expect(self.page.get_by_role("list", name="Waiting")).to_be_attached()

    async def scans(self) -> None:
        """Reads the letters beside the picture; the picture is there too."""
        await expect(self.page.get_by_role("img", name="QR code")).to_be_visible()
        letters = await self.page.locator(".factor__secret").inner_text()
        self.secret = letters.replace(" ", "")
        assert re.fullmatch(r"[A-Z2-7]{32}", self.secret)

    def code(self) -> str:
        """A code that was not used yet: a step may be taken early, so nobody waits."""
        codes = pyotp.TOTP(self.secret)
        shown = [codes.at(int(time.time()) + 30 * ahead) for ahead in (0, 1)]
        self.used = next(one for one in shown if one != self.used)
        return self.used

    async def codes_shown(self) -> list[str]:
        return await self.page.get_by_role("list", name="Codes").locator("code").all_inner_texts()


async def virtual_authenticator(page: Page) -> CDPSession:
    """A security key inside this browser, as its developer tools offer it."""
    session = await page.context.new_cdp_session(page)
    await session.send("WebAuthn.enable")
    await session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session


async def test_a_newcomer_sets_up_an_app_and_signs_in_with_its_codes(
    page: Page, strict: Stack, checker: Checker
) -> None:
    priya = Newcomer(page, strict, "Priya", "worker")
    await priya.enrols()
    await checker.looks_at(page, "set up")
    await priya.presses("Set up an authenticator app")
    await priya.scans()
    await checker.looks_at(page, "QR code")
    await page.get_by_label("The code that the app shows now").fill("000000")
    await priya.presses("Confirm")
    await expect(page.get_by_role("alert").first).to_contain_text("That code did not work")
    await page.get_by_label("The code that the app shows now").fill(priya.code())
    await priya.presses("Confirm")
    await priya.sees("Your recovery codes")
    kept = await priya.codes_shown()
    assert len(set(kept)) == 10
    await checker.looks_at(page, "recovery codes")
    await priya.presses("I have kept them")
    await priya.sees_the_board()
    assert not [one for one in kept if one in await page.content()]

    await priya.presses("Sign out")
    await priya.gives_email_and_password()
    await checker.looks_at(page, "second step")
    field = page.get_by_label("Code from your app")
    await field.fill(priya.used)
    await priya.presses("Continue")
    await expect(page.get_by_role("alert").first).to_contain_text("Each code works once")
    await field.fill(priya.code())
    await priya.presses("Continue")
    await priya.sees_the_board()

    await priya.presses("Sign out")
    await priya.gives_email_and_password()
    await priya.presses("Use a recovery code instead")
    await page.get_by_label("Recovery code").fill(kept[0].lower())
    await priya.presses("Continue")
    await priya.sees_the_board()
    await priya.presses("My sign-in")
    dialog = page.get_by_role("dialog", name="My sign-in")
    await expect(dialog).to_contain_text("9 recovery codes are left.")
    await checker.looks_at(page, "my sign-in")
    assert not checker.found, "\n".join(checker.found)


async def test_a_passkey_is_made_and_opens_the_desk(
    page: Page, strict: Stack, checker: Checker
) -> None:
    key = await virtual_authenticator(page)
    robin = Newcomer(page, strict, "Robin", "content_editor")
    await robin.enrols()
    await robin.presses("Add a passkey")
    await robin.sees("Your recovery codes")
    await robin.presses("I have kept them")
    await robin.sees("Words and facts")
    # Who has no chats sees none.
    await expect(page.get_by_role("list", name="Waiting")).to_have_count(0)
    await expect(page.get_by_text("I am taking chats")).to_have_count(0)
    await checker.looks_at(page, "content editor")
    await robin.presses("Words and facts")
    words = page.get_by_role("dialog", name="Words and facts")
    # One of them is enough to look at: all are drawn by the same lines.
    await words.get_by_label("Find", exact=True).fill("tech.tile_scan.name")
    await expect(words.get_by_role("listitem").first).to_contain_text("Source")
    await checker.looks_at(page, "content editor, words and facts")
    await words.get_by_role("button", name="Close", exact=True).click()
    await robin.presses("Partners")
    partners = page.get_by_role("dialog", name="Partner agencies")
    await expect(partners.get_by_role("button", name="Add a partner agency")).to_be_visible()
    await checker.looks_at(page, "content editor, partners")
    await page.keyboard.press("Escape")
    assert not checker.found, "\n".join(checker.found)

    await robin.presses("Sign out")
    await robin.gives_email_and_password()
    await robin.presses("Use passkey")
    await robin.sees("Words and facts")

    # Without the key there is no way in but a recovery code.
    await robin.presses("Sign out")
    await robin.gives_email_and_password()
    await key.send("WebAuthn.disable")
    await key.send("WebAuthn.enable")
    await key.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "internal"}},
    )
    await robin.presses("Use passkey")
    await expect(page.get_by_role("alert").first).to_contain_text("The browser gave no passkey")


async def test_a_lead_helps_a_colleague_who_lost_everything_and_an_auditor_sees_no_chat(
    new_context: NewContext, strict: Stack, checker: Checker
) -> None:
    lead = Newcomer(await (await new_context(1280, 800)).new_page(), strict, "Lee", "lead")
    ash = Newcomer(await (await new_context(1280, 800)).new_page(), strict, "Ash", "auditor")
    for one in (lead, ash):
        await one.enrols()
        await one.presses("Set up an authenticator app")
        await one.scans()
        await one.page.get_by_label("The code that the app shows now").fill(one.code())
        await one.presses("Confirm")
        await one.presses("I have kept them")
    await lead.sees_the_board()
    await ash.sees("The record of who did what")
    await expect(ash.page.get_by_text("The record is whole")).to_be_visible()
    table = ash.page.get_by_role("region", name="Rows of the record")
    await expect(table).to_contain_text("Added a second step")
    await ash.page.get_by_label("What", exact=True).select_option("enrol")
    await ash.presses("Find")
    await expect(table).not_to_contain_text("Added a second step")
    await expect(table).to_contain_text("Chose a password")
    async with ash.page.expect_download() as downloading:
        await ash.presses("Download as a table")
    path = await (await downloading.value).path()
    assert "Ash,enrol" in path.read_text()
    await checker.looks_at(ash.page, "auditor")
    await expect(ash.page.get_by_role("list", name="Waiting")).to_have_count(0)

    await lead.presses("My sign-in")
    dialog = lead.page.get_by_role("dialog", name="My sign-in")
    row: Locator = dialog.get_by_role("listitem").filter(has_text="ash@example.org")
    await expect(row).to_contain_text("Has a second step")
    await checker.looks_at(lead.page, "colleagues")
    await row.get_by_role("button", name="Reset the second step").click()
    await expect(dialog).to_contain_text("Tell Ash this code")
    (code,) = await lead.codes_shown()
    # Theirs closes at once, on a page that has no board too.
    await ash.sees("Sign in")
    await expect(ash.page.get_by_text("Your session has ended")).to_be_visible()

    await ash.gives_email_and_password()
    await ash.page.get_by_label("Recovery code").fill(code)
    await ash.presses("Continue")
    await ash.sees("Protect your sign-in")
    await ash.presses("Set up an authenticator app")
    await ash.scans()
    await ash.page.get_by_label("The code that the app shows now").fill(ash.code())
    await ash.presses("Confirm")
    await ash.presses("I have kept them")
    await ash.sees("The record of who did what")

    await dialog.get_by_role("button", name="Sign out everywhere").click()
    await lead.sees("Sign in")
    assert not checker.found, "\n".join(checker.found)
