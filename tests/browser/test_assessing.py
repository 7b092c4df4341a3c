"""A trained worker assesses risk, and is asked to look again when something new is told."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.async_api import Locator, expect
from sqlalchemy import update

from helpline.models import LookAgain, now
from tests.browser.checker import Checker
from tests.browser.conftest import Happens, OpenVisitor
from tests.browser.people import Visitor, Worker
from tests.browser.referring import REFERENCE

TOLD = "my ex smashed my car window last night and im terrified of him"
LATER = "he broke the restraining order this morning, he came to my house"
BACK = "he keeps hanging around outside my house"


async def marks_as_trained(lead: Worker, name: str, *, on: bool = True) -> None:
    await lead.page.get_by_role("button", name="Team", exact=True).click()
    team = lead.page.get_by_role("dialog", name="Team")
    row = team.get_by_role("listitem").filter(has_text=name)
    await row.get_by_label("Trained in stalking risk assessment").set_checked(on)
    await row.get_by_role("button", name=f"Save for {name}").click()
    await expect(team.get_by_role("status")).to_have_text(f"Saved for {name}.")
    await team.get_by_role("button", name="Close").click()


def assessment(worker: Worker) -> Locator:
    return worker.page.get_by_role("dialog", name="Risk assessment")


def topic(dialog: Locator, text: str) -> Locator:
    return dialog.get_by_role("group", name=text)


async def agrees_to_a_case(visitor: Visitor) -> None:
    await visitor.reads("asks whether the helpline may keep this as a case")
    card = visitor.log.locator("waymark-brief").last
    await card.get_by_role("checkbox").check()
    await card.get_by_role("button", name="Agree and send").click()
    await visitor.reads("It's with the helpline now")


async def fills_in(dialog: Locator) -> None:
    await topic(dialog, "How frightened they are").get_by_label("Yes", exact=True).check()
    damage = topic(dialog, "Whether their property")
    await damage.get_by_label("Yes", exact=True).check()
    await damage.get_by_label("Note").fill("the car, reported to the police")
    await topic(dialog, "Whether others help").get_by_label("Not asked").check()


async def closes_its_case(lead: Worker, reference: str, checker: Checker) -> None:
    """With what came of it. It is kept for its time, and can be opened again until then; and when
    they say on the telephone that they take it back, nobody reads it any more."""
    await lead.page.get_by_role("button", name="Cases", exact=True).click()
    cases = lead.page.get_by_role("dialog", name=re.compile("^Case"))
    await cases.get_by_role("button", name=f"Open {reference}").click()
    await cases.get_by_role("button", name="It was somebody else: take the link away").click()
    await expect(cases.get_by_role("region", name="Later chats")).to_have_count(0)
    acts = cases.get_by_role("region", name="This case")
    await acts.get_by_text("Close it", exact=True).click()
    await acts.get_by_label("What came of it").select_option("Supported by us")
    await acts.get_by_role("button", name="Close the case").click()
    await expect(cases.get_by_role("button", name="Open it again")).to_be_visible()
    await expect(cases.get_by_role("button", name="Put it in")).to_have_count(0)
    await checker.looks_at(lead.page, "a case that was closed")
    await cases.get_by_role("button", name="Back to the list").click()
    await cases.get_by_label("Reference").fill(reference)
    await cases.get_by_role("button", name="Find").click()
    row = cases.get_by_role("listitem").filter(has_text=reference)
    await expect(row).to_contain_text("Supported by us")
    await expect(row).to_contain_text("Erased")
    await row.get_by_role("button", name=f"Open {reference}").click()
    await cases.get_by_role("button", name="Open it again").click()
    await acts.get_by_text("They take it back", exact=True).click()
    await acts.get_by_label("How they said so").fill("rang us, and knew the code word")
    await acts.get_by_role("button", name="Record that they took it back").click()
    taken_back = cases.get_by_role("alert").filter(has_text="Do not call, do not write")
    await expect(taken_back).to_be_visible()
    await expect(acts).to_have_count(0)
    await cases.get_by_role("button", name="Close", exact=True).click()


async def is_back_in_a_later_chat(
    open_visitor: OpenVisitor, worker: Worker, reference: str, checker: Checker
) -> None:
    """What they say there stands beside its topic once the worker has linked it, and not before."""
    page = worker.page
    mine = page.get_by_role("list", name="My chats").get_by_role("button")
    before = await mine.count()
    again = await open_visitor()
    await again.says(BACK)
    await again.asks_for_a_person()
    await again.agrees_to_the_brief(history=True)
    await worker.takes_the_first_chat()
    await expect(mine).to_have_count(before + 1)
    await page.get_by_role("button", name="They have a case").click()
    link = page.get_by_role("dialog", name="This person has a case already")
    await link.get_by_label("Reference of the case").fill(reference)
    await link.get_by_label("How you know that it is them").fill("they said the code word")
    await link.get_by_role("button", name="Link this chat").click()
    await expect(link.get_by_role("status").first).to_contain_text("linked", ignore_case=True)
    await link.get_by_role("button", name="Close", exact=True).click()
    looks = page.get_by_role("list", name="Look again")
    await expect(looks).to_contain_text("They came back to the chat")
    await looks.get_by_role("button", name=f"Look at {reference}").click()
    dialog = assessment(worker)
    said = topic(dialog, "hangs around their home, work")
    await expect(said).to_contain_text("hanging around outside my house")
    await expect(said).to_contain_text("in a later chat")
    await checker.looks_at(page, "what was said in a later chat, beside its topic")
    why = dialog.get_by_role("region", name="Why to look again")
    back = why.get_by_role("listitem").filter(has_text="They came back to the chat")
    await back.get_by_text("No new assessment is needed").click()
    await back.get_by_label("Why not").fill("nothing is new; she stays at her sister's")
    await back.get_by_role("button", name="Answer so").click()
    await expect(back).to_have_count(0)
    await dialog.get_by_role("button", name="Close the assessment").click()


async def test_from_the_chat_to_an_assessment_and_back_to_it_when_something_is_new(
    open_visitor: OpenVisitor, worker: Worker, happens: Happens, checker: Checker
) -> None:
    await marks_as_trained(worker, "Local lead")
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await visitor.asks_for_a_person()
    await worker.takes_the_first_chat()
    open_it = worker.page.get_by_role("button", name="Risk assessment", exact=True)
    # Not before the visitor has agreed.
    await expect(open_it).to_have_count(0)
    await visitor.agrees_to_the_brief()
    await open_it.click()

    dialog = assessment(worker)
    await expect(dialog.get_by_role("heading", name="Risk assessment", exact=True)).to_be_focused()
    await expect(dialog).to_contain_text("There is no case of this chat yet")
    await expect(topic(dialog, "Whether their property")).to_contain_text("smashed my car window")
    await expect(dialog.get_by_role("button", name="Save the assessment")).to_have_count(0)
    await checker.looks_at(worker.page, "an assessment begun in a chat")
    await fills_in(dialog)
    await expect(dialog.get_by_text("Draft kept.")).to_be_visible()

    # A reload loses nothing; and when it is shut, nothing of it is left in the page.
    await worker.page.reload()
    await worker.sees_the_board()
    await worker.page.get_by_role("list", name="My chats").get_by_role("button").first.click()
    await open_it.click()
    note = topic(dialog, "Whether their property").get_by_label("Note")
    await expect(note).to_have_value("the car, reported to the police")
    await dialog.get_by_role("button", name="Close the assessment").click()
    await expect(worker.page.locator("waymark-assessment")).not_to_contain_text("frightened")

    await worker.page.get_by_role("button", name="Ask about a case").click()
    await agrees_to_a_case(visitor)
    await open_it.click()
    await expect(note).to_have_value("the car, reported to the police")
    await dialog.get_by_label("Serious concern").check()
    again = dialog.get_by_label("Look again on")
    await expect(again).to_have_value((date.today() + timedelta(days=7)).isoformat())  # noqa: DTZ011 - as the page's own
    await dialog.get_by_label("Why you judge so").fill("damage, and her own fear")
    await dialog.get_by_label("Safety plan").fill("sleeps at her sister's")
    await dialog.get_by_role("button", name="Add an action").click()
    await dialog.get_by_label("What", exact=True).fill("ring the officer")
    await dialog.get_by_label("Who", exact=True).fill("Local lead")
    await dialog.get_by_role("button", name="Add a day").click()
    await dialog.get_by_label("Date", exact=True).fill(
        (date.today() + timedelta(days=20)).isoformat()  # noqa: DTZ011
    )
    await checker.looks_at(worker.page, "an assessment filled in")
    await dialog.get_by_role("button", name="Save the assessment").click()
    await expect(dialog.get_by_text("Saved.")).to_be_visible()
    await expect(dialog.get_by_role("heading", name="What was assessed before")).to_be_visible()
    await expect(dialog).to_contain_text(re.compile(r"Planned.*Court · ", re.DOTALL))
    assert await dialog.get_by_label("Serious concern").is_checked() is False, "judged anew"
    await expect(dialog).to_contain_text("Last time: Serious concern")
    await dialog.get_by_role("button", name="Close the assessment").click()

    looks = worker.page.get_by_role("list", name="Look again")
    await expect(looks).to_have_count(0)
    # Seventeen days go by: the court's day is near.
    await happens(update(LookAgain).where(LookAgain.because == "day_ahead").values(due_at=now()))
    await visitor.says(LATER)
    await worker.reads("broke the restraining order")
    row = looks.get_by_role("listitem").filter(has_text="A breach was told")
    await expect(looks.get_by_role("listitem")).to_have_count(1)
    await expect(row).to_contain_text("A court order, bail or warning broken")
    await expect(row).to_contain_text(re.compile(r"A day is coming · Court · .*\d"))
    await checker.looks_at(worker.page, "the board with an assessment to look at again")
    await row.get_by_role("button", name="Look at").click()
    why = dialog.get_by_role("region", name="Why to look again")
    await expect(why).to_contain_text("A breach was told")
    await expect(why).to_contain_text("A day is coming · Court")
    await expect(topic(dialog, "What is changing: worse")).to_contain_text(
        "broke the restraining order"
    )
    await topic(dialog, "What is changing: worse").get_by_label("Yes", exact=True).check()
    await dialog.get_by_label("Immediate concern").check()
    await dialog.get_by_label("Why you judge so").fill("the order is broken")
    await dialog.get_by_role("button", name="Save the assessment").click()
    await expect(dialog.get_by_text("Saved.")).to_be_visible()
    await expect(why).to_have_count(0)
    await dialog.get_by_role("button", name="What changed").first.click()
    changed = dialog.locator(".changes")
    await expect(changed).to_contain_text("What is changing")
    await expect(changed).to_contain_text("Serious concern")
    await expect(changed).to_contain_text("Immediate concern")
    await checker.looks_at(worker.page, "what changed between two assessments")
    await dialog.get_by_role("button", name="Close the assessment").click()
    await expect(looks).to_have_count(0)
    found = REFERENCE.search(await visitor.log.inner_text())
    assert found
    await is_back_in_a_later_chat(open_visitor, worker, found[1], checker)
    await closes_its_case(worker, found[1], checker)
    assert checker.found == []


async def test_who_is_not_trained_reads_and_does_not_write(
    open_visitor: OpenVisitor, second_worker: Worker
) -> None:
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await visitor.asks_for_a_person()
    await visitor.agrees_to_the_brief()
    await second_worker.takes_the_first_chat()
    await second_worker.page.get_by_role("button", name="Risk assessment", exact=True).click()
    dialog = assessment(second_worker)
    await expect(dialog).to_contain_text("a lead has to mark you as trained")
    await expect(dialog.get_by_role("radio")).to_have_count(0)
    await dialog.get_by_text("How this is to be used").click()
    await expect(dialog).to_contain_text("S-DASH is for trained people")
    await dialog.get_by_role("button", name="Close the assessment").click()
