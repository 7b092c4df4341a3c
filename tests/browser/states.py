"""One visit that passes through every state the chat has, through the real service and with a real
worker; whoever looks at it (a checker, a camera) is called in each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from playwright.async_api import Page, expect

from tests.browser.line import Line
from tests.browser.people import TOLD, Visitor, Worker, words_of

Look = Callable[[Visitor, str], Awaitable[None]]

DRAFT = "i had not sent this yet"


class Walk:
    """A visitor with this language and audience, from before the chat opens until it has ended."""

    def __init__(self, page: Page, language: str, audience: str) -> None:
        self.words = words_of(language, audience)
        self.visitor = Visitor(page, words=self.words)
        self.address = f"/?language={language}&audience={audience}"
        self._line = Line()

    async def goes(self, service: str, worker: Worker, look: Look) -> None:
        """All of it, in order."""
        await self._line.holds(self.visitor.page)
        await self._arrives(service, look)
        await self._asks(look)
        await self._looks_around(look)
        await self._is_in_danger(look)
        await self._waits(worker, look)
        await self._loses_the_line(look)
        await self._ends(worker, look)

    async def _presses(self, key: str) -> None:
        await self.visitor.chat.get_by_role("button", name=self.words[key], exact=True).last.click()

    async def _arrives(self, service: str, look: Look) -> None:
        self._line.silent = True
        await self.visitor.page.goto(service + self.address)
        await self.visitor.sees_who_answers(self.words["connecting"])
        await look(self.visitor, "connecting")
        self._line.silent = False
        await self._line.is_cut()
        await self.visitor.sees_who_answers(self.words["assistant"])
        await expect(self.visitor.log.locator(".choices button").first).to_be_visible()
        await look(self.visitor, "first screen")

    async def _asks(self, look: Look) -> None:
        chat = self.visitor.chat
        entries = self.visitor.log.locator(".entry.assistant")
        before = await entries.count()
        await self.visitor.says(TOLD)
        await expect(entries).not_to_have_count(before)
        await expect(chat.get_by_role("group", name=self.words["choices"]).last).to_be_visible()
        await look(self.visitor, "answer with choices")
        await self.visitor.says("how do i keep a record of what happens")
        await expect(chat.get_by_role("button", name=self.words["step_next"])).to_be_visible()
        await look(self.visitor, "steps")
        await self._presses("step_next")
        await look(self.visitor, "second step")
        await self._presses("steps_all")
        await look(self.visitor, "all steps")
        await self.visitor.says("who can i call about stalking")
        await expect(self.visitor.log.locator(".card a.call").first).to_be_visible()
        for link in await self.visitor.log.locator(".card a[href^=http]").all():
            assert await link.get_attribute("rel") == "noopener noreferrer"
        await look(self.visitor, "services")
        await self._presses("think")
        await expect(chat.get_by_text(self.words["think_said"])).to_be_visible()
        await look(self.visitor, "time to think")
        await self._presses("think_done")
        await expect(self.visitor.box).to_be_focused()

    async def _looks_around(self, look: Look) -> None:
        chat = self.visitor.chat
        await self._presses("menu")
        await look(self.visitor, "settings")
        await self._presses("delete")
        await look(self.visitor, "delete, asked again")
        await self._presses("delete_no")
        await self._presses("words_get")
        await expect(chat.get_by_text(self.words["words_title"])).to_be_visible()
        await look(self.visitor, "words to come back with")
        await self._presses("words_hide")

    async def _is_in_danger(self, look: Look) -> None:
        chat = self.visitor.chat
        await self.visitor.says("someone might come in")
        await expect(chat.get_by_role("button", name=self.words["leave_now"])).to_be_visible()
        await look(self.visitor, "offer to leave")
        await self.visitor.says("hes outside my door with a knife")
        call = self.words["call"].replace("{number}", "999")
        await expect(chat.get_by_role("link", name=call).last).to_be_visible()
        await look(self.visitor, "safety message")

    async def _waits(self, worker: Worker, look: Look) -> None:
        chat = self.visitor.chat
        await self.visitor.asks_for_a_person()
        await expect(chat.get_by_label(self.words["brief_agree"])).to_be_visible()
        await look(self.visitor, "brief")
        await self._presses("wait_title")
        await self._presses("wait_breathe")
        await expect(chat.get_by_text(self.words["wait_breathe_more"])).to_be_visible()
        await look(self.visitor, "while you wait")
        await self._presses("wait_write")
        await expect(self.visitor.box).to_be_focused()
        await self._presses("wait_title")
        await self.visitor.agrees_to_the_brief()
        await look(self.visitor, "brief agreed")
        await worker.takes_the_first_chat()
        await worker.says("Are you somewhere you can talk?")
        await self.visitor.reads("Are you somewhere you can talk?")
        await look(self.visitor, "worker")
        await self._presses("think")
        await expect(chat.get_by_text(self.words["think_worker"])).to_be_visible()
        await worker.reads(self.words["think"])
        await self._presses("think_done")

    async def _loses_the_line(self, look: Look) -> None:
        chat, box = self.visitor.chat, self.visitor.box
        await self._line.is_cut(dead=True)
        await expect(chat.get_by_text(self.words["offline"])).to_be_visible()
        await self.visitor.says("ive moved to the kitchen now")
        await expect(chat.get_by_text(self.words["waiting_to_send"])).to_be_visible()
        await box.fill(DRAFT)
        await look(self.visitor, "no connection")
        await self._presses("reconnect")
        await expect(chat.get_by_text(self.words["offline"])).to_be_visible()
        self._line.dead = False
        await self.visitor.page.evaluate("dispatchEvent(new Event('online'))")
        await expect(chat.get_by_text(self.words["waiting_to_send"])).to_have_count(0)
        await expect(box).to_have_value(DRAFT)

    async def _ends(self, worker: Worker, look: Look) -> None:
        await worker.reads("ive moved to the kitchen now")
        await worker.closes_all_chats()
        await self.visitor.sees_who_answers(self.words["closed"])
        await look(self.visitor, "ended")
        # What was never sent is there still, for whoever goes on.
        await self._presses("start_again")
        # On a line that still held the old chat it would take until that is given up: ten seconds.
        first = self.visitor.log.locator(".choices button").first
        await expect(first).to_be_visible(timeout=8_000)
        await expect(self.visitor.box).to_have_value(DRAFT)
        await expect(self.visitor.log).not_to_contain_text("kitchen")
        await self.visitor.exit.click()
