"""A lead's day with partners and assessments by the keyboard alone: no pointer is ever used."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.async_api import Locator, Page, expect

from tests.browser.checker import Checker
from tests.browser.conftest import OpenVisitor
from tests.browser.people import Worker
from tests.browser.referring import agrees
from tests.browser.test_assessing import assessment, marks_as_trained

AGENCY = "Keys Advocacy"
_LONGEST_WAY = 120


async def goes_to(page: Page, target: Locator, *, back: bool = False) -> None:
    """Tab by Tab, until the focus is there; it can be seen when it is."""
    await expect(target).to_be_visible()
    for _ in range(_LONGEST_WAY):
        await page.keyboard.press("Shift+Tab" if back else "Tab")
        if await target.evaluate("one => one === document.activeElement"):
            seen = await target.evaluate("one => getComputedStyle(one).outlineStyle !== 'none'")
            assert seen, await target.evaluate("one => one.outerHTML")
            return
    raise AssertionError(f"no Tab reaches {target}")


async def presses(page: Page, button: Locator, key: str = "Enter") -> None:
    await goes_to(page, button)
    await page.keyboard.press(key)


async def types(page: Page, field: Locator, text: str) -> None:
    await goes_to(page, field)
    await page.keyboard.type(text)


async def test_partners_a_case_and_its_assessment_need_no_mouse(
    open_visitor: OpenVisitor, worker: Worker, checker: Checker
) -> None:
    await marks_as_trained(worker, "Local lead")
    visitor = await open_visitor()
    reference = await agrees(visitor, checker)
    page = worker.page
    await page.reload()
    await worker.sees_the_board()

    await presses(page, page.get_by_role("button", name="Partners", exact=True))
    partners = page.get_by_role("dialog", name="Partner agencies")
    await presses(page, partners.get_by_role("button", name="Add a partner agency"))
    await types(page, partners.get_by_label("Name of the agency"), AGENCY)
    await presses(page, partners.get_by_label("Counselling or mental health support"), " ")
    today = datetime.now(UTC).date()
    # As the fields of this browser are filled in: month, day, year.
    for name, day in (("signed on", today), ("be reviewed by", today + timedelta(days=200))):
        field = partners.get_by_label(f"Agreement {'' if name == 'signed on' else 'to '}{name}")
        await types(page, field, day.strftime("%m%d%Y"))
    await presses(page, partners.get_by_role("button", name="Save the partner"))
    one = partners.get_by_role("listitem").filter(has_text=AGENCY)
    await presses(page, one.get_by_role("button", name="I have seen the signed agreement"))
    await expect(one).to_contain_text("Agreement in order")
    await page.keyboard.press("Escape")
    await expect(partners).to_have_count(0)

    await presses(page, page.get_by_role("button", name="Cases", exact=True))
    cases = page.get_by_role("dialog")
    await types(page, cases.get_by_label("Reference"), reference)
    await presses(page, cases.get_by_role("button", name="Find"))
    await presses(page, cases.get_by_role("button", name=f"Take {reference}"))
    await expect(cases.get_by_role("heading", name=f"Case {reference}")).to_be_focused()
    await presses(page, cases.get_by_role("button", name="Open the assessment"))
    sheet = assessment(worker)
    await expect(sheet.get_by_role("heading", level=2)).to_be_focused()
    fear = sheet.get_by_role("group", name="How frightened they are")
    await presses(page, fear.get_by_role("radio").first, " ")
    await expect(fear.get_by_role("radio").first).to_be_checked()
    # Of several that exclude each other Tab comes to the first; the arrows go on from there.
    await presses(page, sheet.locator("input[name=level]").first, " ")
    await page.keyboard.press("ArrowDown")
    await expect(sheet.locator("input[name=level]").nth(1)).to_be_checked()
    await types(page, sheet.get_by_label("Why you judge so"), "he waits each day")
    await presses(page, sheet.get_by_role("button", name="Save the assessment"))
    await expect(sheet.get_by_text("Saved.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)

    refer = cases.get_by_role("region", name="Partner agencies")
    await presses(page, refer.locator("summary").filter(has_text="Refer to a partner agency"))
    await types(page, refer.get_by_label("Partner agency").first, AGENCY)
    await expect(refer.get_by_label("What for").first).to_be_enabled()
    await expect(refer).to_contain_text(f"gives {AGENCY} the parts that were read to me")
    parts = refer.get_by_role("group", name="They agree that these parts are given")
    await presses(page, parts.get_by_label("What is happening"), " ")
    await types(page, refer.get_by_label("How they said so").first, "on the phone, code word")
    await presses(page, refer.get_by_role("button", name="They agreed: keep this"))
    await expect(refer).to_contain_text("that this is given: What is happening")
    await presses(page, refer.get_by_role("button", name="Show the pack as it would go"))
    await expect(refer.get_by_role("region", name="The pack, as it goes")).to_be_visible()
    await presses(page, refer.get_by_role("button", name="Seal it and make the code"))
    await expect(refer.locator(".ready")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(cases).to_have_count(0)
    assert checker.found == [], "\n".join(checker.found)
