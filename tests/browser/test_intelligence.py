"""A lead looks at patterns to share with other agencies, as they are after a busy quarter."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import expect
from sqlalchemy import delete

from helpline.db import Database
from helpline.models import Pattern
from helpline.services.figures.quarters import Quarter
from tests.browser.checker import Checker
from tests.browser.people import Worker
from tests.browser.quarter import fill_quarter
from tests.stack import Stack

#: By table and name: the nations, not said, all of them; fewer than five are withheld.
_SHOWN = (
    ("What was told of, by nation", "Followed", ["40", "25", "0", "0", "10", "75"]),
    ("What was told of, by nation", "A weapon", ["0", "0", "0", "withheld", "0", "withheld"]),
    ("Platforms, by nation", "Instagram", ["40", "0", "10", "0", "0", "50"]),
    ("Platforms, by nation", "Facebook", ["0", "0", "10", "0", "0", "10"]),
    ("Platforms, by nation", "Snapchat", ["0", "0", "0", "withheld", "0", "withheld"]),
    ("Kinds of places, by nation", "Home", ["0", "25", "0", "0", "0", "25"]),
    ("Kinds of places, by nation", "shops, gym, pub", ["0", "0", "0", "0", "10", "10"]),
)
#: Of cases, by column: London, the South West, Wales, all of them.
_TICKED: tuple[tuple[str, str, dict[int, str]], ...] = (
    ("Platforms in cases, by region", "Instagram", {6: "25", 8: "10", 9: "0", 13: "35"}),
    ("Kinds of places in cases, by region", "Home", {6: "25", 8: "0", 9: "0", 13: "25"}),
    ("Kinds of places in cases, by region", "Work", {6: "0", 9: "withheld", 13: "withheld"}),
)
#: The most frequent first.
_CHART = ("Instagram.*50", "WhatsApp.*25", "Facebook, Messenger.*10", "Snapchat.*withheld")


@pytest_asyncio.fixture(loop_scope="session")
async def counted(stack: Stack) -> AsyncIterator[Quarter]:
    """Chats that were erased in the last quarter that is over, in the service's own database."""
    database = Database(f"sqlite+aiosqlite:///{stack.folder / 'waymark.db'}")
    quarter = await fill_quarter(database)
    yield quarter
    async with database.write() as session:
        await session.execute(delete(Pattern))
    await database.close()


async def test_a_lead_reads_what_was_told_of_and_where(
    counted: Quarter, worker: Worker, checker: Checker
) -> None:
    page = worker.page
    await page.get_by_role("button", name="Patterns").click()
    dialog = page.get_by_role("dialog")
    for table, row, cells in _SHOWN:
        shown = dialog.get_by_role("table", name=table).get_by_role("row").filter(has_text=row)
        await expect(shown.get_by_role("cell")).to_have_text(cells)
    regions = dialog.get_by_role("table", name="What was told of in cases, by region")
    following = regions.get_by_role("row").filter(has_text="Followed").get_by_role("cell")
    await expect(following.nth(6)).to_have_text("25")
    assert (await following.all_inner_texts())[8:] == [
        "10", "withheld", "0", "0", "withheld", "50",
    ]  # fmt: skip
    for table, row, shown_in in _TICKED:
        cells = (
            dialog.get_by_role("table", name=table).get_by_role("row").filter(has_text=row)
        ).get_by_role("cell")
        assert dict(enumerate(await cells.all_inner_texts())).items() >= shown_in.items()
    charts = dialog.get_by_role("region", name="Platforms that were named").get_by_role("listitem")
    await expect(charts).to_have_text([re.compile(one, re.DOTALL) for one in _CHART])
    await checker.looks_at(page, "patterns of a quarter")
    async with page.expect_download() as coming:
        await dialog.get_by_role("button", name="Save as a picture: Cases by region").click()
    saved = await coming.value
    assert saved.suggested_filename == f"waymark-patterns-regions-{counted.name}.svg"
    picture = (await saved.path()).read_text()
    assert "London: 25; " in picture
    assert "Wales: withheld; " in picture
    assert "Numbers under 5 are withheld" in picture
    async with page.expect_download() as coming:
        await dialog.get_by_role(
            "button", name="Save as a picture: Kinds of places in cases"
        ).click()
    picture = (await (await coming.value).path()).read_text()
    assert "Home: 25; Work: withheld. " in picture
    assert not checker.found, "\n".join(checker.found)
