"""What a checker of accessibility finds on a page, in every look that it has."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.async_api import Page

from tests.browser.people import Visitor

LOOKS = [(320, 640, "light"), (320, 640, "dark"), (1280, 800, "light"), (1280, 800, "dark")]
#: The desk is also worked at on tablets, upright and on their side.
TABLETS = [(768, 1024, "light"), (1024, 768, "dark")]
_RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
  one => `${one.id}: ${one.nodes.map(node => node.target.flat().join(" ")).join(" | ")}`)"""
#: What a finger has to hit, smaller than 44 px either way. A box to tick is as large as its label.
SMALL = """() => {
  const all = root => [...root.querySelectorAll("*")].flatMap(
    one => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  return all(document).filter(one => one.matches("button, a[href], select, textarea, input"))
    .map(one => one.type === "checkbox" ? one.closest("label") : one)
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([, {width, height}]) => width && height && (width < 43.9 || height < 43.9))
    .map(([one, {width, height}]) => `${one.localName} ${one.innerText} ${width} x ${height}`);
}"""
#: A label or a heading that is named by an id of which there are two names the wrong one of them.
TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
}"""


class Checker:
    """Looks at a page in every look it has; what is found is kept until the end of the test."""

    def __init__(self, axe: str, looks: Sequence[tuple[int, int, str]] = LOOKS) -> None:
        self._axe = axe
        self._looks = looks
        self.found: list[str] = []
        self.states: list[str] = []

    async def looks_at(self, page: Page, state: str) -> None:
        self.states.append(state)
        if not await page.evaluate("'axe' in window"):
            await page.evaluate(self._axe)
        twice = await page.evaluate(TWICE)
        self.found += [f"{state}: the id {one} twice" for one in twice]
        size = page.viewport_size
        tablets = TABLETS if await page.locator("waymark-desk").count() else []
        for width, height, scheme in [*self._looks, *tablets]:
            await page.set_viewport_size({"width": width, "height": height})
            # Without motion a colour is there at once, and not on its way.
            await page.emulate_media(
                color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
            )
            lines = await page.evaluate(_RUN)
            self.found += [f"{state}, {width} px, {scheme}: {line}" for line in lines]
            wide = await page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.found.append(f"{state}, {width} px: scrolls sideways to {wide}")
        if size:
            await page.set_viewport_size(size)

    async def looks_at_chat(self, visitor: Visitor, state: str) -> None:
        """The same, that fingers hit what they aim at, and that the numbers are there on the
        smallest screen."""
        page = visitor.page
        await self.looks_at(page, state)
        for height in (568, 256):  # a small phone; the same on its side, or with its keyboard
            await page.set_viewport_size({"width": 320, "height": height})
            await visitor.sees_the_numbers()
        self.found += [f"{state}: small: {one}" for one in await page.evaluate(SMALL)]
        await page.set_viewport_size({"width": 360, "height": 740})
