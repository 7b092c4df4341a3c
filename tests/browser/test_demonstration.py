"""Where answers may be drafts, the chat says so quietly; where they may not, it says nothing."""

from __future__ import annotations

import base64
import secrets

import pytest
from playwright.async_api import expect

from tests.browser.conftest import NewContext, OpenVisitor
from tests.browser.people import TOLD, Visitor, words_of
from tests.stack import Stack


async def test_a_demonstration_says_that_its_answers_are_not_approved(
    open_visitor: OpenVisitor,
) -> None:
    visitor = await open_visitor()
    mark = visitor.chat.get_by_text(words_of()["demonstration"])
    await expect(mark).to_be_in_viewport(ratio=1)
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    await expect(mark).to_be_in_viewport(ratio=1)
    # On a screen that is almost all keyboard the last message matters more.
    await visitor.page.set_viewport_size({"width": 360, "height": 300})
    await expect(mark).to_be_hidden()
    await visitor.page.set_viewport_size({"width": 360, "height": 740})


@pytest.fixture
def in_production(tmp_path_factory: pytest.TempPathFactory, stack: Stack) -> Stack:
    made = Stack(tmp_path_factory.mktemp("production"))
    made.environment |= {
        "WAYMARK_MODE": "production",
        "WAYMARK_SERVICE_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "WAYMARK_PUBLIC_ORIGIN": made.public,
        "WAYMARK_DESK_ORIGIN": made.desk,
        "WAYMARK_ENGINE_PORT": stack.environment["WAYMARK_ENGINE_PORT"],
        "WAYMARK_ENGINE_TOKEN": stack.environment["WAYMARK_ENGINE_TOKEN"],
    }
    return made


async def test_in_production_there_is_no_such_mark(
    new_context: NewContext, in_production: Stack
) -> None:
    try:
        in_production.start("helpline")
        page = await (await new_context(360, 740)).new_page()
        await page.goto(in_production.public)
        visitor = Visitor(page)
        await visitor.sees_who_answers("The assistant is answering")
        await expect(page.get_by_text(words_of()["demonstration"])).to_have_count(0)
        await visitor.exit.click()
    finally:
        in_production.stop()
