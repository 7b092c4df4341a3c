"""Debian's Chromium, as people have it: a profile of its own, and nothing switched off by a
driver."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.async_api import Error, Frame, Page, Playwright

from tests.browser.engines import ended, kill, listens_on, start


class Chromium:
    """Debian's Chromium over its debugging port."""

    def __init__(self, profile: Path, process: subprocess.Popen[bytes], page: Page) -> None:
        self.profile = profile
        self._process = process
        self.page = page

    @classmethod
    async def starts(
        cls, playwright: Playwright, program: str, flags: Sequence[str], folder: Path
    ) -> Chromium:
        profile, log = folder / "profile", folder / "chromium.log"
        # Not what a driver would add: it switches off much of what people's browsers do.
        own = [f"--user-data-dir={profile}", "--remote-debugging-port=0", "--no-first-run"]
        process = start([program, *flags, *own, "--window-size=1280,900", "about:blank"], log)
        address = await listens_on(process, log, r"DevTools listening on (ws://\S+)")
        browser = await playwright.chromium.connect_over_cdp(address)
        return cls(profile, process, browser.contexts[0].pages[0])

    async def runs_first(self, script: str) -> None:
        await self.page.add_init_script(script)

    async def goes_to(self, address: str) -> None:
        await self.page.goto(address)

    async def steps(self, by: int) -> bool:
        session = await self.page.context.new_cdp_session(self.page)
        history = await session.send("Page.getNavigationHistory")
        wanted = history["currentIndex"] + by
        there: bool = 0 <= wanted < len(history["entries"])
        if there:
            entry = history["entries"][wanted]["id"]
            await session.send("Page.navigateToHistoryEntry", {"entryId": entry})
        await session.detach()
        return there

    async def tells(self, script: str, *, inside: bool = False) -> Any:
        frame = self._frame() if inside else self.page.main_frame
        try:
            return await frame.evaluate(script) if frame else None
        except Error:
            return None

    def _frame(self) -> Frame | None:
        return next((one for one in self.page.frames if "/frame?" in one.url), None)

    async def clicks(self, x: float, y: float, *, inside: bool = False) -> None:
        frame = self._frame() if inside else None
        around = await (await frame.frame_element()).bounding_box() if frame else None
        left, top = (around["x"], around["y"]) if around else (0, 0)
        await self.page.mouse.click(x + left, y + top)

    # Keys go to what has the focus, in whichever frame it is.
    async def presses(self, key: str, *, inside: bool = False) -> None:
        await self.page.keyboard.press(key)

    async def writes(self, text: str, *, inside: bool = False) -> None:
        await self.page.keyboard.type(text)

    async def closes(self) -> None:
        browser = self.page.context.browser
        assert browser is not None
        session = await browser.new_browser_cdp_session()
        await session.send("Browser.close")
        await ended(self._process)

    async def is_killed(self) -> None:
        await asyncio.to_thread(kill, self._process)
