"""What a person can do: one class for each side; method names are what they do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import FrameLocator, Locator, Page, expect

if TYPE_CHECKING:
    from tests.browser.checker import Checker

_LOCALE = Path(__file__).resolve().parents[2] / "web" / "widget" / "locale"


def words_of(language: str = "en", audience: str = "adult") -> dict[str, str]:
    """What the chat says to them, from its own catalogues."""
    words: dict[str, str] = json.loads((_LOCALE / f"{language}.json").read_text("utf-8"))
    if audience == "young":
        words |= json.loads((_LOCALE / f"young.{language}.json").read_text("utf-8"))
    return words


ENGLISH = words_of()
TOLD = "my ex keeps turning up outside my work and i dont know what to do"


#: Whether what is hit in the middle of an element is that element.
_UPPERMOST = """one => {
  const {left, top, width, height} = one.getBoundingClientRect();
  return one.contains(one.getRootNode().elementFromPoint(left + width / 2, top + height / 2));
}"""


class Visitor:
    """Somebody on the chat page, or (`inside`) in the chat's frame on a charity's page."""

    def __init__(
        self,
        page: Page,
        inside: FrameLocator | None = None,
        words: Mapping[str, str] = ENGLISH,
    ) -> None:
        self.page = page
        self.words = words
        self.chat: Page | FrameLocator = inside or page
        self.log = self.chat.get_by_role("log", name=words["log"])
        self.box = self.chat.get_by_role("textbox", name=words["message"])
        self.exit = page.get_by_role("button", name=words["exit_name"]).first
        self.status = self.chat.get_by_role("status")

    async def opens(self, address: str) -> None:
        await self.page.goto(address)
        await self.reads("Is it safe for you to chat now")

    async def says(self, text: str) -> None:
        await self.box.fill(text)
        await self.chat.get_by_role("button", name=self.words["send"], exact=True).click()
        await expect(self.log).to_contain_text(text)

    async def reads(self, text: str) -> None:
        """Somebody else wrote it: the visitor's own words do not count."""
        others = self.log.locator(".entry:not(.visitor)")
        await expect(others.filter(has_text=text).first).to_be_attached()

    async def sees_who_answers(self, text: str) -> None:
        await expect(self.status.filter(has_text=text).first).to_be_visible()

    async def sees_the_numbers(self) -> None:
        """Both can be read and pressed now, without scrolling."""
        for number in ("999", "0808 802 0300"):
            link = self.chat.get_by_role("region", name=self.words["help_region"]).get_by_role(
                "link"
            )
            await expect(link.filter(has_text=number)).to_be_in_viewport(ratio=1)
            await link.filter(has_text=number).click(trial=True)
        # Not by a click on trial: Exit acts before a driver can take it back.
        assert await self.exit.evaluate(_UPPERMOST)

    async def picks(self, label: str) -> None:
        choices = self.chat.get_by_role("group", name=self.words["choices"])
        await choices.get_by_role("button", name=label).last.click()

    async def asks_for_a_person(self) -> None:
        await self.says("can i talk to someone real")
        await self.sees_who_answers(self.words["waiting"])

    async def agrees_to_the_brief(self, *, history: bool = False) -> None:
        if history:
            await self.chat.get_by_label(self.words["brief_history"]).check()
        await self.chat.get_by_label(self.words["brief_agree"]).check()
        await self.chat.get_by_role("button", name=self.words["brief_send"]).click()
        await self.reads(self.words["brief_agreed"])

    async def presses_shift(self, times: int = 3, held: float = 0) -> None:
        """`held`: how long each press lasts, in milliseconds."""
        for _ in range(times):
            await self.page.keyboard.press("Shift", delay=held)

    async def is_gone_from(self, service: str) -> None:
        """Ends what is still open, so that nobody waits in a queue that nobody looks at."""
        if self.page.is_closed() or not self.page.url.startswith(service):
            return
        await self.page.set_viewport_size({"width": 360, "height": 740})
        await self.exit.click()
        await expect(self.page).not_to_have_url(f"{service}/")


class Worker:
    """Somebody at the desk."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.waiting = page.get_by_role("list", name="Waiting")
        self.log = page.get_by_role("log", name="Conversation")
        self.box = page.get_by_role("textbox", name="Message")
        self.send = page.get_by_role("button", name="Send", exact=True)

    async def opens(self, address: str) -> None:
        await self.page.goto(address)
        await self.sees_the_board()

    async def sees_the_board(self) -> None:
        await expect(self.waiting).to_be_attached()
        await expect(self.page.get_by_text("on shift")).to_be_visible()

    async def signs_in_with_link(self, link: str) -> None:
        await self.page.goto(link)
        await self.sees_the_board()

    async def enrols(self, link: str, password: str) -> None:
        await self.page.goto(link)
        fields = self.page.locator("input[type=password]")
        await fields.nth(0).fill(password)
        await fields.nth(1).fill(password)
        await self.page.get_by_role("button").filter(has_text="password").first.click()
        await self.sees_the_board()

    async def signs_in(self, email: str, password: str) -> None:
        await self.page.get_by_role("textbox", name="Email").fill(email)
        await self.page.get_by_label("Password").fill(password)
        await self.page.get_by_role("button", name="Sign in").click()
        await self.sees_the_board()

    async def signs_out(self) -> None:
        await self.page.get_by_role("button", name="Sign out").click()
        await expect(self.page.get_by_role("button", name="Sign in")).to_be_visible()

    async def takes_the_first_chat(self) -> None:
        await self.waiting.get_by_role("button", name="Take chat").first.click()
        await expect(self.box).to_be_enabled()

    async def says(self, text: str) -> None:
        await self.box.fill(text)
        await self.send.click()
        await expect(self.log).to_contain_text(text)

    async def reads(self, text: str) -> None:
        await expect(self.log).to_contain_text(text)

    async def hands_back(self) -> None:
        await self.page.get_by_role("button", name="Hand back").click()
        await expect(self.box).not_to_be_attached()

    async def opens_before_consent(
        self,
        button: Locator,
        *,
        reason: str,
        unsafe: str | None = None,
        alone: str | None = "Nobody else is on shift.",
    ) -> None:
        """A lead's override, with the questions before it. `alone`: why it can't wait; None asks a
        second person."""
        await button.click()
        dialog = self.page.get_by_role("dialog", name="Open this chat before consent")
        await dialog.get_by_label("Somebody is in danger now").check()
        await dialog.get_by_label("Why it has to be opened").fill(reason)
        why_not = dialog.get_by_label("Why telling is unsafe")
        await expect(why_not).to_be_hidden()
        if unsafe is None:
            await dialog.get_by_label("Yes. The chat says at once").check()
        else:
            await dialog.get_by_label("No. Telling them would").check()
            await why_not.fill(unsafe)
        why_alone = dialog.get_by_label("Why it cannot wait")
        await expect(why_alone).to_be_hidden()
        if alone is None:
            await dialog.get_by_label("Yes. A colleague is asked now").check()
        else:
            await dialog.get_by_label("No. Waiting could cost a life").check()
            await why_alone.fill(alone)
        await dialog.get_by_role("button", name="Go on").click()
        await expect(dialog).to_have_count(0)

    async def answers_as_second(
        self, asked: str, answer: str, checker: Checker | None = None
    ) -> None:
        """Looks at what the board asks of a second person, and answers. `asked`, `answer`: what the
        row and the button begin with."""
        wanted = self.page.get_by_role("list", name="Opening a chat without consent")
        row = wanted.get_by_role("listitem").filter(has_text=asked).first
        await row.get_by_role("button", name="Look and decide").click()
        dialog = self.page.get_by_role("dialog", name="Opening a chat without consent")
        said = dialog.get_by_label("Why you stand for it, or not")
        await said.fill("I have rung the number she gave.")
        if checker is not None:
            await checker.looks_at(self.page, "the second person's look at an override")
        await dialog.get_by_role("button", name=answer).click()
        await expect(said).to_have_count(0)
        await dialog.get_by_role("button", name="Close", exact=True).click()
        await expect(self.page.locator("waymark-second")).not_to_contain_text("I have rung")

    async def stops_reading(self) -> None:
        await self.page.get_by_role("button", name="Stop reading").click()
        await expect(self.log).to_have_count(0)

    async def reviews_all_alerts(self) -> None:
        """Leaves no alert behind."""
        buttons = self.page.get_by_role("list", name="Alerts").get_by_role("button", name="Review")
        while before := await buttons.count():
            await buttons.first.click()
            dialog = self.page.get_by_role("dialog")
            await dialog.get_by_label("Called 999").check()
            await dialog.get_by_role("button", name="Save review").click()
            await expect(buttons).to_have_count(before - 1)

    async def closes_all_chats(self) -> None:
        """Leaves an empty desk behind."""
        mine = self.page.get_by_role("list", name="My chats").get_by_role("button")
        while await mine.count():
            before = await mine.count()
            await mine.first.click()
            await self.page.get_by_role("button", name="Close chat").click()
            dialog = self.page.get_by_role("dialog")
            await dialog.get_by_label("Something else").check()
            await dialog.get_by_role("button", name="Save and end").click()
            await expect(mine).to_have_count(before - 1)


_EVERYTHING = """() => {
  const read = root => [
    root.innerHTML,
    ...[...root.querySelectorAll("*")].flatMap(one => [
      one.value ?? "", ...(one.shadowRoot ? [read(one.shadowRoot)] : [])]),
  ].join("\\n");
  return document.title + read(document.documentElement);
}"""


async def everything_on(page: Page) -> str:
    """All that a page holds, shown or not: its mark-up, also inside its elements, its fields, and
    what a screen reader is given."""
    held: str = await page.evaluate(_EVERYTHING)
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Accessibility.getFullAXTree")
    await session.detach()
    return held + json.dumps(tree, ensure_ascii=False)
