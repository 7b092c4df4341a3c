"""A case goes to a partner agency and back: the person, the worker, the partner in a browser of
their own, and what the desk knows when the person takes it back."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdf
from playwright.async_api import Locator, Page, expect

from tests.browser.checker import Checker
from tests.browser.conftest import NewContext, OpenVisitor
from tests.browser.people import Worker
from tests.browser.referring import agrees
from tests.browser.test_cases import opened
from tests.stack import Stack

AGENCY = "Safe Homes Leeds"
NEXT_DOOR = "New Start Bradford"
STORY = "my ex waits at the bus stop by my work every single day"


async def on_the_list(page: Page, checker: Checker, agency: str = AGENCY) -> None:
    """A lead adds a partner, and confirms its agreement."""
    await page.get_by_role("button", name="Partners", exact=True).click()
    dialog = page.get_by_role("dialog", name="Partner agencies")
    await dialog.get_by_role("button", name="Add a partner agency").click()
    await dialog.get_by_label("Name of the agency").fill(agency)
    await dialog.get_by_label("Safe housing, or making a home safer").check()
    await dialog.get_by_label("Counselling or mental health support").check()
    await dialog.get_by_label("England").check()
    await dialog.get_by_label("Contact: name").fill("Pat Example")
    today = datetime.now(UTC).date()
    await dialog.get_by_label("Agreement signed on").fill((today - timedelta(days=9)).isoformat())
    await dialog.get_by_label("Agreement to be reviewed by").fill(
        (today + timedelta(days=300)).isoformat()
    )
    await checker.looks_at(page, "a partner's form")
    await dialog.get_by_role("button", name="Save the partner").click()
    one = dialog.get_by_role("listitem").filter(has_text=agency)
    await expect(one).to_contain_text("Not confirmed by a lead")
    await one.get_by_role("button", name="I have seen the signed agreement").click()
    await expect(one).to_contain_text("Agreement in order")
    await checker.looks_at(page, "the list of partners")
    await dialog.get_by_role("button", name="Close", exact=True).click()
    await expect(page.locator("waymark-partners")).not_to_contain_text("Pat Example")


async def agreed_at_the_desk(refer: Locator) -> None:
    """The worker reads the wording out, and keeps what the person said."""
    await refer.get_by_label("Partner agency").first.select_option(label=f"{AGENCY}")
    await refer.get_by_label("What for").first.select_option(
        label="Safe housing, or making a home safer"
    )
    await expect(refer).to_contain_text(f"gives {AGENCY} the parts that were read to me")
    parts = refer.get_by_role("group", name="They agree that these parts are given")
    for part in ("What to call you", "What is happening", "A safe way to reach you"):
        await parts.get_by_label(part).check()
    await parts.get_by_label("What never to do").check()
    await refer.get_by_label("How they said so").first.fill("On the phone, after the code word.")
    await refer.get_by_role("button", name="They agreed: keep this").click()
    await expect(refer).to_contain_text("that this is given: What to call you")


async def test_from_the_preview_to_what_the_desk_says_when_it_is_taken_back(
    open_visitor: OpenVisitor,
    worker: Worker,
    new_context: NewContext,
    stack: Stack,
    checker: Checker,
    tmp_path: Path,
) -> None:
    visitor = await open_visitor()
    reference = await agrees(visitor, checker)
    await on_the_list(worker.page, checker)

    cases = await opened(worker)
    await cases.get_by_label("Reference").fill(reference)
    await cases.get_by_role("button", name="Find").click()
    await cases.get_by_role("button", name=f"Take {reference}").click()
    await expect(cases.get_by_role("heading", name=f"Case {reference}")).to_be_focused()
    refer = cases.get_by_role("region", name="Partner agencies")
    await expect(refer).to_contain_text("Nothing of this case has gone to another agency")
    await refer.get_by_text("Refer to a partner agency").click()
    await agreed_at_the_desk(refer)
    await checker.looks_at(worker.page, "what to leave out")

    await refer.get_by_role("checkbox", name="Leave out all of “What to call you”").check()
    await refer.get_by_role("button", name="Show the pack as it would go").click()
    pack = refer.get_by_role("region", name="The pack, as it goes")
    await expect(pack).to_contain_text(STORY)
    await expect(pack).not_to_contain_text("Robin")
    shown = await pack.inner_text()
    never, reach = shown.index("never ring my work"), shown.index("07700 900123")
    assert never < reach < shown.index(STORY), "the rules come first"
    await checker.looks_at(worker.page, "the preview of a pack")
    await refer.get_by_role("button", name="Seal it and make the code").click()
    ready = refer.locator(".ready")
    await expect(ready.locator("code")).to_have_count(2)
    link, code = [await one.inner_text() for one in await ready.locator("code").all()]
    assert re.fullmatch(r"[A-Z0-9]{4}-[A-Z0-9]{4}", code)
    assert code not in link
    await checker.looks_at(worker.page, "link and code")

    context = await new_context(1280, 800, accept_downloads=True)
    partner = await context.new_page()
    path = link.partition("/partner/")[2]
    await partner.goto(f"{stack.public}/partner/{path}")
    await checker.looks_at(partner, "the partner's door")
    await partner.get_by_label("Code").fill("ACDE-FGHJ")
    await partner.keyboard.press("Enter")
    await expect(partner.get_by_role("heading", name="This does not open")).to_be_visible()
    await checker.looks_at(partner, "a code that does not open")
    await partner.goto(f"{stack.public}/partner/{path}")
    await partner.get_by_label("Code").fill(code.lower().replace("-", " "))
    await partner.get_by_role("button", name="Open the referral").click()
    await expect(partner.get_by_role("heading", name=f"Referral {reference}")).to_be_visible()
    await expect(partner.get_by_text("Read the first page of the pack")).to_be_visible()
    await checker.looks_at(partner, "the partner's page with the files")
    assert STORY not in await partner.content()
    async with partner.expect_download() as coming:
        await partner.get_by_role("button", name="Save the pack (PDF)").click()
    saved = tmp_path / (await coming.value).suggested_filename
    await (await coming.value).save_as(saved)
    pages = await asyncio.to_thread(lambda: pypdf.PdfReader(saved).pages)
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert STORY in text
    assert "Robin" not in text
    assert saved.name == f"referral-{reference}.pdf"

    await expect(refer).not_to_contain_text("we have it")
    await partner.get_by_role("button", name="We have it and will act").click()
    await expect(partner.get_by_role("heading", name="Thank you")).to_be_visible()
    await checker.looks_at(partner, "the partner's thanks")
    await cases.get_by_role("button", name="Back to the list", exact=True).click()
    await cases.get_by_role("button", name=f"Open {reference}").click()
    await expect(refer.get_by_role("listitem")).to_contain_text("They have it and will act")
    assert code not in await worker.page.content(), "the code is shown once"
    await checker.looks_at(worker.page, "a referral that was acknowledged")

    await visitor.says("please dont contact me")
    await visitor.reads("Shall I take it back")
    await visitor.picks("Yes, take it back")
    await visitor.reads("It's taken back")
    await cases.get_by_role("button", name="Close", exact=True).click()
    reminders = worker.page.get_by_role("list", name="Referrals")
    await expect(reminders).to_contain_text("Taken back after it was fetched")
    await checker.looks_at(worker.page, "a reminder on the board")
    await reminders.get_by_role("button", name="Open the case").click()
    await expect(refer).to_contain_text("It HAD been fetched: tell the partner to delete it")
    await refer.get_by_role("button", name="They have deleted it").click()
    await expect(reminders).to_have_count(0)
    await partner.goto(f"{stack.public}/partner/{path}")
    await partner.get_by_label("Code").fill(code)
    await partner.keyboard.press("Enter")
    await expect(partner.get_by_role("heading", name="This does not open")).to_be_visible()
    await cases.get_by_role("button", name="Close", exact=True).click()
    assert checker.found == [], "\n".join(checker.found)


async def test_a_person_agrees_in_the_chat_to_what_they_see_and_takes_it_back(
    open_visitor: OpenVisitor, worker: Worker, checker: Checker
) -> None:
    visitor = await open_visitor()
    reference = await agrees(visitor, checker)
    await visitor.asks_for_a_person()
    await on_the_list(worker.page, checker, NEXT_DOOR)
    await worker.takes_the_first_chat()
    cases = await opened(worker)
    await cases.get_by_label("Reference").fill(reference)
    await cases.get_by_role("button", name="Find").click()
    await cases.get_by_role("button", name=f"Take {reference}").click()
    refer = cases.get_by_role("region", name="Partner agencies")
    await refer.get_by_text("Refer to a partner agency").click()
    await refer.get_by_label("Partner agency").first.select_option(label=NEXT_DOOR)
    await refer.get_by_label("What for").first.select_option(
        label="Safe housing, or making a home safer"
    )
    parts = refer.get_by_role("group", name="They agree that these parts are given")
    await parts.get_by_label("What is happening").check()
    await checker.looks_at(worker.page, "asking a person in their chat")
    await refer.get_by_role("button", name="Ask them in the chat").click()
    await expect(refer).to_contain_text("They have not answered yet")

    card = visitor.page.get_by_role("region", name="May we pass this on?")
    await expect(card).to_contain_text(NEXT_DOOR)
    await expect(card).to_contain_text(STORY)
    await expect(card).to_contain_text("until ")
    await checker.looks_at_chat(visitor, "a card for a yes to a partner")
    await card.get_by_role("button", name="I agree").click()
    await expect(card).to_contain_text("agree")
    await card.get_by_role("checkbox").check()
    await card.get_by_role("button", name="I agree").click()
    await visitor.reads(f"{NEXT_DOOR} may be given what the card shows")
    await worker.reads(f"{NEXT_DOOR} may be given what the card shows")
    agreed = visitor.log.locator("waymark-brief").filter(has_text="You agreed that")
    await expect(agreed).to_contain_text(STORY)
    await checker.looks_at_chat(visitor, "a yes that can be taken back")
    # By itself, on the page that waits for it.
    await expect(refer).to_contain_text("that this is given: What is happening")

    await visitor.page.get_by_role("button", name="Take this back").click()
    await visitor.reads(f"{NEXT_DOOR} had not fetched anything")
    await expect(visitor.page.get_by_text(f"You have not agreed that {NEXT_DOOR}")).to_be_visible()
    history = cases.get_by_role("region", name="What they agreed to")
    for said in ("Asked about a partner", "Agreed that a partner", "Took back the yes"):
        await expect(history).to_contain_text(said)
    await cases.get_by_role("button", name="Close", exact=True).click()
    assert checker.found == [], "\n".join(checker.found)


async def test_two_people_decide_to_tell_the_police_and_a_lead_reads_the_patterns(
    open_visitor: OpenVisitor, worker: Worker, second_worker: Worker, checker: Checker
) -> None:
    visitor = await open_visitor()
    reference = await agrees(visitor, checker)
    page = worker.page
    await page.get_by_role("button", name="Partners", exact=True).click()
    partners = page.get_by_role("dialog", name="Partner agencies")
    await partners.get_by_role("button", name="Add a partner agency").click()
    await partners.get_by_label("Name of the agency").fill("Example Police")
    await partners.get_by_label("Acting on serious danger").check()
    await partners.get_by_role("button", name="Save the partner").click()
    await expect(
        partners.get_by_role("listitem").filter(has_text="Example Police")
    ).to_contain_text("No agreement")
    await partners.get_by_role("button", name="Close", exact=True).click()

    cases = await opened(worker)
    await cases.get_by_label("Reference").fill(reference)
    await cases.get_by_role("button", name="Find").click()
    await cases.get_by_role("button", name=f"Take {reference}").click()
    refer = cases.get_by_role("region", name="Partner agencies")
    await refer.get_by_text("Serious danger: tell without their agreement").click()
    form = refer.locator("form").filter(has_text="A second person sees the very same")
    await form.get_by_label("Partner agency").select_option(label="Example Police · No agreement")
    await form.get_by_label("What for").select_option(label="Acting on serious danger")
    told = form.get_by_role("group", name="What they need to know")
    await told.get_by_label("What is happening").check()
    await form.get_by_label("Why it has to be told now").fill("he said he comes tonight")
    await form.get_by_label("No: telling them").check()
    await form.get_by_label("If no: why telling is unsafe").fill("he reads the phone")
    await form.get_by_role("button", name="Show the pack as it would go").click()
    pack = form.get_by_role("region", name="The pack, as it goes")
    await expect(pack).to_contain_text(STORY)
    await expect(pack).to_contain_text("do not mention it, or us")
    await expect(pack).not_to_contain_text("07700")
    await checker.looks_at(page, "what is told in danger")
    await form.get_by_role("button", name="Ask a second person").click()
    await expect(refer).to_contain_text("Waits for a second person")
    await cases.get_by_role("button", name="Close", exact=True).click()

    other = second_worker.page
    reminders = other.get_by_role("list", name="Referrals")
    await expect(reminders).to_contain_text("Asks for a second person")
    await expect(page.get_by_role("list", name="Referrals")).to_have_count(0)
    await reminders.get_by_role("button", name="Look and decide").click()
    dialog = other.get_by_role("dialog", name="Telling without agreement")
    await expect(dialog).to_contain_text("he said he comes tonight")
    await expect(dialog).to_contain_text(STORY)
    await checker.looks_at(other, "the second person's look")
    await dialog.get_by_label("What you decided, and why").fill("it cannot wait")
    await dialog.get_by_role("button", name="I stand for it").click()
    await expect(dialog.locator(".ready code")).to_have_count(2)
    await checker.looks_at(other, "the second person's code")
    await dialog.get_by_role("button", name="Close", exact=True).click()
    await expect(other.locator("waymark-reminders")).not_to_contain_text(STORY)

    await page.get_by_role("button", name="Patterns", exact=True).click()
    patterns = page.get_by_role("dialog", name="Patterns to share with other agencies")
    await expect(patterns.get_by_label("Quarter")).to_be_visible()
    await checker.looks_at(page, "patterns")
    await patterns.get_by_role("button", name="Close", exact=True).click()
    assert checker.found == [], "\n".join(checker.found)
