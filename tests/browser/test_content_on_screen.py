"""A lead reads at the desk what visitors are told, and stands for it by name."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.people import Worker

KEY = "tech.tile_scan.name"


async def test_a_lead_confirms_a_fact_and_it_is_kept(worker: Worker) -> None:
    page = worker.page
    await page.get_by_role("button", name="Words and facts").click()
    dialog = page.get_by_role("dialog", name="Words and facts")
    # An answer that names the fact is found by its name too.
    pieces = dialog.get_by_role("listitem").filter(has=page.locator("strong", has_text=KEY))
    await dialog.get_by_label("Find", exact=True).fill(KEY)
    await expect(pieces).to_have_count(1)
    await expect(pieces).to_contain_text("Not confirmed")
    await pieces.get_by_role("button", name="I opened the page today").click()
    await expect(pieces).to_have_count(0)
    await dialog.get_by_label("Only what needs somebody").uncheck()
    await expect(pieces).to_have_count(1)
    await expect(pieces).to_contain_text("Checked by Local lead")
    await dialog.get_by_role("button", name="Close").click()
    await expect(dialog).not_to_be_visible()
