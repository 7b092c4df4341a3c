"""For people who see little, listen to it, use keys only, have a small phone, or no script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import NewContext, OpenVisitor
from tests.browser.people import TOLD, Visitor, Worker
from tests.browser.sites import Site
from tests.browser.states import Walk
from tests.stack import Stack

_LOOKS = [(320, 640, "light"), (320, 640, "dark"), (1280, 800, "light"), (1280, 800, "dark")]
_RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
  one => `${one.id}: ${one.nodes.map(node => node.target.flat().join(" ")).join(" | ")}`)"""
#: What a finger has to hit, smaller than 44 px either way. A box to tick is as large as its label.
_SMALL = """() => {
  const all = root => [...root.querySelectorAll("*")].flatMap(
    one => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  return all(document).filter(one => one.matches("button, a[href], select, textarea, input"))
    .map(one => one.type === "checkbox" ? one.closest("label") : one)
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([, {width, height}]) => width && height && (width < 43.9 || height < 43.9))
    .map(([one, {width, height}]) => `${one.localName} ${one.innerText} ${width} x ${height}`);
}"""
_FOCUSED = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const name = one.getAttribute("aria-label") ?? one.labels?.[0]?.innerText ?? one.innerText;
  const looks = getComputedStyle(one);
  return {name: name.trim().split("\\n")[0], seen: looks.outlineStyle !== "none"};
}"""
_VOICES = [("en", "adult"), ("cy", "young"), ("en", "young"), ("cy", "adult")]
_STATES = 19


class Checker:
    """Looks at a page in every look it has; what is found is kept until the end of the test."""

    def __init__(self, axe: str, looks: Sequence[tuple[int, int, str]] = _LOOKS) -> None:
        self._axe = axe
        self._looks = looks
        self.found: list[str] = []
        self.states: list[str] = []

    async def looks_at(self, page: Page, state: str) -> None:
        self.states.append(state)
        if not await page.evaluate("'axe' in window"):
            await page.evaluate(self._axe)
        size = page.viewport_size
        for width, height, scheme in self._looks:
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
        self.found += [f"{state}: small: {one}" for one in await page.evaluate(_SMALL)]
        await page.set_viewport_size({"width": 360, "height": 740})


@pytest.fixture
def checker(axe: str) -> Checker:
    return Checker(axe)


async def test_every_state_of_the_chat_is_for_everyone(
    new_context: NewContext, stack: Stack, worker: Worker, axe: str, scale: Callable[[int], int]
) -> None:
    """In light and dark; at full scale in each language and look, also on a wide screen."""
    full = scale(len(_VOICES)) == len(_VOICES)
    for language, audience in _VOICES if full else _VOICES[:2]:
        checker = Checker(axe, _LOOKS if full else _LOOKS[:2])
        page = await (await new_context(360, 740)).new_page()
        await Walk(page, language, audience).goes(stack.public, worker, checker.looks_at_chat)
        assert not checker.found, f"{language}, {audience}:\n" + "\n".join(checker.found)
        assert len(checker.states) == _STATES


async def test_every_state_of_the_desk_is_for_everyone(
    open_visitor: OpenVisitor,
    new_context: NewContext,
    worker: Worker,
    stack: Stack,
    checker: Checker,
) -> None:
    door = await (await new_context(1280, 800)).new_page()
    await door.goto(stack.desk)
    await expect(door.get_by_role("button", name="Sign in")).to_be_visible()
    await checker.looks_at(door, "sign in")
    await checker.looks_at(worker.page, "board, nobody waiting")
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await visitor.asks_for_a_person()
    await visitor.agrees_to_the_brief(history=True)
    await expect(worker.waiting).to_contain_text("Take chat")
    await checker.looks_at(worker.page, "board, one waiting")
    await worker.takes_the_first_chat()
    await worker.says("Hello. Are you safe to talk?")
    await checker.looks_at(worker.page, "chat")
    assert not checker.found, "\n".join(checker.found)


async def _tabs_to(page: Page, name: str) -> None:
    """The Tab key alone, and the focus can be seen at each step."""
    for _ in range(40):
        await page.keyboard.press("Tab")
        focused: dict[str, Any] = await page.evaluate(_FOCUSED)
        if focused["name"] == name:
            assert focused["seen"], name
            return
    raise AssertionError(f"no Tab reaches {name!r}")


async def test_a_visitor_needs_no_mouse(open_visitor: OpenVisitor, neutral: Site) -> None:
    visitor = await open_visitor()
    page = visitor.page
    await _tabs_to(page, "Your message")
    await page.keyboard.type("what is stalking")
    await page.keyboard.press("Enter")
    await visitor.reads("Fixated")
    choice = page.get_by_role("group", name="Answers to pick from").last.get_by_role("button").first
    label = await choice.inner_text()
    await _tabs_to(page, label)
    await page.keyboard.press("Enter")
    await expect(visitor.log.locator(".entry.visitor").last).to_contain_text(label)
    await _tabs_to(page, "Settings")
    await page.keyboard.press("Enter")
    await _tabs_to(page, "Text size")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_label("Text size")).to_have_value("large")
    await page.keyboard.press("Escape")
    await expect(page.get_by_label("Text size")).to_have_count(0)
    await _tabs_to(page, "Exit this page now")
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"{neutral.origin}/weather")


async def test_the_numbers_and_a_way_out_work_without_script(
    new_context: NewContext, stack: Stack, neutral: Site
) -> None:
    context = await new_context(320, 568, java_script_enabled=False)
    page = await context.new_page()
    await page.goto(stack.public)
    for number in ("999", "0808 802 0300"):
        link = page.get_by_role("link", name=number)
        await expect(link).to_be_in_viewport(ratio=1)
        assert await link.get_attribute("href") == f"tel:{number}"
    await page.get_by_role("link", name="Exit").click()
    await page.wait_for_url(f"{neutral.origin}/weather")
