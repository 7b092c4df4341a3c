"""The sheet of cards as it comes out of a printer: a phone reads each code, and nothing else on it
says what it is for.
"""

from __future__ import annotations

import io

import zxingcpp
from PIL import Image, ImageFilter
from playwright.async_api import Page

from tests.browser.conftest import NewContext
from tests.stack import Stack

#: A4 at 96 dots per inch, less the margins that the sheet asks for (12 mm).
_PAPER = (794 - 91, 1123 - 91)


async def _printed(page: Page, stack: Stack, *words: str) -> Image.Image:
    await page.set_content(await stack.run("card", *words))
    await page.emulate_media(media="print")
    return Image.open(io.BytesIO(await page.screenshot())).convert("L")


async def test_each_of_ten_codes_is_read_off_the_paper_and_leads_to_the_chat(
    new_context: NewContext, stack: Stack
) -> None:
    page = await (await new_context(*_PAPER, device_scale_factor=2)).new_page()
    for words, address in (((), "/"), (("--language", "cy"), "/?language=cy")):
        sheet = await _printed(page, stack, *words)
        found = zxingcpp.read_barcodes(sheet)
        assert [one.text for one in found] == [stack.public + address] * 10
        assert {one.format for one in found} == {zxingcpp.BarcodeFormat.QRCode}
        # All ten are on one sheet, and none goes over its edge.
        high = await page.evaluate("document.documentElement.scrollHeight")
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert (wide <= _PAPER[0], high <= _PAPER[1]) == (True, True)


async def test_a_card_in_a_shaking_hand_and_poor_light_is_read_too(
    new_context: NewContext, stack: Stack
) -> None:
    page = await (await new_context(*_PAPER)).new_page()
    sheet = await _printed(page, stack)
    box = await page.get_by_role("listitem").first.bounding_box()
    assert box is not None
    card = sheet.crop((0, 0, round(box["x"] + box["width"]), round(box["y"] + box["height"])))
    held = card.rotate(17, expand=True, fillcolor=90).filter(ImageFilter.GaussianBlur(1.2))
    dim = held.point(lambda light: 60 + light * 0.4)
    assert [one.text for one in zxingcpp.read_barcodes(dim)] == [f"{stack.public}/"]


async def test_nothing_but_a_dull_word_is_on_the_sheet(
    new_context: NewContext, stack: Stack
) -> None:
    page = await (await new_context(*_PAPER)).new_page()
    sheet = await _printed(page, stack)
    assert set((await page.locator("body").inner_text()).split()) == {"Information"}
    assert await page.title() == "Information"
    # Black, grey and white: no colour that somebody could know again.
    colours = Image.open(io.BytesIO(await page.screenshot())).convert("RGB").getcolors(1 << 24)
    assert all(len(set(colour)) == 1 for _, colour in colours or ())
    assert sheet.getextrema() == (0, 255)
