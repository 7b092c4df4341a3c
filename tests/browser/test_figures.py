"""A lead looks at how the helpline is doing."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.checker import Checker
from tests.browser.conftest import OpenVisitor
from tests.browser.people import TOLD, Worker


async def test_a_lead_reads_the_figures_and_takes_them_along(
    open_visitor: OpenVisitor, worker: Worker, checker: Checker
) -> None:
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await visitor.asks_for_a_person()
    page = worker.page
    await expect(worker.waiting).to_contain_text("Take chat")
    await page.get_by_role("button", name="Figures").click()
    dialog = page.get_by_role("dialog", name="How the helpline is doing")
    waiting = dialog.locator(".tiles > div").filter(has_text="Waiting").first
    await expect(waiting).to_contain_text("1")
    asked = dialog.get_by_role("region", name="Asked for a person")
    await expect(asked).to_contain_text("Got a place in the queue")
    # What two people came with is not told by how often.
    topics = dialog.get_by_role("region", name="What messages were about")
    await expect(topics).to_contain_text("fewer than 5")
    await expect(dialog).not_to_contain_text("outside my work")
    await checker.looks_at(page, "figures")
    await dialog.get_by_role("button", name="Last 7 days").click()
    await expect(dialog.get_by_role("button", name="Last 7 days")).to_have_attribute(
        "aria-pressed", "true"
    )
    await dialog.locator("summary").first.click()
    await expect(dialog.get_by_role("table").first.get_by_role("row")).to_have_count(8)
    async with page.expect_download() as coming:
        await dialog.get_by_role("button", name="Download as a table").click()
    assert (await coming.value).suggested_filename.endswith(".csv")
    for chart, ending in (("What messages were about", "svg"), ("Chats opened", "png")):
        await dialog.get_by_label("Pictures as").select_option(ending)
        async with page.expect_download() as coming:
            await dialog.get_by_role("button", name=f"Save as a picture: {chart}").click()
        saved = await coming.value
        assert saved.suggested_filename.endswith(f".{ending}")
        picture = (await saved.path()).read_bytes()
        if ending == "svg":
            # What is shown, and nothing more: two people's topic is held back here too.
            assert b'<title id="title">What messages were about. ' in picture
            assert b"fewer than 5" in picture
            assert b"outside my work" not in picture
        else:
            assert picture.startswith(b"\x89PNG")
    # As if the proof of who it is had grown old.
    refused = {"error": {"code": "confirm_first", "message": ""}}
    await page.route(
        "**/api/figures.csv*", lambda route: route.fulfill(status=403, json=refused), times=1
    )
    await dialog.get_by_role("button", name="Download as a table").click()
    proof = page.get_by_role("dialog", name="Show that it is you")
    await expect(proof.get_by_label("Password")).to_be_visible()
    await checker.looks_at(page, "proving who it is")
    await page.keyboard.press("Escape")
    await dialog.get_by_role("button", name="Close").click()
    assert not checker.found, "\n".join(checker.found)
