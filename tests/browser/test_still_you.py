""" "Is it still you?" with the safe word, between two browsers."""

from __future__ import annotations

from playwright.async_api import Locator, expect

from tests.browser.checker import Checker
from tests.browser.conftest import OpenVisitor
from tests.browser.people import TOLD, Visitor, Worker, everything_on

WORD = "blue teapot"


async def chooses_a_word(visitor: Visitor, word: str) -> None:
    """In the box that stands there while somebody waits."""
    chat, words = visitor.chat, visitor.words
    await chat.get_by_role("button", name=words["wait_title"]).click()
    await chat.get_by_role("button", name=words["wait_word"]).click()
    await chat.get_by_label(words["safe_word_field"]).fill(word)
    await chat.get_by_role("button", name=words["safe_word_keep"]).click()
    await expect(chat.get_by_text(words["safe_word_kept"])).to_be_visible()


async def talking(open_visitor: OpenVisitor, worker: Worker, word: str | None) -> Visitor:
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await visitor.asks_for_a_person()
    if word is not None:
        await chooses_a_word(visitor, word)
    await visitor.agrees_to_the_brief()
    await worker.takes_the_first_chat()
    await worker.says("Hello.")
    await visitor.reads("Hello.")
    return visitor


def question(visitor: Visitor) -> Locator:
    return visitor.chat.get_by_role("form", name=visitor.words["still_you"])


async def asks(worker: Worker, visitor: Visitor, *, answers: str) -> None:
    await worker.page.get_by_role("button", name="Is it still you?").click()
    await visitor.reads("is it still you?")
    await question(visitor).get_by_label(visitor.words["still_you_word"]).fill(answers)
    await question(visitor).get_by_role("button", name=visitor.words["still_you_send"]).click()
    await visitor.reads("has your answer.")
    await expect(question(visitor)).to_have_count(0)


async def test_the_worker_sees_which_answer_it_was_and_the_page_says_the_same_to_both(
    open_visitor: OpenVisitor, second_worker: Worker, checker: Checker
) -> None:
    priya = second_worker
    visitor = await talking(open_visitor, priya, WORD)
    note = priya.page.get_by_role("note", name="Is it still them?")
    await expect(note).to_contain_text("A safe word was chosen at")
    said = visitor.log.locator(".entry.service")
    await asks(priya, visitor, answers="Blue  TEAPOT")
    await expect(note).to_contain_text("Answered rightly.")
    right = await said.last.inner_text()
    await asks(priya, visitor, answers="red kettle")
    await expect(note).to_contain_text("Answered differently: it may be somebody else.")
    # At once, and aloud.
    await expect(priya.page.get_by_role("alert")).to_contain_text("Answered differently")
    await expect(note).to_contain_text("Say nothing of the word")
    await checker.looks_at(priya.page, "answered differently")
    assert await said.last.inner_text() == right
    held = await everything_on(visitor.page)
    for words in ("teapot", "TEAPOT", "kettle", "wrong", "differently", "rightly"):
        assert words not in held, words
    assert "eapot" not in await everything_on(priya.page)
    assert not checker.found, "\n".join(checker.found)


async def test_not_now_and_no_word_agreed(
    open_visitor: OpenVisitor, second_worker: Worker, checker: Checker
) -> None:
    priya = second_worker
    visitor = await talking(open_visitor, priya, None)
    await priya.page.get_by_role("button", name="Is it still you?").click()
    await visitor.reads("is it still you, and is it a good moment?")
    note = priya.page.get_by_role("note", name="Is it still them?")
    await expect(note).to_contain_text("no safe word was agreed")
    await expect(question(visitor).get_by_role("textbox")).to_have_count(0)
    await checker.looks_at_chat(visitor, "is it still you, in plain words")
    await question(visitor).get_by_role("button", name=visitor.words["still_you_not_now"]).click()
    await visitor.reads("knows that now is not the time.")
    await expect(note).to_contain_text("Not now: it is no good moment.")
    assert not checker.found, "\n".join(checker.found)


async def test_a_word_can_be_chosen_and_used_by_keys_alone_and_looks_right(
    open_visitor: OpenVisitor, second_worker: Worker, checker: Checker
) -> None:
    priya = second_worker
    visitor = await talking(open_visitor, priya, None)
    chat, words, page = visitor.chat, visitor.words, visitor.page
    await chat.get_by_role("button", name=words["menu"]).press("Enter")
    await chat.get_by_role("button", name=words["wait_word"]).press("Enter")
    field = chat.get_by_label(words["safe_word_field"])
    await expect(field).to_have_attribute("autocomplete", "off")
    await checker.looks_at_chat(visitor, "choosing a safe word")
    await field.fill(WORD)
    await page.keyboard.press("Enter")
    await expect(chat.get_by_text(words["safe_word_kept"])).to_be_focused()
    await chat.get_by_role("button", name=words["menu_close"]).click()
    await priya.page.get_by_role("button", name="Is it still you?").click()
    answer = question(visitor).get_by_label(words["still_you_word"])
    await expect(answer).to_be_visible()
    await checker.looks_at_chat(visitor, "is it still you, with a word")
    # Exit words act here too.
    await answer.fill("exit")
    await page.keyboard.press("Enter")
    await expect(priya.page.get_by_text("Left by quick exit").first).to_be_visible()
    assert not checker.found, "\n".join(checker.found)
