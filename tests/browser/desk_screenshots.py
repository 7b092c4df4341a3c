"""The desk's main views as pictures, for docs/desk.md and docs/leads.md: light, 1280 wide, with
made-up visitors of the rehearsal. Part of `make screenshots`.
"""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.people import Worker
from tests.stack import ROOT

_FOLDER = ROOT / "docs" / "screenshots"
_WIDTH, _HEIGHT = 1280, 860
_QUALITY = 62
_SETTLE_MS = 400


class DeskCamera:
    """Takes the page as it is, one WebP for each view."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def takes(self, name: str) -> Path:
        """The window, without a pointer or a blinking caret in it."""
        await self.page.mouse.move(0, 0)
        await self.page.wait_for_timeout(_SETTLE_MS)
        session = await self.page.context.new_cdp_session(self.page)
        got = await session.send("Page.captureScreenshot", {"format": "webp", "quality": _QUALITY})
        await session.detach()
        path = _FOLDER / f"desk-{name}.webp"
        path.write_bytes(base64.b64decode(got["data"]))
        print(path.relative_to(ROOT))  # noqa: T201 - a command for a terminal
        return path


async def _let_in(page: Page, who: str) -> None:
    region = page.get_by_role("region", name="Rehearsal")
    await region.get_by_label("Who comes").select_option(who)
    before = await page.get_by_role("button", name="Take chat").count()
    await region.get_by_role("button", name="Let them come").click()
    await expect(page.get_by_role("button", name="Take chat")).to_have_count(before + 1)


async def _row(page: Page, words: str) -> Locator:
    row = page.locator("ul[aria-label=Waiting] > li").filter(has_text=words)
    await expect(row.first).to_be_visible()
    return row.first


async def _takes(worker: Worker, words: str) -> None:
    mine = worker.page.get_by_role("list", name="My chats").get_by_role("button")
    before = await mine.count()
    await (await _row(worker.page, words)).get_by_role("button", name="Take chat").click()
    await expect(mine).to_have_count(before + 1)
    await expect(worker.box).to_be_enabled()


async def _dialog(page: Page, camera: DeskCamera, button: str, name: str, ready: str) -> None:
    await page.get_by_role("button", name=button, exact=True).click()
    await expect(page.get_by_role("dialog").get_by_text(ready).first).to_be_visible()
    await camera.takes(name)
    await page.keyboard.press("Escape")


async def _chats(worker: Worker, camera: DeskCamera) -> None:
    """Who waits, a chat with its brief, danger in it, words that are covered, who it is."""
    page = worker.page
    for who in ("Her ex keeps turning up outside work", "Fourteen, on a phone, in short bursts"):
        await _let_in(page, who)
    await expect(page.get_by_text("Brief agreed").nth(1)).to_be_visible()
    await camera.takes("board")
    await _takes(worker, "the bus at nine")
    await worker.says("Hello Jo. How long has this been going on?")
    await worker.reads("then he started coming on days the gym is shut")
    await worker.says("Have you told the police about any of it?")
    await worker.reads("felt stupid after")
    await camera.takes("chat")
    await page.keyboard.press("F4")
    await expect(page.get_by_role("dialog", name="Replies").locator(".pick").first).to_be_visible()
    await page.keyboard.type("record")
    await camera.takes("replies")
    # The first one empties the search.
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def _hard_ones(worker: Worker, camera: DeskCamera) -> None:
    page = worker.page
    await worker.closes_all_chats()
    await _let_in(page, "More happened than she says at first")
    await _takes(worker, "next time will be worse")
    await worker.says("Hello Carys. You say next time will be worse. What happened last time?")
    covered = worker.log.get_by_role("button", name="Describes injury: show")
    await expect(covered).to_have_count(2)
    await covered.last.click()
    await camera.takes("covered")
    await worker.reviews_all_alerts()
    await worker.closes_all_chats()
    rest = page.get_by_role("button", name="I am all right")
    if await rest.count():
        await rest.click()
    await _let_in(page, "The voice changes in the middle")
    await _takes(worker, "home at six")
    await worker.says("Hello. Is it safe to talk, are you alone?")
    await worker.reads("football")
    await worker.says("What makes you think he sees your messages?")
    await worker.says("Take your time.")
    await worker.reads("who is this")
    await page.get_by_role("button", name="Is it still you?").click()
    await expect(page.get_by_role("note", name="Is it still them?")).to_be_visible()
    await camera.takes("still-you")


async def _plans_shifts(page: Page) -> None:
    await page.get_by_role("button", name="Rota", exact=True).click()
    rota = page.get_by_role("dialog", name="Rota")
    days = rota.get_by_role("listitem").filter(has=page.locator("h3"))
    await rota.get_by_label("Who").select_option("Local lead")
    for ahead in (2, 4):
        day = await rota.locator("#rota-day option").nth(ahead).get_attribute("value") or ""
        await rota.locator("#rota-day").select_option(day)
        await rota.get_by_label("From").fill("10:00")
        await rota.get_by_label("To", exact=True).fill("15:30")
        await rota.get_by_role("button", name="Add to the rota").click()
        await expect(days.nth(ahead)).to_contain_text("10:00 to 15:30")
    await page.keyboard.press("Escape")


async def _leads(worker: Worker, camera: DeskCamera) -> None:
    page = worker.page
    await _dialog(page, camera, "Team", "team", "Chats at once, at most")
    await _plans_shifts(page)
    await _dialog(page, camera, "Rota", "rota", "Plan a shift")
    await _dialog(page, camera, "Figures", "figures", "Longest wait")
    await _dialog(page, camera, "Settings", "settings", "Language")


async def take_desk(browser: Browser, link: str) -> None:
    """All of them, at the desk of a rehearsal."""
    context = await browser.new_context(viewport={"width": _WIDTH, "height": _HEIGHT})
    page = await context.new_page()
    await page.emulate_media(color_scheme="light", reduced_motion="reduce")
    worker, camera = Worker(page), DeskCamera(page)
    await worker.signs_in_with_link(link)
    await _chats(worker, camera)
    await _leads(worker, camera)
    await _hard_ones(worker, camera)
    await context.close()
