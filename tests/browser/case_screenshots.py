"""Cases, an assessment, what is due and patterns as pictures, for docs/desk.md and docs/leads.md:
with somebody made up who asked to be contacted. Part of `make screenshots`.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from playwright.async_api import Browser, Locator, expect

from helpline.db import Database
from tests.browser.desk_screenshots import DeskCamera
from tests.browser.people import Visitor, Worker
from tests.browser.quarter import fill_quarter
from tests.browser.referring import agrees
from tests.browser.test_assessing import assessment, marks_as_trained
from tests.stack import Stack


async def _plans_a_call(cases: Locator) -> None:
    begins, ends = datetime.now() - timedelta(minutes=2), datetime.now() + timedelta(hours=1)  # noqa: DTZ005 - the browser's own clock
    plan = cases.get_by_role("form", name="Put a safe time into the diary")
    await plan.get_by_label("From").fill(f"{begins:%Y-%m-%dT%H:%M}")
    await plan.get_by_label("Until").fill(f"{ends:%Y-%m-%dT%H:%M}")
    await plan.get_by_role("button", name="Put it in").click()
    await expect(plan.get_by_label("From")).to_have_value("")


async def take_cases(browser: Browser, link: str, stack: Stack) -> None:
    """From the visitor's yes to the board that asks for a call-back."""
    context = await browser.new_context(viewport={"width": 1280, "height": 860})
    page = await context.new_page()
    await page.emulate_media(color_scheme="light", reduced_motion="reduce")
    worker, camera = Worker(page), DeskCamera(page)
    await worker.signs_in_with_link(link)
    await marks_as_trained(worker, "Local lead")
    theirs = await browser.new_context(viewport={"width": 360, "height": 740})
    visitor = Visitor(await theirs.new_page())
    await visitor.opens(stack.public)
    reference = await agrees(visitor)

    await page.get_by_role("button", name="Cases", exact=True).click()
    cases = page.get_by_role("dialog", name=re.compile("^Case"))
    await cases.get_by_role("button", name=f"Take {reference}").click()
    await cases.get_by_role("button", name="I have read these").click()
    await expect(cases).to_contain_text("text 07700 900123")
    await camera.takes("case")
    await cases.get_by_role("button", name="Open the assessment").click()
    sheet = assessment(worker)
    # A topic with what they have said to it.
    await sheet.locator(".said").first.evaluate("one => one.parentElement.scrollIntoView()")
    await camera.takes("assessment")
    await sheet.get_by_role("button", name="Close the assessment").click()
    await _plans_a_call(cases)
    await cases.get_by_role("button", name="Close", exact=True).click()
    await expect(page.get_by_role("list", name="Due in cases")).to_contain_text("Call back")
    await page.set_viewport_size({"width": 1280, "height": 420})
    await camera.takes("due")
    await page.set_viewport_size({"width": 1280, "height": 860})

    database = Database(f"sqlite+aiosqlite:///{stack.folder / 'waymark.db'}")
    await fill_quarter(database)
    await database.close()
    await page.get_by_role("button", name="Patterns").click()
    await expect(page.get_by_role("dialog")).to_contain_text("Instagram")
    await camera.takes("patterns")
    for one in (context, theirs):
        await one.close()
