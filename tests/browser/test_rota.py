"""A lead plans a week, and a worker sees it, in two real browsers."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.people import Worker
from tests.browser.test_for_everyone import Checker


@pytest.fixture
def checker(axe: str) -> Checker:
    return Checker(axe)


async def test_a_lead_plans_a_shift_and_closes_a_day_and_a_worker_reads_both(
    worker: Worker, second_worker: Worker, checker: Checker
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
    await dialog.get_by_role("button", name="Close", exact=True).click()
    assert not checker.found, "\n".join(checker.found)
