"""The chat on whole pages of charities, as `make run` serves them: their own strict policy, a
banner over everything, a script that counts what people do, and more than fits on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.people import TOLD, Visitor, words_of
from tests.browser.sites import Site
from tests.stack import Stack

_SIZES = (
    (320, 568),
    (360, 740),
    (390, 844),
    (768, 1024),
    (844, 390),
    (1024, 768),
    (1280, 800),
    (1920, 1080),
)
#: A phone's keyboard covers the lower part of the page: the page stays, less of it is seen.
_KEYBOARD = """
  let covered = false;
  const view = visualViewport;
  const high = Object.getOwnPropertyDescriptor(VisualViewport.prototype, "height").get;
  Object.defineProperty(view, "height", {get: () => high.call(view) * (covered ? 0.55 : 1)});
  window.keyboard = open => { covered = open; view.dispatchEvent(new Event("resize")); };
"""
#: What is hit in the middle and near the corners of Exit, and whether it lies in what can be seen.
_HIT = """() => {
  const host = document.querySelector("waymark-chat");
  const button = host.shadowRoot.querySelector(".exit button");
  const {left, right, top, bottom} = button.getBoundingClientRect();
  const middle = [(left + right) / 2, (top + bottom) / 2];
  const at = [middle, [left + 6, top + 6], [right - 6, bottom - 6]];
  const hit = at.every(([x, y]) =>
    document.elementFromPoint(x, y) === host && host.shadowRoot.elementFromPoint(x, y) === button);
  const {width, height} = visualViewport;
  return hit && top >= 0 && left >= 0 && right <= width && bottom <= height;
}"""
_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver(list => { for (const one of list.getEntries())
    if (!one.hadRecentInput) shifts.push(one.value);
  }).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture
def examples(stack: Stack) -> str:
    """Another origin than the chat's, which is at `localhost`."""
    return f"http://127.0.0.1:{stack.public_port}/examples"


def _complaints(page: Page) -> list[str]:
    """What the browser refuses, and what fails, on a page and in its frames."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def _refused(said: Iterable[str]) -> list[str]:
    return [one for one in said if "favicon" not in one and "404" not in one]


@pytest.mark.parametrize(
    ("name", "language", "audience"),
    [("charity", "en", "adult"), ("school", "en", "young"), ("inline", "cy", "adult")],
)
async def test_a_strict_site_shows_the_chat_and_nothing_on_it_moves(
    new_context: NewContext,
    examples: str,
    neutral: Site,
    name: str,
    language: str,
    audience: str,
) -> None:
    page = await (await new_context(1280, 800)).new_page()
    await page.add_init_script(_SHIFTS)
    said = _complaints(page)
    await page.goto(f"{examples}/{name}.html")
    await expect(page.get_by_role("button", name=words_of(language)["exit_name"])).to_be_visible()
    loader = page.locator("script[src*=waymark]")
    assert await loader.get_attribute("integrity")
    await expect(page.get_by_role("link", name="0808 802 0300")).to_be_visible()
    assert await page.evaluate("shifts") == []
    await page.locator(".cookies button").first.click()
    await page.locator("waymark-chat .launch").click()
    words = words_of(language, audience)
    visitor = Visitor(page, page.frame_locator("waymark-chat iframe"), words)
    await visitor.sees_who_answers(words["assistant"])
    await expect(visitor.log.locator(".choices button").first).to_be_visible()
    await visitor.says(TOLD)
    assert _refused(said) == []
    # The script that counts has seen clicks, and no word.
    seen = await page.evaluate("JSON.stringify(seen)")
    assert "click" in seen
    assert "outside my work" not in seen
    await visitor.exit.click()
    await page.wait_for_url(f"{neutral.origin}/weather")


async def test_a_loader_that_was_changed_on_the_way_does_not_run_and_the_numbers_stay(
    new_context: NewContext, examples: str
) -> None:
    page = await (await new_context(360, 740)).new_page()

    async def changed(route: Any) -> None:
        answer = await route.fetch()
        await route.fulfill(response=answer, body=await answer.text() + "\nfetch('/stolen')")

    await page.route("**/waymark-*.js", changed)
    said = _complaints(page)
    await page.goto(f"{examples}/charity.html")
    await page.wait_for_load_state("networkidle")
    assert any("integrity" in one for one in said)
    await expect(page.locator("waymark-chat .launch")).to_have_count(0)
    for number in ("999", "0808 802 0300"):
        await expect(page.get_by_role("link", name=number)).to_be_visible()


async def test_exit_can_be_hit_at_every_size_scrolled_with_a_keyboard_and_under_a_banner(
    new_context: NewContext, examples: str, neutral: Site
) -> None:
    page = await (await new_context(320, 568)).new_page()
    await page.add_init_script(f"if (top === window) {{ {_KEYBOARD} }}")
    await page.goto(f"{examples}/charity.html")
    await expect(page.get_by_role("button", name="Exit this page now")).to_be_visible()
    # A banner as mean as they come: over the whole page, with the highest number there is.
    await page.evaluate("document.querySelector('.cookies').style.inset = '0'")
    missed = []
    for opened in (False, True):
        if opened:
            await page.evaluate("document.querySelector('.cookies').style.inset = 'auto 0 0 0'")
            await page.locator("waymark-chat .launch").click()
            frame = page.frame_locator("waymark-chat iframe")
            await expect(frame.get_by_role("textbox")).to_be_visible()
            await page.evaluate("document.querySelector('.cookies').style.inset = '0'")
        for (width, height), scroll, keyboard in product(_SIZES, (0, 0.5, 1), (False, True)):
            await page.set_viewport_size({"width": width, "height": height})
            await page.evaluate(
                "([y, open]) => { scrollTo(0, y * document.body.scrollHeight); keyboard(open); }",
                [scroll, keyboard],
            )
            if not await page.evaluate(_HIT):
                missed.append((width, height, scroll, keyboard, opened))
    assert missed == []
    await page.evaluate("keyboard(false)")
    await page.get_by_role("button", name="Exit this page now").click()
    await page.wait_for_url(f"{neutral.origin}/weather")


async def test_a_charitys_colour_is_worn_and_what_stands_on_it_can_be_read(
    new_context: NewContext, examples: str, axe: str
) -> None:
    for scheme in ("light", "dark"):
        page = await (await new_context(1280, 800, color_scheme=scheme, bypass_csp=True)).new_page()
        await page.goto(f"{examples}/school.html")
        launch = page.locator("waymark-chat .launch")
        await expect(launch).to_have_css("background-color", "rgb(179, 0, 94)")
        await expect(launch).to_have_css("color", "rgb(255, 255, 255)")
        await launch.click()
        frame = page.frame_locator("waymark-chat iframe")
        await expect(frame.locator(".choices button").first).to_be_visible()
        send = frame.get_by_role("button", name="Send")
        await expect(send).not_to_have_css("background-color", "rgb(74, 61, 179)")
        inside = next(one for one in page.frames if "/frame?" in one.url)
        await inside.evaluate(axe)
        found = await inside.evaluate(
            "async () => (await axe.run(document, {runOnly: ['color-contrast']})).violations.length"
        )
        assert found == 0
