"""A worker's tools in a chat, with the visitor, a colleague and a lead in browsers of their own."""

from __future__ import annotations

from playwright.async_api import Locator, expect

from tests.browser.checker import Checker
from tests.browser.conftest import OpenVisitor
from tests.browser.people import TOLD, Visitor, Worker, everything_on

NOTE = "her sister comes at six"
WHISPER = "ask her about the spare key"


def dialog(who: Worker, name: str) -> Locator:
    return who.page.get_by_role("dialog", name=name)


async def talking(open_visitor: OpenVisitor, worker: Worker) -> Visitor:
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await visitor.asks_for_a_person()
    await visitor.agrees_to_the_brief()
    mine = worker.page.get_by_role("list", name="My chats").get_by_role("button")
    before = await mine.count()
    await worker.takes_the_first_chat()
    # The box of an earlier chat is enabled as well.
    await expect(mine).to_have_count(before + 1)
    await expect(mine.nth(before)).to_have_attribute("aria-current", "true")
    return visitor


async def writes_aside(who: Worker, text: str, field: str) -> None:
    await who.page.get_by_role("textbox", name=field).fill(text)
    await who.page.get_by_role("button", name="Save", exact=True).click()
    await expect(who.page.get_by_role("list", name="Notes and whispers")).to_contain_text(text)


async def test_replies_and_cards_are_found_by_keys_alone_and_reach_the_visitor(
    open_visitor: OpenVisitor, second_worker: Worker, checker: Checker
) -> None:
    priya = second_worker
    visitor = await talking(open_visitor, priya)
    page = priya.page
    await priya.box.focus()
    await page.keyboard.press("/")
    replies = dialog(priya, "Replies")
    await expect(replies.get_by_role("searchbox", name="Search")).to_be_focused()
    await expect(replies).to_contain_text("Draft: nobody has approved it yet")
    await checker.looks_at(page, "replies")
    await page.keyboard.type("safe where you are")
    await expect(replies.get_by_role("status")).to_contain_text("fit")
    await expect(replies.locator(".pick").first).to_contain_text(
        "are you safe where you are right now"
    )
    await page.keyboard.press("Enter")
    # Nothing is sent by picking: it can be changed first.
    await expect(priya.box).to_be_focused()
    await expect(priya.box).to_have_value("Before we go on: are you safe where you are right now?")
    await expect(visitor.log).not_to_contain_text("are you safe where you are")
    await page.keyboard.type(" Take your time.")
    await page.keyboard.press("Enter")
    await visitor.reads("are you safe where you are right now? Take your time.")

    await page.keyboard.press("F8")
    services = dialog(priya, "Services")
    await page.keyboard.type("paladin")
    await expect(services.get_by_role("status")).to_contain_text("1 fits")
    await page.keyboard.press("ArrowDown")
    await checker.looks_at(page, "services")
    await page.keyboard.press("Enter")
    await expect(services).to_have_count(0)
    await expect(visitor.log.locator(".entry.worker .card a.call")).to_contain_text("020 3866 4107")
    await priya.reads("Shown: a service")
    await expect(priya.log.locator(".entry--pending")).to_have_count(0)
    assert not checker.found, "\n".join(checker.found)


async def test_what_colleagues_write_beside_a_chat_never_reaches_the_visitors_page(
    open_visitor: OpenVisitor, worker: Worker, second_worker: Worker, checker: Checker
) -> None:
    lead, priya = worker, second_worker
    visitor = await talking(open_visitor, priya)
    came: list[str] = []
    visitor.page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda data: came.append(str(data)))
    )
    await priya.page.keyboard.press("F9")
    await expect(priya.page.get_by_role("textbox", name="Note")).to_be_focused()
    await writes_aside(priya, NOTE, "Note")
    await priya.page.get_by_role("button", name="Ask a lead, silently").click()
    await expect(priya.page.get_by_text("You have asked the leads for help.")).to_be_visible()
    await checker.looks_at(priya.page, "a note, and a raised hand")
    # At once, and aloud.
    await expect(lead.page.get_by_role("alert")).to_contain_text("Priya asks for help with a chat.")
    await checker.looks_at(lead.page, "a colleague asks")
    await lead.page.get_by_role("button", name="Look into it").click()
    await expect(lead.page.get_by_role("list", name="Notes and whispers")).to_contain_text(NOTE)
    await writes_aside(lead, WHISPER, "Whisper to the worker in this chat")
    await lead.page.get_by_role("button", name="I am on it").click()
    await expect(priya.page.get_by_role("list", name="Notes and whispers")).to_contain_text(WHISPER)
    await expect(priya.page.get_by_text("You have asked the leads for help.")).to_have_count(0)
    await checker.looks_at(priya.page, "a whisper")

    await priya.says("Is there a spare key?")
    await visitor.reads("Is there a spare key?")
    # Also on a line of its own that asks for everything from the start.
    await visitor.page.evaluate("dispatchEvent(new Event('offline'))")
    await visitor.says("yes he has one")
    await priya.reads("yes he has one")
    held = await everything_on(visitor.page) + "\n".join(came)
    for words in (NOTE, WHISPER, "asks for help", "Local lead"):
        assert words not in held, words
    await lead.stops_reading()
    assert not checker.found, "\n".join(checker.found)


async def test_a_warm_transfer_in_three_browsers(
    open_visitor: OpenVisitor, second_worker: Worker, kit: Worker, checker: Checker
) -> None:
    priya = second_worker
    visitor = await talking(open_visitor, priya)
    await priya.says("Hello. Are you safe to talk?")
    await visitor.says("yes im in the kitchen")
    await priya.page.get_by_role("button", name="Pass on").click()
    asks = dialog(priya, "Pass on chat")
    await asks.get_by_label("Kit").check()
    await checker.looks_at(priya.page, "to whom a chat is passed on")
    await asks.get_by_label("I stay until they are here").check()
    await asks.get_by_label("Note for them").fill(NOTE)
    await asks.get_by_role("button", name="Pass on").click()
    await visitor.reads("Priya has asked a colleague, Kit, to carry on with you.")
    offer = kit.page.get_by_role("list", name="Colleagues ask")
    await expect(offer).to_contain_text("Priya asks you to take over a chat.")
    await checker.looks_at(kit.page, "asked to take over")
    await expect(priya.page.get_by_text("Kit has been asked to take over")).to_be_visible()
    # She stays, and both can write, until Kit is there.
    await priya.says("I am still here.")
    await visitor.reads("I am still here.")
    await offer.get_by_role("button", name="Take it over").click()
    await expect(kit.box).to_be_enabled()
    await visitor.reads("Kit is here now and carries on with you. Priya has left the chat.")
    await visitor.sees_who_answers("Kit")
    await kit.reads("yes im in the kitchen")
    await expect(kit.page.get_by_role("list", name="Notes and whispers")).to_contain_text(NOTE)
    await expect(priya.log).to_have_count(0)
    assert "in the kitchen" not in await everything_on(priya.page)
    await kit.says("Hello, I am Kit.")
    await visitor.reads("Hello, I am Kit.")
    assert not checker.found, "\n".join(checker.found)


async def test_a_pause_is_told_and_ends_with_the_next_message(
    open_visitor: OpenVisitor, second_worker: Worker
) -> None:
    priya = second_worker
    visitor = await talking(open_visitor, priya)
    pause = priya.page.get_by_role("button", name="I need a minute")
    await pause.click()
    await visitor.reads("Priya needs a few minutes, about 5 at most, and is then back with you.")
    await expect(pause).to_be_disabled()
    await expect(priya.page.get_by_text("Your next message ends the pause.")).to_be_visible()
    await priya.says("I am back.")
    await visitor.reads("I am back.")
    await expect(pause).to_be_enabled()


async def test_several_chats_are_kept_apart_and_reached_by_keys(
    open_visitor: OpenVisitor, second_worker: Worker, checker: Checker
) -> None:
    priya = second_worker
    page = priya.page
    first = await talking(open_visitor, priya)
    await priya.says("Hello, first.")
    second = await talking(open_visitor, priya)
    await priya.says("Hello, second.")
    await priya.box.fill("half a thought for the second")
    await first.says("i am the first, and i have waited")
    mine = page.get_by_role("list", name="My chats")
    await expect(mine).to_contain_text("1 new")
    await second.says("i am the second")
    await expect(mine).to_contain_text("Waits longest for your answer")
    await checker.looks_at(page, "two chats that wait for an answer")
    await page.keyboard.press("F2")
    await priya.reads("i am the first, and i have waited")
    await expect(priya.box).to_have_value("")
    await expect(mine).to_contain_text("Not sent yet: you were writing")
    await page.keyboard.press("Shift+F2")
    await priya.reads("i am the second")
    await expect(priya.box).to_have_value("half a thought for the second")
    # What is written for one never stands in the other.
    await page.keyboard.press("Shift+F2")
    await expect(priya.log).not_to_contain_text("i am the second")
    await page.keyboard.press("Control+/")
    await expect(dialog(priya, "Keys")).to_contain_text("To the chat that waits longest")
    await checker.looks_at(page, "keys")
    await page.keyboard.press("F2")
    await expect(dialog(priya, "Keys")).to_be_visible()
    await page.keyboard.press("Escape")
    assert not checker.found, "\n".join(checker.found)


async def test_four_people_round_one_chat_each_see_what_is_theirs(
    open_visitor: OpenVisitor,
    worker: Worker,
    second_worker: Worker,
    kit: Worker,
) -> None:
    """A visitor, her worker, a colleague, a lead: danger, a raised hand, a chat passed on."""
    lead, priya = worker, second_worker
    visitor = await talking(open_visitor, priya)
    danger = "he is outside my door with a knife"
    await visitor.says(danger)
    for one in (priya, kit, lead):
        alerts = one.page.get_by_role("list", name="Alerts")
        await expect(alerts).to_contain_text("In danger now")
    for one in (priya, lead):
        await expect(one.page.locator("main")).to_contain_text(danger)
    assert danger not in await everything_on(kit.page), "a colleague is told that, and no word"
    await priya.says("I am here. Please call 999 now if you can.")
    await visitor.reads("I am here. Please call 999 now if you can.")
    await priya.page.get_by_role("button", name="Ask a lead, silently").click()
    await expect(lead.page.get_by_role("list", name="Colleagues ask")).to_contain_text("Priya")
    await expect(kit.page.get_by_role("list", name="Colleagues ask")).to_have_count(0)
    await lead.page.get_by_role("button", name="Look into it").click()
    await lead.reads("Please call 999 now if you can.")
    await priya.page.get_by_role("button", name="Pass on").click()
    asks = dialog(priya, "Pass on chat")
    await asks.get_by_label("Kit").check()
    await asks.get_by_label("I stay until they are here").check()
    await asks.get_by_role("button", name="Pass on").click()
    offer = kit.page.get_by_role("list", name="Colleagues ask")
    await expect(offer).to_contain_text("Danger")
    await offer.get_by_role("button", name="Take it over").click()
    await kit.reads("Please call 999 now if you can.")
    await expect(priya.log).to_have_count(0)
    await visitor.says("the police are here")
    for one in (kit, lead):
        await one.reads("the police are here")
    assert "the police are here" not in await everything_on(priya.page)
    await kit.says("Good. I stay until you want to stop.")
    await visitor.reads("Good. I stay until you want to stop.")
    bubbles = await visitor.log.locator(".bubble").all_inner_texts()
    for said in (danger, "I am here. Please call 999 now if you can.", "the police are here"):
        assert sum(said in one for one in bubbles) == 1, said
    await lead.stops_reading()
    await lead.reviews_all_alerts()
