"""What somebody who listens to the screen hears: each message once, and what was said before never
again. A recorder stands where a screen reader's ear is: it hears what is added to a live region
while that region is live."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.line import Line
from tests.browser.people import TOLD, Visitor, Worker
from tests.stack import Stack

RECORDER = """() => {
  window.heard = [];
  const app = document.querySelector("waymark-app").shadowRoot;
  const log = app.querySelector("waymark-log").shadowRoot;
  const box = log.querySelector("[role=log]");
  new MutationObserver(changes => {
    if (box.getAttribute("aria-live") === "off") return;
    for (const change of changes) for (const node of change.addedNodes)
      if (node.nodeType === 1)
        for (const one of [node, ...node.querySelectorAll("*")])
          if (one.matches(".bubble")) heard.push(one.innerText);
  }).observe(box, {childList: true, subtree: true});
  const status = app.querySelector("[role=status] strong");
  window.answers = [status.textContent];
  const hear = text => text === answers.at(-1) || answers.push(text);
  new MutationObserver(() => hear(status.textContent))
    .observe(status, {childList: true, characterData: true, subtree: true});
}"""


async def _heard(page: Page) -> list[str]:
    told: list[str] = await page.evaluate("heard")
    return told


async def test_each_message_is_announced_once_and_what_was_before_never_again(
    new_context: NewContext, stack: Stack, worker: Worker
) -> None:
    line = Line()
    page = await (await new_context(360, 740)).new_page()
    await line.holds(page)
    visitor = Visitor(page)
    await visitor.opens(stack.public)
    await page.evaluate(RECORDER)
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    # The line goes while a message is on its way, and everything is asked for again.
    await line.is_cut()
    await visitor.says("is stalking illegal")
    await page.evaluate("dispatchEvent(new Event('online'))")
    await visitor.reads("a crime in all four UK nations")
    await visitor.asks_for_a_person()
    await visitor.agrees_to_the_brief()
    await worker.takes_the_first_chat()
    await worker.says("Hello, are you safe to talk?")
    await visitor.reads("Hello, are you safe to talk?")
    await line.is_cut()
    await page.evaluate("dispatchEvent(new Event('online'))")
    await worker.says("I am still here.")
    await visitor.reads("I am still here.")

    heard = await _heard(page)
    on_screen = await visitor.log.locator(".bubble").all_inner_texts()
    new = on_screen[on_screen.index(TOLD) :]
    assert sorted(heard) == sorted(new)
    assert len(set(new)) == len(new)
    # Who answers is said once, when it changes: not again for each connection.
    answers = await page.evaluate("answers")
    assert [one for one in answers if "is answering" in one] == [
        "The assistant is answering",
        "Local lead is answering",
    ]
    joined = [one for one in heard if "has joined" in one]
    assert len(joined) == 1

    # Whoever comes back with words hears the question whether it is safe, and nothing of before.
    await page.get_by_role("button", name="Settings").click()
    await page.get_by_role("button", name="Get words to come back with").click()
    await expect(page.get_by_role("heading", name="Your words")).to_be_visible()
    words = [one.split()[-1] for one in await page.get_by_role("listitem").all_inner_texts()]
    await visitor.presses_shift()
    await expect(page).not_to_have_url(f"{stack.public}/")
    await page.goto(stack.public)
    await visitor.reads("Is it safe for you to chat now")
    await page.evaluate(RECORDER)
    await page.get_by_role("button", name="Settings").click()
    await page.get_by_role("button", name="Come back with words").click()
    await page.get_by_label("The six words").fill(" ".join(words))
    await page.get_by_label("The six words").press("Enter")
    await visitor.reads("safe")
    for text in await _heard(page):
        assert text not in new
    await visitor.exit.click()
