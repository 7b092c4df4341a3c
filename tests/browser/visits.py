"""A visitor in either browser: what they do, in the browser's own keys and clicks."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from tests.browser.engines import Browser

_SECONDS = 20
_POLL_SECONDS = 0.05
_ALL = """const all = root => [...root.querySelectorAll("*")].flatMap(
  one => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);"""
#: The middle of the first element that can be seen and fits, wherever it is nested.
_PLACE = (
    "(() => {"
    + _ALL
    + """const one = all(document).find(one => one.matches(%s) && one.getClientRects().length);
  const box = one?.getBoundingClientRect();
  return box ? [box.x, box.y, box.width, box.height] : null;})()"""
)
_LOG = (
    "(() => {"
    + _ALL
    + """return all(document).find(one => one.matches("[role=log]"))?.innerText ?? "";})()"""
)
_IN_THE_FIELD = """(() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return document.hasFocus() && (one?.matches("textarea") ?? false);})()"""
STANDS = """({title: document.title, text: document.body.innerText.trim(),
  at: location.origin, done: document.readyState === "complete",
  drawn: document.documentElement.getClientRects().length > 0})"""


class Visit:
    """Somebody at a browser; `inside`: the chat is in a frame on a charity's page."""

    def __init__(self, browser: Browser, *, inside: bool) -> None:
        self.browser = browser
        self.inside = inside

    async def until(self, script: str, wanted: Any = True, *, inside: bool = False) -> Any:
        """Asks until the page tells what is wanted (any true thing, if nothing is named)."""
        told = None
        try:
            async with asyncio.timeout(_SECONDS):
                while True:
                    told = await self.browser.tells(script, inside=inside)
                    if told == wanted or (wanted is True and told):
                        return told
                    await asyncio.sleep(_POLL_SECONDS)  # a page says by itself when it is ready
        except TimeoutError:
            raise AssertionError(f"never {wanted!r} but {told!r}: {script[:200]}") from None

    async def _clicks(self, selector: str, *, inside: bool) -> None:
        x, y, wide, high = await self.until(_PLACE % json.dumps(selector), inside=inside)
        await self.browser.clicks(x + wide / 2, y + high / 2, inside=inside)

    async def opens(self, address: str) -> None:
        await self.browser.goes_to(address)
        if self.inside:
            await self._clicks(".launch", inside=False)
        await self.reads("Is it safe for you to chat now")

    async def reads(self, text: str) -> None:
        await self.until(f"({_LOG}).includes({json.dumps(text)})", inside=self.inside)

    async def holds(self, text: str) -> bool:
        """Whether the chat shows this now."""
        told = await self.until(f"[({_LOG}).includes({json.dumps(text)})]", inside=self.inside)
        return bool(told[0])

    async def writes(self, text: str) -> None:
        """Into the field, without sending it. What is typed before the frame, a process of its own,
        has taken the focus over goes to the page around it; a person sees that and clicks again."""
        async with asyncio.timeout(_SECONDS):
            while True:
                await self._clicks("textarea", inside=self.inside)
                if await self.browser.tells(_IN_THE_FIELD, inside=self.inside):
                    break
        await self.browser.writes(text, inside=self.inside)

    async def says(self, text: str) -> None:
        await self.writes(text)
        await self.browser.presses("Enter", inside=self.inside)
        await self.reads(text)

    async def leaves(self, way: str) -> None:
        """`button` and `shift` are the page's own; `… inside` are the chat's; else a word."""
        inside = self.inside and way not in ("button", "shift")
        if way.startswith("button"):
            own = "button.exit" if inside or not self.inside else ".exit button"
            await self._clicks(own, inside=inside)
        elif way.startswith("shift"):
            await self._clicks("textarea" if inside or not self.inside else "input", inside=inside)
            for _ in range(3):
                await self.browser.presses("Shift", inside=inside)
        else:
            await self.writes(way)
            await self.browser.presses("Enter", inside=inside)

    async def rests(self) -> dict[str, Any]:
        """What stands on the screen once an ordinary page has come to rest."""
        told: dict[str, Any] = await self.until(
            f"(one => one.done && one.at !== 'null' && one)({STANDS})"
        )
        return told
