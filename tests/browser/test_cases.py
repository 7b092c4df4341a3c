"""A visitor asks to be contacted, a worker takes the case: two real browsers, the whole of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from playwright.async_api import Locator, expect

from tests.browser.checker import Checker
from tests.browser.conftest import OpenVisitor
from tests.browser.people import TOLD, Worker, everything_on
from tests.browser.referring import agrees

#: The board a page had when its line was lost knows nothing of the case; the next one does.
_LAGS = """async () => {
  const cases = document.querySelector("waymark-cases");
  for (const answered of [{}, {[cases.opened.id]: cases.opened.answered}]) {
    cases.answered = answered;
    await cases.updateComplete;
  }
}"""


async def opened(worker: Worker) -> Locator:
    await worker.page.get_by_role("button", name="Cases", exact=True).click()
    dialog = worker.page.get_by_role("dialog")
    await expect(dialog.get_by_role("heading", name="Cases")).to_be_visible()
    return dialog


async def test_from_the_visitors_yes_to_the_workers_call_and_back(
    open_visitor: OpenVisitor, worker: Worker, checker: Checker
) -> None:
    visitor = await open_visitor()
    reference = await agrees(visitor, checker)
    cases = await opened(worker)
    await cases.get_by_label("Reference").fill(reference.replace("-", " ").lower())
    await cases.get_by_role("button", name="Find").click()
    await expect(cases.get_by_role("button", name=f"Take {reference}")).to_be_visible()
    assert "bus stop" not in await cases.inner_text()
    await checker.looks_at(worker.page, "the list of cases")
    await cases.get_by_role("button", name=f"Take {reference}").click()
    await expect(cases.get_by_role("heading", name=f"Case {reference}")).to_be_focused()

    rules = cases.locator(".rules")
    await expect(rules).to_contain_text("never ring my work")
    assert "07700" not in await worker.page.content(), "the rules come before the number"
    told = cases.get_by_text("my ex waits at the bus stop")
    above, below = await rules.bounding_box(), await told.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] < below["y"]
    await rules.get_by_role("button", name="I have read these").click()
    await expect(rules).to_contain_text("text 07700 900123")
    await checker.looks_at(worker.page, "a case with its number")

    await cases.get_by_label("How it was tried").select_option("Call")
    await cases.get_by_label("What came of it", exact=True).first.select_option("No answer")
    await cases.get_by_label("Note", exact=True).fill("rang at ten, hung up")
    await cases.get_by_role("button", name="Keep it").click()
    await expect(cases).to_contain_text("rang at ten, hung up")
    await expect(cases).to_contain_text("Call · No answer")

    await visitor.says("please dont contact me")
    await visitor.reads("Shall I take it back")
    await visitor.picks("Yes, take it back")
    await visitor.reads("It's taken back")
    # At once on the page that has it open, number and all: nobody has to look again.
    await expect(
        cases.get_by_role("alert").filter(has_text="Do not call, do not write")
    ).to_be_visible()
    await expect(cases).to_contain_text("The person has just said something")
    shown = await worker.page.content()
    assert not any(text in shown for text in ("bus stop", "07700", "Robin", "never ring my work"))
    await expect(cases).to_contain_text("Taken back")
    await checker.looks_at(worker.page, "a case that was taken back")
    # Opened anew it is the newest; a board that was behind, after a lost line, makes no news of it.
    await cases.get_by_role("button", name="Back to the list").click()
    await cases.get_by_role("button", name=f"Open {reference}").click()
    await expect(
        cases.get_by_role("alert").filter(has_text="Do not call, do not write")
    ).to_be_visible()
    asked: list[str] = []
    worker.page.on("request", lambda request: asked.append(request.url))
    await worker.page.evaluate(_LAGS)
    assert asked == []
    await expect(cases).not_to_contain_text("The person has just said something")
    await cases.get_by_role("button", name="Close", exact=True).click()
    # The page is drawn anew a moment after the dialog is closed.
    await expect(worker.page.locator("waymark-cases")).not_to_contain_text(reference)
    assert reference not in await worker.page.content(), "nothing of a case stays in the page"
    assert checker.found == []


async def goes_from_hand_to_hand(
    lead: Worker, cases: Locator, kit: Worker, reference: str, checker: Checker
) -> None:
    """The lead gives the case, which is open before them, to Priya and finds it by who has it; she
    gives it back to the list, and the lead takes it again."""
    await cases.get_by_label("Who has it").select_option(label="Priya")
    await cases.get_by_role("button", name="Give it", exact=True).click()
    await expect(cases).to_contain_text("with Priya")
    await cases.get_by_role("button", name="Back to the list").click()
    # The diary above the list names the case too, and not since when it was asked.
    rows = cases.get_by_role("listitem").filter(has_text=reference).filter(has_text="asked")
    who = cases.get_by_label("Who has it")
    await who.select_option(label="Local lead")
    await expect(rows).to_have_count(0)
    await who.select_option(label="Priya")
    await expect(rows).to_contain_text("with Priya")
    await checker.looks_at(lead.page, "the cases of one worker")

    # She is told at once, and it stands there until she has opened it: also after she came anew.
    await expect(kit.page.get_by_role("alert").last).to_contain_text(
        f"Local lead gave you case {reference}."
    )
    await kit.page.reload()
    await expect(kit.page.get_by_role("list", name="Due in cases")).to_contain_text(
        "Local lead gave you a case"
    )
    await checker.looks_at(kit.page, "a case that was given to a worker")
    theirs = await opened(kit)
    # Only leads ask who has what.
    await expect(theirs.get_by_label("Who has it")).to_have_count(0)
    await theirs.get_by_label("Only mine").check()
    await (
        theirs.get_by_role("listitem")
        .filter(has_text="asked")
        .get_by_role("button", name=f"Open {reference}")
        .click()
    )
    await expect(theirs.get_by_label("Who has it")).to_have_count(0)
    await expect(kit.page.get_by_role("list", name="Due in cases")).to_have_count(0)
    await theirs.get_by_label("Region where they live").select_option("South West")
    await theirs.get_by_role("button", name="Keep the region").click()
    await expect(theirs).to_contain_text("England · South West")
    await checker.looks_at(kit.page, "a case with its region")
    await theirs.get_by_text("Where it happens", exact=True).click()
    places = theirs.get_by_role("group", name="Kinds of places")
    await places.get_by_label("Work", exact=True).check()
    await places.get_by_label("Home", exact=True).check()
    await theirs.get_by_role("group", name="Platforms and devices").get_by_label("TikTok").check()
    # What is ticked and not kept yet stays while something else of the case is done.
    await theirs.get_by_role("button", name="Keep the region").click()
    keep = theirs.get_by_role("button", name="Keep what is ticked")
    await keep.click()
    await expect(theirs).to_contain_text("Where it happens: Home · Work · TikTok")
    await expect(keep).to_be_focused()
    await expect(places.get_by_role("checkbox", checked=True)).to_have_count(2)
    await checker.looks_at(kit.page, "a case with where it happens")
    await theirs.get_by_role("button", name="Give it back to the list").click()
    await expect(theirs.get_by_role("listitem").filter(has_text="asked")).to_have_count(0)
    await theirs.get_by_label("Only mine").uncheck()
    await theirs.get_by_role("button", name="Close", exact=True).click()

    await who.select_option("")
    await expect(rows).to_contain_text("nobody has it")
    await cases.get_by_role("button", name=f"Take {reference}").click()
    # The list above says so a moment before the case is open, and asks for who has it too.
    await expect(cases.get_by_role("heading", name=f"Case {reference}")).to_be_visible()
    await expect(cases).to_contain_text("with Local lead")
    for name in ("Priya", "Local lead"):
        await cases.get_by_label("Who has it").select_option(label=name)
        await cases.get_by_role("button", name="Give it", exact=True).click()
        await expect(cases).to_contain_text(f"with {name}")
    # Who had it is told, and by nothing but its reference and who has it now.
    gone = kit.page.get_by_role("list", name="Due in cases").get_by_role("listitem")
    await expect(gone).to_have_text(
        re.compile(f"A case is no longer yours.*{reference} · with Local lead", re.DOTALL)
    )
    await checker.looks_at(kit.page, "a case that is somebody else's now")
    await gone.get_by_role("button", name="I have read it").click()
    await expect(gone).to_have_count(0)


async def test_what_cases_ask_is_on_the_board_of_who_can_do_it(
    open_visitor: OpenVisitor, worker: Worker, second_worker: Worker, checker: Checker
) -> None:
    """Four browsers: the person, somebody who writes later and says that they are the same one, a
    lead with the case, a colleague."""
    lead, kit = worker, second_worker
    visitor = await open_visitor()
    reference = await agrees(visitor, checker)
    for one in (lead, kit):
        due = one.page.get_by_role("list", name="Due in cases")
        await expect(due).to_contain_text("1 case that nobody has taken")
    await checker.looks_at(kit.page, "a case that nobody has, on the board")
    await (
        lead.page.get_by_role("list", name="Due in cases")
        .get_by_role("button", name="See which")
        .click()
    )
    cases = lead.page.get_by_role("dialog")
    await cases.get_by_role("button", name=f"Take {reference}").click()
    await expect(kit.page.get_by_role("list", name="Due in cases")).to_have_count(0)

    # A safe time that has begun: on the board of who has the case, and of nobody else.
    begins, ends = datetime.now() - timedelta(minutes=2), datetime.now() + timedelta(hours=1)  # noqa: DTZ005 - the browser's own clock
    plan = cases.get_by_role("form", name="Put a safe time into the diary")
    await plan.get_by_label("From").fill(f"{begins:%Y-%m-%dT%H:%M}")
    await plan.get_by_label("Until").fill(f"{ends:%Y-%m-%dT%H:%M}")
    await plan.get_by_role("button", name="Put it in").click()
    await expect(lead.page.get_by_role("alert").last).to_contain_text(
        f"Call back: their safe time is now: {reference}"
    )
    await cases.get_by_role("button", name="Close", exact=True).click()
    due = lead.page.get_by_role("list", name="Due in cases")
    await expect(due).to_contain_text("Call back: their safe time is now")
    await checker.looks_at(lead.page, "a call-back on the board")
    await expect(kit.page.get_by_role("list", name="Due in cases")).to_have_count(0)

    # Somebody writes later, and their worker says that it is the same person.
    later = await open_visitor()
    await later.says(TOLD)
    await later.asks_for_a_person()
    await later.agrees_to_the_brief()
    await kit.takes_the_first_chat()
    await kit.page.get_by_role("button", name="They have a case").click()
    link = kit.page.get_by_role("dialog", name="This person has a case already")
    await link.get_by_label("Reference of the case").fill(reference)
    await link.get_by_label("How you know that it is them").fill("she said the code word")
    await link.get_by_role("button", name="Link this chat").click()
    await expect(link.get_by_role("status").first).to_contain_text("linked", ignore_case=True)
    await checker.looks_at(kit.page, "a chat that was linked to a case")
    await link.get_by_role("button", name="Close", exact=True).click()
    await due.get_by_role("button", name=f"Open {reference}").click()
    chats = cases.get_by_role("region", name="Later chats of the same person")
    await expect(chats).to_contain_text("linked by Priya")
    await expect(chats).to_contain_text("she said the code word")
    held = await everything_on(later.page)
    assert reference not in held, "whoever writes later gets nothing by it"
    await goes_from_hand_to_hand(lead, cases, kit, reference, checker)

    # Taken back, and then a danger: two people decide, the second is asked on their board.
    await visitor.says("please dont contact me")
    await visitor.picks("Yes, take it back")
    await expect(
        cases.get_by_role("alert").filter(has_text="Do not call, do not write")
    ).to_be_visible()
    await cases.get_by_text("Somebody is at serious risk", exact=True).click()
    await cases.get_by_label("Which risk").select_option("immediate_danger")
    await cases.get_by_label("Why it has to be opened").fill("her neighbour rang: he is inside")
    await checker.looks_at(lead.page, "asking to open a case that was taken back")
    await cases.get_by_role("button", name="Ask a second person").click()
    await expect(kit.page.get_by_role("alert").last).to_contain_text("asks for a second person")
    asked = kit.page.get_by_role("list", name="Due in cases")
    await expect(asked).to_contain_text("to open a case that was taken back")
    assert "her neighbour rang" not in await kit.page.content()
    await asked.get_by_role("button", name="Look and decide").click()
    look = kit.page.get_by_role("dialog")
    await expect(look).to_contain_text("her neighbour rang: he is inside")
    assert "bus stop" not in await kit.page.content()
    await look.get_by_label("Your own reasons").fill("I have heard her neighbour too")
    await checker.looks_at(kit.page, "the second person's look at a case")
    await look.get_by_role("button", name="Open it with them").click()
    await expect(look).to_contain_text("my ex waits at the bus stop")
    await look.get_by_role("button", name="Close", exact=True).click()
    await expect(kit.page.get_by_role("list", name="Due in cases")).to_have_count(0)
    await cases.get_by_role("button", name="Close", exact=True).click()
    assert checker.found == [], "\n".join(checker.found)
