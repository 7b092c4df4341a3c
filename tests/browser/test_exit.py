"""Leaving in a hurry: what is on the screen, behind Back, and where the page goes."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.conftest import NewContext, OpenVisitor
from tests.browser.leaving import goes, holds_nothing_of_ours, is_ordinary, what_is_left
from tests.browser.people import TOLD, Visitor, everything_on
from tests.browser.sites import Site
from tests.stack import Stack


@contextmanager
def _stopped(stack: Stack) -> Iterator[None]:
    """The helpline accepts connections and answers nothing."""
    group = stack._processes["helpline"].pid
    os.killpg(group, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(group, signal.SIGCONT)


async def _leaves(visitor: Visitor, way: str) -> None:
    if way == "button":
        await visitor.exit.click()
    elif way == "shift in the textbox":
        await visitor.box.click()
        await visitor.presses_shift()
    else:
        await visitor.page.mouse.click(180, 400)
        await visitor.presses_shift()


@pytest.mark.parametrize("way", ["button", "shift in the textbox", "shift on the page"])
async def test_exit_leads_to_an_ordinary_page_and_back_never_shows_the_chat(
    new_context: NewContext, stack: Stack, neutral: Site, way: str
) -> None:
    context = await new_context(360, 740)
    page = await context.new_page()
    visitor = Visitor(page)
    await page.goto(f"{neutral.origin}/search")
    await visitor.opens(stack.public)  # a first visit, left by typing another address
    await page.goto(f"{neutral.origin}/results")
    await visitor.opens(stack.public)
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    before = len(neutral.referers)
    await _leaves(visitor, way)

    await page.wait_for_url(f"{neutral.origin}/weather")
    await is_ordinary(page, neutral)
    assert neutral.referers[before:] == [None]
    for step in (-1, -1, -1, 1, 1):
        await goes(page, step)
        await is_ordinary(page, neutral)

    # Typing the address works, and begins with nothing.
    await visitor.opens(stack.public)
    await expect(visitor.log).not_to_contain_text("outside my work")


async def test_nothing_is_left_on_the_screen_while_the_next_page_takes_its_time(
    open_visitor: OpenVisitor, neutral: Site
) -> None:
    visitor = await open_visitor()
    await visitor.says(TOLD)
    left = await what_is_left(visitor, neutral)
    assert left == {"text": "", "elements": 0, "drawn": False}
    await visitor.page.wait_for_url(f"{neutral.origin}/weather")


async def test_the_page_holds_nothing_of_the_chat_while_the_next_page_never_comes(
    new_context: NewContext, stack: Stack, neutral: Site
) -> None:
    visitor = Visitor(await (await new_context(360, 740)).new_page())
    await visitor.opens(stack.public)
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    await holds_nothing_of_ours(visitor, neutral)


async def test_exit_words_leave_the_page_also_while_the_helpline_is_stopped(
    open_visitor: OpenVisitor, stack: Stack, neutral: Site
) -> None:
    first, second = await open_visitor(), await open_visitor()
    await first.says(TOLD)
    await second.says(TOLD)
    await first.box.fill(" Exit. ")
    await first.box.press("Enter")
    await first.page.wait_for_url(f"{neutral.origin}/weather")

    with _stopped(stack):
        await second.box.fill("hide")
        await second.box.press("Enter")
        await second.page.wait_for_url(f"{neutral.origin}/weather")
        await is_ordinary(second.page, neutral)


@pytest.mark.parametrize("word", ["gadael", "CUDDIO!", "leave"])
async def test_exit_words_act_in_both_languages_whatever_the_page_speaks(
    open_visitor: OpenVisitor, neutral: Site, word: str
) -> None:
    visitor = await open_visitor()
    await visitor.box.fill(word)
    await visitor.box.press("Enter")
    await visitor.page.wait_for_url(f"{neutral.origin}/weather")


async def test_a_less_sure_sign_brings_one_large_button_that_leaves_without_the_helpline(
    open_visitor: OpenVisitor, stack: Stack, neutral: Site
) -> None:
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    await visitor.says("someone might come in")
    leave = visitor.chat.get_by_role("button", name="Leave now")
    await expect(leave).to_have_count(1)
    await expect(leave).to_be_in_viewport(ratio=1)
    await expect(visitor.chat.get_by_role("button", name="Stay here")).to_be_visible()
    box = await leave.bounding_box()
    assert box is not None
    # Over the whole width of a phone, and as high as a thumb is wide.
    assert box["width"] > 300
    assert box["height"] >= 64
    with _stopped(stack):
        await leave.click()
        await visitor.page.wait_for_url(f"{neutral.origin}/weather")


async def test_words_bring_the_chat_back_with_nothing_old_on_the_screen(
    open_visitor: OpenVisitor, neutral: Site
) -> None:
    visitor = await open_visitor()
    page = visitor.page
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    await page.get_by_role("button", name="Settings").click()
    await page.get_by_role("button", name="Get words to come back with").click()
    await expect(page.get_by_role("listitem").nth(5)).to_be_visible()
    words = [await item.inner_text() for item in await page.get_by_role("listitem").all()]
    assert len(words) == 6
    await page.get_by_role("button", name="Hide the words").click()
    await visitor.exit.click()
    await page.wait_for_url(f"{neutral.origin}/weather")

    # By the address alone nothing shows that anybody was here before.
    again = await open_visitor()
    assert await again.log.locator(".entry.visitor").count() == 0
    for given, answer in ((["wrong"] * 6, "Nothing is here for those words"), (words, "")):
        await again.page.get_by_role("button", name="Settings").click()
        await again.page.get_by_role("button", name="Come back with words").click()
        await again.page.get_by_label("The six words").fill(" ".join(given))
        await again.page.get_by_role("button", name="Open that chat").click()
        await expect(again.log).to_contain_text(answer)
        await again.reads("Is it safe for you to chat now")
    held = await everything_on(again.page)
    assert "Nothing is here" not in held
    for old in ("outside my work", "turning up"):
        assert old not in held


async def test_shift_for_capitals_never_leaves(open_visitor: OpenVisitor) -> None:
    visitor = await open_visitor()
    page = visitor.page
    await visitor.box.click()
    for letter in "HELP ME HE IS HERE":
        await page.keyboard.press("Space" if letter == " " else f"Shift+{letter}")
    await page.keyboard.press("Shift+ArrowLeft")
    await page.keyboard.press("Shift+ArrowLeft")
    await page.keyboard.press("Shift+ArrowLeft")
    await expect(visitor.box).to_have_value("HELP ME HE IS HERE")
    await expect(visitor.log).to_be_visible()


def _strokes(count: int) -> Iterator[list[dict[str, Any]]]:
    """Ordinary typing, one stroke a list: letters, capitals, Shift with arrows, the keys let go in
    either order, and now and then a Shift or two alone, as of somebody who thinks again."""
    draw = random.Random(20261122)  # a seed, so that a stream that fails can be typed again

    def key(kind: str, name: str, held: bool) -> dict[str, Any]:
        letter = {"text": name} if len(name) == 1 and kind == "keyDown" else {}
        return {"type": kind, "key": name, "modifiers": 8 if held else 0, **letter}

    down, up = key("keyDown", "Shift", True), key("keyUp", "Shift", False)
    for _ in range(count):
        letter = draw.choice("abcdefgh ,.")
        kind = draw.random()
        if kind < 0.5:
            yield [key("keyDown", letter, False), key("keyUp", letter, False)]
            continue
        other = letter.upper() if kind < 0.75 else draw.choice(("ArrowLeft", "ArrowUp", "Home"))
        press, release = key("keyDown", other, True), key("keyUp", other, True)
        if kind < 0.9:
            yield [down, press, *([release, up] if kind < 0.8 else [up, release])]
        else:
            alone = [down, up] * draw.choice((1, 2))
            yield [*alone, key("keyDown", letter, False), key("keyUp", letter, False)]


async def test_no_ordinary_typing_leaves(
    open_visitor: OpenVisitor, stack: Stack, scale: Callable[[int], int]
) -> None:
    visitor = await open_visitor()
    page = visitor.page
    session = await page.context.new_cdp_session(page)
    await visitor.box.click()
    strokes = list(_strokes(scale(100_000)))
    for start in range(0, len(strokes), 250):
        # Sent in this order, and not one after another's answer.
        await asyncio.gather(
            *(
                session.send("Input.dispatchKeyEvent", event)
                for stroke in strokes[start : start + 250]
                for event in stroke
            )
        )
        # An input method composes while Shift goes down and up.
        for part in ("n", "ni", "nih"):
            await session.send(
                "Input.imeSetComposition",
                {"text": part, "selectionStart": len(part), "selectionEnd": len(part)},
            )
            await page.keyboard.press("Shift")
        await session.send("Input.insertText", {"text": "你好"})
        await visitor.box.fill("")
    assert page.url.startswith(stack.public)
    await expect(visitor.box).to_be_visible()


async def test_saying_that_someone_is_coming_leaves_at_once(
    open_visitor: OpenVisitor, neutral: Site
) -> None:
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    await visitor.says("someones coming")
    leave = visitor.chat.get_by_role("button", name="Leave now")
    await expect(leave.or_(visitor.page.get_by_text("Light rain")).first).to_be_visible()
    if await leave.count():
        await leave.first.click()
    await visitor.page.wait_for_url(f"{neutral.origin}/weather")
