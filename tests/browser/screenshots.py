"""`make screenshots`: the chat's main states as people see them, and the desk's, into
docs/screenshots/. `--desk`, `--cases`, `--chat`: only these.

Taken from a visit through the real service (`states.Walk`): at 320 and 1280 px, light and dark, for
adults and for under 18s, in English and Welsh; and the example sites with the chat on them. One
sheet for each state and language, small enough to live in the project.
"""

from __future__ import annotations

import asyncio
import base64
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

from content.languages import LANGUAGES
from tests.browser.case_screenshots import take_cases
from tests.browser.desk_screenshots import take_desk
from tests.browser.people import Visitor, Worker
from tests.browser.states import Walk
from tests.stack import ROOT, Stack

FOLDER = ROOT / "docs" / "screenshots"
#: The states that are kept, and the names of their files.
STATES = {
    "first screen": "first",
    "answer with choices": "answer",
    "second step": "steps",
    "services": "services",
    "safety message": "danger",
    "brief": "brief",
    "while you wait": "waiting",
    "worker": "worker",
    "no connection": "offline",
}
_SIZES = ((320, 640), (1280, 720))
_SCHEMES = ("light", "dark")
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_QUALITY = 60
#: A frame of another origin changes its colours a moment after its page.
_SETTLE_MS = 150
_SHEET_HIGH = 420


class Camera:
    """Takes each state in every look, and lays the pictures of a state side by side."""

    def __init__(self) -> None:
        self.taken: dict[str, list[bytes]] = defaultdict(list)

    async def looks(self, visitor: Visitor, state: str) -> None:
        if state in STATES:
            await self.takes(visitor.page, STATES[state])

    async def takes(self, page: Page, name: str) -> None:
        """In both sizes, light and dark."""
        before = page.viewport_size
        for width, height in _SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            for scheme in _SCHEMES:
                await page.emulate_media(
                    color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
                )
                if name == "brief":
                    await page.locator("waymark-brief").evaluate("one => one.scrollIntoView()")
                await page.wait_for_timeout(_SETTLE_MS)
                self.taken[name].append(await page.screenshot())
        if before:
            await page.set_viewport_size(before)

    async def lays_out(self, browser: Browser, language: str) -> None:
        """One WebP for each state."""
        context = await browser.new_context(viewport={"width": 1000, "height": 500})
        page = await context.new_page()
        for name, pictures in self.taken.items():
            drawn = "".join(
                f'<img src="data:image/png;base64,{base64.b64encode(one).decode()}">'
                for one in pictures
            )
            await page.set_content(
                f"<style>body {{ margin: 0; padding: 6px; background: #8a8f94; width: max-content;"
                f" display: grid; grid-template-columns: repeat(4, auto); gap: 6px }}"
                f" img {{ height: {_SHEET_HIGH}px; display: block }}</style>{drawn}"
            )
            box = await page.evaluate("[document.body.offsetWidth, document.body.offsetHeight]")
            session = await context.new_cdp_session(page)
            clip = {"x": 0, "y": 0, "width": box[0], "height": box[1], "scale": 1}
            got = await session.send(
                "Page.captureScreenshot",
                {
                    "format": "webp",
                    "quality": _QUALITY,
                    "clip": clip,
                    "captureBeyondViewport": True,
                },
            )
            path = FOLDER / f"{name}-{language}.webp"
            path.write_bytes(base64.b64decode(got["data"]))
            print(path.relative_to(ROOT))  # noqa: T201 - a command for a terminal
        await context.close()


async def _walks(browser: Browser, stack: Stack, worker: Worker) -> None:
    for language in LANGUAGES:
        camera = Camera()
        for audience in ("adult", "young"):
            context = await browser.new_context(viewport={"width": 360, "height": 740})
            walk = Walk(await context.new_page(), language, audience)
            await walk.goes(stack.public, worker, camera.looks)
            await context.close()
        await camera.lays_out(browser, language)


async def _sites(browser: Browser, stack: Stack) -> None:
    camera = Camera()
    for name in ("charity", "school"):
        context = await browser.new_context(viewport={"width": 360, "height": 740})
        page = await context.new_page()
        await page.goto(f"http://127.0.0.1:{stack.public_port}/examples/{name}.html")
        await page.locator("waymark-chat .launch").wait_for()
        await page.locator(".cookies button").first.click()
        await camera.takes(page, "site")
        await page.locator("waymark-chat .launch").click()
        await page.frame_locator("waymark-chat iframe").locator(".choices").first.wait_for()
        await camera.takes(page, "site-open")
        await context.close()
    context = await browser.new_context()
    page = await context.new_page()
    for language in LANGUAGES:
        await page.goto(f"{stack.public}/help?language={language}&nation=wales")
        await camera.takes(page, "help")
    await context.close()
    await camera.lays_out(browser, "sites")


# Nobody waits for pictures; a busy machine may take its time.
expect.set_options(timeout=60_000)


async def _take(chromium: str, stack: Stack) -> None:
    link = stack.command("worker", "link").strip()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        context = await browser.new_context(viewport={"width": 1280, "height": 800})
        worker = Worker(await context.new_page())
        await worker.signs_in_with_link(link)
        await _walks(browser, stack, worker)
        await _sites(browser, stack)
        await browser.close()


async def _take_desk(chromium: str, stack: Stack) -> None:
    link = stack.command("worker", "link").strip()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        await take_desk(browser, link)
        await browser.close()


async def _take_cases(chromium: str, stack: Stack) -> None:
    link = stack.command("worker", "link").strip()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        await take_cases(browser, link, stack)
        await browser.close()


_SETTINGS = {"WAYMARK_GATHER_MS": "200", "WAYMARK_NEUTRAL_SITE": "http://127.0.0.1:9/"}
_WAYS = {
    "--chat": (_SETTINGS, _take),
    # Visitors who follow a script: nobody real is in a picture.
    "--desk": ({**_SETTINGS, "WAYMARK_REHEARSAL": "50"}, _take_desk),
    "--cases": (_SETTINGS, _take_cases),
}


def main(chromium: str, wanted: list[str]) -> int:
    FOLDER.mkdir(exist_ok=True)
    for way, (settings, take) in _WAYS.items():
        if wanted and way not in wanted:
            continue
        with tempfile.TemporaryDirectory() as folder:
            stack = Stack(Path(folder), settings)
            try:
                stack.start()
                asyncio.run(take(chromium, stack))
            finally:
                stack.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(shutil.which("chromium") or "chromium", sys.argv[1:]))
