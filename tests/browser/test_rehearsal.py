"""A worker practises on the desk, with a visitor who follows a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.browser.checker import Checker
from tests.browser.conftest import NewContext
from tests.browser.people import Worker
from tests.stack import Stack


@pytest.fixture
def rehearsal(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A helpline of its own; only the engine is the other one's, which knows nothing of it."""
    settings = {
        "WAYMARK_REHEARSAL": "100",
        "WAYMARK_ENGINE_PORT": stack.environment["WAYMARK_ENGINE_PORT"],
        "WAYMARK_ENGINE_TOKEN": stack.environment["WAYMARK_ENGINE_TOKEN"],
    }
    made = Stack(tmp_path_factory.mktemp("practice"), settings)
    # The engine asks its own helpline for actions, whose words are the same.
    try:
        made.start("helpline")
        yield made
    finally:
        made.stop()


async def test_a_scripted_visitor_comes_tells_and_answers(
    rehearsal: Stack, stack: Stack, new_context: NewContext, checker: Checker, worker: Worker
) -> None:
    page = await (await new_context(1280, 800)).new_page()
    practising = Worker(page)
    await practising.signs_in_with_link((await rehearsal.run("worker", "link")).strip())
    region = page.get_by_role("region", name="Rehearsal")
    await expect(region).to_contain_text("Nobody here is real")
    await region.get_by_label("Who comes").select_option("Her ex keeps turning up outside work")
    await expect(region).to_contain_text("one next step")
    await region.get_by_role("button", name="Let them come").click()
    await expect(practising.waiting).to_contain_text("Take chat")
    await checker.looks_at(page, "rehearsal")
    await practising.takes_the_first_chat()
    await expect(page.get_by_text("Walking to the bus at nine").first).to_be_visible()
    await practising.says("Hello Jo. How long has this been going on?")
    await practising.reads("then he started coming on days the gym is shut")
    await practising.says("Have you told the police?")
    await practising.reads("i rang 101 once")
    # The real desk beside it is not touched, and does not say that anything is rehearsed.
    await expect(worker.waiting).not_to_contain_text("Take chat")
    await expect(worker.page.get_by_role("region", name="Rehearsal")).to_have_count(0)
    assert not checker.found, "\n".join(checker.found)
