"""For people who see little, listen to it, use keys only, have a small phone, or no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.checker import LOOKS, SMALL, Checker
from tests.browser.conftest import NewContext, OpenVisitor
from tests.browser.people import TOLD, Visitor, Worker
from tests.browser.sites import Site
from tests.browser.states import Walk
from tests.stack import Stack

_FOCUSED = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const name = one.getAttribute("aria-label") ?? one.labels?.[0]?.innerText ?? one.innerText;
  const looks = getComputedStyle(one);
  return {name: name.trim().split("\\n")[0], seen: looks.outlineStyle !== "none"};
}"""
_VOICES = [("en", "adult"), ("cy", "young"), ("en", "young"), ("cy", "adult")]
_STATES = 19


async def test_every_state_of_the_chat_is_for_everyone(
    new_context: NewContext, stack: Stack, worker: Worker, axe: str, scale: Callable[[int], int]
) -> None:
    """In light and dark; at full scale in each language and look, also on a wide screen."""
    full = scale(len(_VOICES)) == len(_VOICES)
    for language, audience in _VOICES if full else _VOICES[:2]:
        checker = Checker(axe, LOOKS if full else LOOKS[:2])
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
    await worker.waiting.get_by_role("button", name="Move", exact=True).click()
    await checker.looks_at(worker.page, "questions before a move")
    await worker.page.keyboard.press("Escape")
    await worker.page.get_by_role("button", name="Change", exact=True).click()
    await checker.looks_at(worker.page, "how many chats at once")
    await worker.page.keyboard.press("Escape")
    await worker.page.get_by_role("button", name="Team", exact=True).click()
    await expect(worker.page.get_by_label("Chats at once, at most").first).to_be_visible()
    await checker.looks_at(worker.page, "team")
    await worker.page.keyboard.press("Escape")
    await worker.page.get_by_role("button", name="Hide the list").click()
    await expect(worker.page.get_by_text("The list is hidden.")).to_be_visible()
    await checker.looks_at(worker.page, "hidden list")
    await worker.page.get_by_role("button", name="Show the list").click()
    await worker.waiting.get_by_role("button", name="Open before consent").click()
    await worker.page.get_by_label("No. Telling them would").check()
    await checker.looks_at(worker.page, "questions before an override")
    await worker.page.keyboard.press("Escape")
    await worker.opens_before_consent(
        worker.waiting.get_by_role("button", name="Open before consent"), reason="He has a knife."
    )
    await checker.looks_at(worker.page, "a chat that a lead has opened")
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
        assert await link.get_attribute("href") == f"tel:{number.replace(' ', '')}"
    await page.get_by_role("link", name="Exit").click()
    await page.wait_for_url(f"{neutral.origin}/weather")


async def test_the_chat_can_be_mirrored_for_a_language_that_is_read_from_the_right(
    open_visitor: OpenVisitor,
) -> None:
    """None of ours is; the next one may be, and then only its catalogue is new."""
    visitor = await open_visitor()
    page = visitor.page
    await visitor.says(TOLD)
    await visitor.reads("turning up")

    async def sides() -> list[bool]:
        """Whether Exit, the visitor's words and the assistant's are left of the middle."""
        mine = visitor.log.locator(".visitor .bubble").first
        theirs = visitor.log.locator(".assistant .bubble").last
        found = []
        for one in (visitor.exit, mine, theirs):
            box = await one.bounding_box()
            assert box is not None
            found.append(box["x"] < 360 - box["x"] - box["width"])
        return found

    assert await sides() == [False, False, True]
    await page.evaluate("document.documentElement.dir = 'rtl'")
    assert await sides() == [True, True, False]
    for width in (320, 360, 1280):
        await page.set_viewport_size({"width": width, "height": 640})
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        await visitor.sees_the_numbers()


async def test_in_forced_colours_and_on_a_quarter_of_the_screen_everything_is_there(
    new_context: NewContext, stack: Stack, axe: str
) -> None:
    context = await new_context(320, 256, forced_colors="active", reduced_motion="reduce")
    visitor = Visitor(await context.new_page())
    await visitor.opens(stack.public)  # 1280 x 1024 at 400 %
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    await visitor.sees_the_numbers()
    await expect(visitor.box).to_be_in_viewport(ratio=1)
    for button in (visitor.exit, visitor.page.get_by_role("button", name="Send", exact=True)):
        assert await button.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
        assert await button.evaluate("one => getComputedStyle(one).borderTopWidth") != "0px"
    moving = await visitor.page.evaluate(
        "document.getAnimations().filter(one => one.playState === 'running').length"
    )
    assert moving == 0
    await visitor.exit.click()


async def test_a_burst_of_messages_is_answered_once(open_visitor: OpenVisitor) -> None:
    """Three that are written in one breath are one turn, in the order they were sent."""
    visitor = await open_visitor()
    answers = visitor.log.locator(".entry.assistant")
    before = await answers.count()
    for text in ("hi", "so my ex", "keeps turning up outside my work"):
        await visitor.box.fill(text)
        await visitor.box.press("Enter")
    await visitor.reads("turning up or waiting")
    after = [one.strip() for one in await answers.all_inner_texts()][before:]
    mine = await visitor.log.locator(".visitor .bubble").all_inner_texts()
    assert mine == ["hi", "so my ex", "keeps turning up outside my work"]
    entries = await visitor.log.locator(".entry").all()
    kinds = [("visitor" in (await one.get_attribute("class") or "")) for one in entries]
    # Nothing is said between them: all answers come after the last.
    assert kinds[kinds.index(True) : kinds.index(True) + 3] == [True] * 3
    assert not any("not sure" in one.lower() for one in after)


@pytest.mark.parametrize("javascript", [True, False])
async def test_the_page_of_numbers_is_for_everyone(
    new_context: NewContext, stack: Stack, neutral: Site, checker: Checker, javascript: bool
) -> None:
    context = await new_context(320, 640, java_script_enabled=javascript, bypass_csp=True)
    page = await context.new_page()
    await page.goto(f"{stack.public}/help?nation=wales&audience=young")
    await expect(page.get_by_role("link", name="Call 999")).to_be_visible()
    if javascript:
        await checker.looks_at(page, "numbers")
        assert not checker.found, "\n".join(checker.found)
        assert await page.evaluate(SMALL) == []
    await page.get_by_role("link", name="Cymraeg").click()
    await expect(page.get_by_role("heading", name="Sut i gael help")).to_be_visible()
    await page.get_by_role("link", name="Gadael").click()
    await page.wait_for_url(f"{neutral.origin}/weather")
