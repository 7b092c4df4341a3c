"""Exit begins as the finger goes down, and is taken back when it goes up somewhere else."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import CDPSession, Page, expect

from tests.browser.conftest import NewContext, OpenVisitor
from tests.browser.leaving import is_ordinary
from tests.browser.people import TOLD, Visitor
from tests.browser.sites import Site
from tests.stack import Stack

DRAFT = "i had not sent this yet"
_MANY = 10
_PLACES = ["alone", "in the frame", "on the charity's page"]


async def _colours(page: Page) -> int:
    """How many colours are on the screen: one where it is blank."""
    picture = Image.open(io.BytesIO(await page.screenshot(animations="disabled")))
    return len(picture.convert("RGB").getcolors(1 << 24) or ())


async def _is_blank(page: Page) -> None:
    async with asyncio.timeout(15):
        while await _colours(page) != 1:
            await page.evaluate("new Promise(requestAnimationFrame)")


async def _is_back(page: Page) -> None:
    async with asyncio.timeout(15):
        while await _colours(page) < _MANY:
            await page.evaluate("new Promise(requestAnimationFrame)")


async def _opened(
    new_context: NewContext, stack: Stack, charity: Site, place: str, **options: Any
) -> tuple[Visitor, tuple[float, float]]:
    """Somebody in the middle of a chat, and where their Exit is."""
    page = await (await new_context(1280, 800, **options)).new_page()
    if place == "alone":
        visitor = Visitor(page)
        await visitor.opens(stack.public)
    else:
        await page.goto(f"{charity.origin}/")
        await page.get_by_role("button", name="Chat", exact=True).click()
        visitor = Visitor(page, page.frame_locator("waymark-chat iframe"))
        await visitor.reads("Is it safe for you to chat now")
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    await visitor.box.fill(DRAFT)
    button = visitor.exit
    if place == "in the frame":
        button = visitor.chat.get_by_role("button", name="Exit this page now")
    box = await button.bounding_box()
    assert box is not None
    return visitor, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", _PLACES)
async def test_the_screen_is_blank_while_the_finger_is_down_and_as_before_if_it_slides_off(
    new_context: NewContext, stack: Stack, charity: Site, neutral: Site, place: str, scheme: str
) -> None:
    visitor, (x, y) = await _opened(new_context, stack, charity, place, color_scheme=scheme)
    page = visitor.page
    where = await visitor.log.evaluate("one => (one.scrollTop = 40, one.scrollTop)")
    assert await _colours(page) > _MANY
    await page.mouse.move(x, y)
    await page.mouse.down()
    await _is_blank(page)
    await page.mouse.move(400, 500, steps=4)
    await _is_blank(page)
    await page.mouse.up()
    # Nothing has happened: what was typed, and the place in the talk, are there.
    await expect(visitor.box).to_be_visible()
    await _is_back(page)
    await expect(visitor.box).to_have_value(DRAFT)
    assert await visitor.log.evaluate("one => one.scrollTop") == where
    assert page.url.startswith(stack.public if place == "alone" else charity.origin)
    # Beside the button, as a shaking hand does, is on it.
    await page.mouse.move(x, y)
    await page.mouse.down()
    box = await visitor.exit.bounding_box()
    assert box is not None
    await page.mouse.move(x, y + box["height"] / 2 + 12)
    await page.mouse.up()
    await page.wait_for_url(f"{neutral.origin}/weather")
    await is_ordinary(page, neutral)


async def _touch(session: CDPSession, kind: str, *at: tuple[float, float]) -> None:
    points = [{"x": x, "y": y} for x, y in at]
    await session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.mark.parametrize("ends", ["touchEnd", "touchCancel"])
@pytest.mark.parametrize("place", _PLACES)
async def test_a_swipe_that_begins_on_exit_leaves_nothing_and_nobody(
    new_context: NewContext, stack: Stack, charity: Site, neutral: Site, place: str, ends: str
) -> None:
    visitor, (x, y) = await _opened(new_context, stack, charity, place, has_touch=True)
    page = visitor.page
    session = await page.context.new_cdp_session(page)
    await _touch(session, "touchStart", (x, y))
    await _is_blank(page)
    for down in (40, 120, 240):
        await _touch(session, "touchMove", (x - down / 2, y + down))
    await _touch(session, ends)
    await _is_back(page)
    await expect(visitor.box).to_have_value(DRAFT)
    assert page.url.startswith(stack.public if place == "alone" else charity.origin)
    # A finger that stays longer than a tap, as one does that is pressed in fear.
    tap = {"x": round(x), "y": round(y), "duration": 900, "gestureSourceType": "touch"}
    await session.send("Input.synthesizeTapGesture", tap)
    await page.wait_for_url(f"{neutral.origin}/weather")


async def test_the_space_bar_leaves_as_it_goes_down(
    open_visitor: OpenVisitor, neutral: Site
) -> None:
    visitor = await open_visitor()
    await visitor.exit.focus()
    await visitor.page.keyboard.down("Space")
    await visitor.page.wait_for_url(f"{neutral.origin}/weather")


async def test_only_a_press_covers_the_page(open_visitor: OpenVisitor) -> None:
    """Another mouse button, a press elsewhere that ends on Exit."""
    visitor = await open_visitor()
    page = visitor.page
    box = await visitor.exit.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.move(x, y)
    await page.mouse.down(button="right")
    assert await _colours(page) > _MANY
    await page.mouse.up(button="right")
    await page.mouse.move(180, 400)
    await page.mouse.down()
    await page.mouse.move(x, y)
    assert await _colours(page) > _MANY
    await page.mouse.up()
    await expect(visitor.box).to_be_visible()
