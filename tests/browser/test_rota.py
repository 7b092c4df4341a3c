"""A lead plans a week, and a worker sees it, in two real browsers."""

from __future__ import annotations

from playwright.async_api import Locator, expect

from helpline.services.shifts.hours import Hours
from helpline.services.shifts.rota_plan import Plan
from tests.browser.checker import Checker
from tests.browser.conftest import OpenVisitor
from tests.browser.people import Visitor, Worker
from tests.desk.test_hours import hours


async def is_told(visitor: Visitor, known: Hours) -> None:
    """Asks for a person when nobody is here: promised is what the hours and the rota say."""
    await visitor.says("can i talk to someone real")
    await visitor.reads(f"Next: {known.next_open_words(None, 'en')}.")


async def closes_the_next_day(visitor: Visitor, lead: Locator) -> None:
    """Nobody is there. Whoever asks hears of the next opening; when the lead closes that day, of
    the one after it."""
    known = hours()
    await is_told(visitor, known)
    first = known.next_open(None)
    assert first is not None
    known.use(Plan(closed=frozenset({(first.date(), None)})))
    await lead.locator("#rota-other").select_option(f"{first:%Y-%m-%d}")
    await lead.get_by_label("It is").select_option("closed")
    await lead.get_by_role("button", name="Say so").click()
    as_usual = lead.get_by_role("button", name="As usual again")
    await expect(as_usual).to_be_visible()
    await is_told(visitor, known)
    await as_usual.click()
    await expect(as_usual).to_have_count(0)


async def test_a_lead_plans_a_shift_and_closes_a_day_and_a_worker_and_a_visitor_read_it(
    worker: Worker, second_worker: Worker, open_visitor: OpenVisitor, checker: Checker
) -> None:
    page = worker.page
    await page.get_by_role("button", name="Rota", exact=True).click()
    dialog = page.get_by_role("dialog", name="Rota")
    days = dialog.get_by_role("listitem").filter(has=page.locator("h3"))
    await expect(days).to_have_count(7)
    await dialog.get_by_label("Who").select_option("Priya")
    tomorrow = await dialog.locator("#rota-day option").nth(1).get_attribute("value") or ""
    await dialog.locator("#rota-day").select_option(tomorrow)
    await dialog.get_by_label("From").fill("10:15")
    await dialog.get_by_label("To", exact=True).fill("12:45")
    await dialog.get_by_role("button", name="Add to the rota").click()
    await expect(days.nth(1)).to_contain_text("10:15 to 12:45")
    await dialog.get_by_role("button", name="Add to the rota").click()
    await expect(dialog.get_by_role("alert").filter(has_text="cannot be planned")).to_be_visible()
    await dialog.locator("#rota-other").select_option(tomorrow)
    await dialog.get_by_label("It is").select_option("short")
    await dialog.get_by_role("button", name="Say so").click()
    await expect(days.nth(1)).to_contain_text("Short-staffed")
    await checker.looks_at(page, "rota, lead")

    await second_worker.page.get_by_role("button", name="Rota", exact=True).click()
    theirs = second_worker.page.get_by_role("dialog", name="Rota")
    day = theirs.get_by_role("listitem").filter(has=second_worker.page.locator("h3")).nth(1)
    await expect(day).to_contain_text("Priya You")
    await expect(day).to_contain_text("Short-staffed")
    await expect(theirs.get_by_role("button", name="Add to the rota")).to_have_count(0)
    await expect(theirs.get_by_role("button", name="Remove")).to_have_count(0)
    await checker.looks_at(second_worker.page, "rota, worker")

    # Leaves the week as it was.
    await days.nth(1).get_by_role("button", name="Remove").click()
    await days.nth(1).get_by_role("button", name="As usual again").click()
    await expect(days.nth(1)).to_contain_text("Nobody is planned.")
    await theirs.get_by_role("button", name="Close", exact=True).click()
    switches = [one.page.get_by_role("switch") for one in (worker, second_worker)]
    await switches[1].uncheck()
    await dialog.get_by_role("button", name="Close", exact=True).click()
    await switches[0].uncheck()
    await page.get_by_role("button", name="Rota", exact=True).click()
    await closes_the_next_day(await open_visitor(), dialog)
    await dialog.get_by_role("button", name="Close", exact=True).click()
    for one in switches:
        await one.check()
    assert not checker.found, "\n".join(checker.found)
