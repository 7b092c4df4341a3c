"""How long Exit takes until nothing of ours is on the screen: on a charity's page with the chat,
and beside it on a bare page that does nothing but hide itself.
"""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.async_api import Browser, ConsoleMessage, FrameLocator, Page

from tests.browser.people import Visitor
from tests.browser.sites import Site

#: As many times slower than this machine is the phone.
SLOWER = 4
#: How long a finger stays on a button or key, in milliseconds.
HELD = 80
WAYS = ("button", "Shift", "button in the frame")
_SECONDS = 15
# A message to oneself, sent at the beginning of a frame, comes when that frame is drawn.
_WATCH = """{
  const now = () => performance.timeOrigin + performance.now();
  const say = (what, at) => console.debug("blank", JSON.stringify({what, at}));
  for (const type of ["pointerdown", "pointerup", "keydown", "keyup"])
    addEventListener(type, one => say(type, performance.timeOrigin + one.timeStamp), true);
  const drawn = new MessageChannel();
  drawn.port1.onmessage = () => say("blank", now());
  const sheet = () => document.querySelector("waymark-chat")?.shadowRoot?.querySelector(".sheet");
  const look = () =>
    document.documentElement?.style.display === "none" || sheet()?.matches(":popover-open")
      ? drawn.port2.postMessage(0) : requestAnimationFrame(look);
  if (top === window) requestAnimationFrame(look);
}"""
_HIDES = "document.documentElement.style.display = 'none'"
#: What no page can do faster: a button and three Shifts that hide the root, and nothing else.
_BARE = f"""<!doctype html><title>Bare</title><button>Exit</button>
<iframe title="more" src="%(inside)s"></iframe><script>
  document.querySelector("button").onclick = () => {_HIDES};
  let shifts = 0;
  onkeyup = event => event.key === "Shift" && ++shifts === 3 && ({_HIDES});
  onmessage = () => {_HIDES};
</script>"""
_INSIDE = """<!doctype html><button onclick="parent.postMessage(0, '*')">Exit</button>"""


@dataclass(frozen=True, slots=True)
class Blank:
    """One exit. Milliseconds until the blank page was drawn; less than nothing: before that."""

    way: str
    from_down: float
    from_up: float


class _Clock:
    """What the page says about presses and blanks."""

    def __init__(self, page: Page) -> None:
        self._at: dict[str, float] = {}
        self._news = asyncio.Event()
        page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.text.startswith("blank"):
            told = json.loads(message.text.removeprefix("blank"))
            self._at[told["what"]] = told["at"]
            self._news.set()

    def begins(self) -> None:
        self._at.clear()

    async def took(self, way: str) -> Blank:
        kind = "key" if way == "Shift" else "pointer"
        wanted = {"blank", f"{kind}down", f"{kind}up"}
        async with asyncio.timeout(_SECONDS):
            while not wanted <= self._at.keys():
                self._news.clear()
                await self._news.wait()
        blank = self._at["blank"]
        return Blank(way, blank - self._at[f"{kind}down"], blank - self._at[f"{kind}up"])


async def exits(browser: Browser, charity: Site, neutral: Site, runs: int) -> list[Blank]:
    """So many exits from the chat on a charity's page, by each way in turn, while the next page
    does not come."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    page = await context.new_page()
    await page.add_init_script(_WATCH)
    clock, took = _Clock(page), []
    for number in range(runs):
        way = WAYS[number % len(WAYS)]
        await page.goto(f"{charity.origin}/")
        await page.get_by_role("button", name="Chat", exact=True).click()
        visitor = Visitor(page, page.frame_locator("waymark-chat iframe"))
        await visitor.reads("Is it safe for you to chat now")
        neutral.hang()
        try:
            took.append(await _leaves(page, visitor.chat, clock, way))
        finally:
            neutral.answer_again()
        await page.wait_for_url(f"{neutral.origin}/weather")
        await _slow_down(page, 1)
    await context.close()
    return took


async def bare_exits(browser: Browser, site: Site, stranger: Site, runs: int) -> list[Blank]:
    """The same on the bare page, whose frame is another site's."""
    stranger.pages["/inside"] = _INSIDE
    # By another name it is another site, and its frame a process of its own, as the chat's is.
    inside_at = stranger.origin.replace("127.0.0.1", "localhost")
    site.pages["/bare"] = _BARE % {"inside": f"{inside_at}/inside"}
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    page = await context.new_page()
    await page.add_init_script(_WATCH)
    clock, took = _Clock(page), []
    for number in range(runs):
        await page.goto(f"{site.origin}/bare")
        inside = page.frame_locator("iframe")
        await inside.get_by_role("button").wait_for()
        took.append(await _leaves(page, inside, clock, WAYS[number % len(WAYS)]))
        await _slow_down(page, 1)
    await context.close()
    return took


async def _leaves(page: Page, inside: Page | FrameLocator, clock: _Clock, way: str) -> Blank:
    await _slow_down(page, SLOWER)
    clock.begins()
    if way == "Shift":
        for _ in range(3):
            await page.keyboard.press("Shift", delay=HELD)
    else:
        where = inside if way == "button in the frame" else page
        box = await where.get_by_role("button", name="Exit").first.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        await page.mouse.click(x, y, delay=HELD)
    return await clock.took(way)


async def _slow_down(page: Page, rate: int) -> None:
    """Page and frame are processes of their own."""
    for one in (page, *(frame for frame in page.frames if frame.parent_frame)):
        session = await page.context.new_cdp_session(one)
        await session.send("Emulation.setCPUThrottlingRate", {"rate": rate})


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
