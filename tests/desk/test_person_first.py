"""With a person in the chat, words go over before all that is looked up about them
(docs/decisions/0067-a-persons-words-go-over-first.md)."""

from __future__ import annotations

import asyncio
import time
from typing import Any
from unittest import mock

from helpline.desk.pump import _BOARDS_A_SECOND, _BOARDS_AT_ONCE
from helpline.models import Worker
from helpline.services.log.events import (
    DESK,
    VISITOR,
    WORKER,
    conversation_topic,
)
from tests.desk.desks import Desk
from tests.ears import Ear

#: Of each side: a set gives them in any order, and so many are not in the right one by chance.
_EACH = 12


def listening(desk: Desk, topic: str) -> list[str]:
    """The order in which those of both sides are woken."""
    woken: list[str] = []
    for side in [VISITOR, WORKER] * _EACH:
        desk.services.events.join(Ear(side, woken), topic)
    return woken


async def test_the_words_come_before_what_stands_beside_the_chat(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting("he waits outside")
    await page.take(conversation)
    await page.pong()
    begun = len(page.seen)
    # One news of both: a line of the log, and a brief to read beside it.
    await desk.agree(conversation)
    await page.next("chat", conversation=conversation)
    kinds = [
        frame["type"]
        for frame in page.seen[begun:]
        if frame.get("conversation") == conversation or frame["type"] == "desk"
    ]
    assert kinds.index("entry") < kinds.index("chat")
    assert "desk" not in kinds[: kinds.index("entry")], "the lists are behind it too"


async def test_a_chat_that_a_page_does_not_know_has_its_state_first(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting("he waits outside")
    await desk.agree(conversation, history=True)
    await page.send("take", conversation=conversation)
    await page.next("taken", conversation=conversation)
    await page.send("open", conversation=conversation, after=0)
    await page.entry(conversation=conversation, text="he waits outside")
    kinds = [one["type"] for one in page.seen if one.get("conversation") == conversation]
    assert kinds.index("chat") < kinds.index("entry")


async def test_whoever_writes_is_woken_after_whoever_waits_for_it(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting()
    await page.take(conversation)
    woken = listening(desk, conversation_topic(conversation))
    await desk.say(conversation, "are you there")
    assert woken == [WORKER] * _EACH + [VISITOR] * _EACH
    woken.clear()
    await page.send("say", conversation=conversation, id="w1", text="I am here")
    await page.entry(text="I am here")
    # The page may have looked by itself before anybody was woken.
    async with asyncio.timeout(10):
        while len(woken) < 2 * _EACH:  # noqa: ASYNC110 - nothing tells that all were
            await asyncio.sleep(0)
    assert woken[: 2 * _EACH] == [VISITOR] * _EACH + [WORKER] * _EACH


async def test_a_stream_of_changes_is_few_boards_and_the_last_one_has_all(desk: Desk) -> None:
    page = await desk.page()
    view, made = desk.services.desk.view, 0
    made_for = view.board

    async def counted(worker: Worker) -> dict[str, Any]:
        nonlocal made
        made += 1
        return await made_for(worker)

    begun = time.monotonic()
    with mock.patch.object(view, "board", counted):
        for _ in range(120):
            desk.services.events.news(DESK)
            # Time for its page to do what it would.
            await page.pong()
        last = await desk.waiting()
        await page.board_with("waiting", last)
        lasted = time.monotonic() - begun
        assert made <= _BOARDS_AT_ONCE + _BOARDS_A_SECOND * lasted + 1
