"""What goes over first between two people (docs/decisions/0067): words before what stands beside
them, the other side before one's own, and a stream of changes as few boards."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from helpline.services.log.events import VISITOR, WORKER, Events, conversation_topic
from tests.desk.desks import Desk
from tests.ears import Ear

MANY = 40


@contextmanager
def listening(events: Events, topic: str) -> Iterator[list[str]]:
    """Who is woken by news of this topic, in order: four of each side."""
    woken: list[str] = []
    ears = [Ear(side, woken) for side in (VISITOR, WORKER) * 4]
    with ExitStack() as stack:
        for ear in ears:
            events.join(ear, topic)
            stack.callback(events.leave_all, ear)
        yield woken


async def test_the_other_side_is_woken_first_whoever_writes(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting()
    await page.take(conversation)
    topic = conversation_topic(conversation)
    with listening(desk.services.events, topic) as woken:
        await desk.say(conversation, "are you there")
        assert woken == [WORKER] * 4 + [VISITOR] * 4
    with listening(desk.services.events, topic) as woken:
        await page.send("say", conversation=conversation, id="w1", text="I am here")
        await page.next("ack", id="w1")
        assert woken == [VISITOR] * 4 + [WORKER] * 4


@pytest.mark.parametrize("by", [VISITOR, WORKER])
def test_only_the_other_side_goes_first_and_nobody_is_left_out(by: str) -> None:
    events = Events()
    with listening(events, "a") as woken:
        events.news("a", by=by)
        assert woken[:4] == [WORKER if by == VISITOR else VISITOR] * 4
        assert sorted(woken) == sorted([VISITOR, WORKER] * 4)


async def test_words_come_before_the_state_of_a_chat_the_page_knows(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting()
    await page.take(conversation)
    await page.pong()
    for number in range(3):
        seen = len(page.seen)
        # One wake-up, and both are new.
        await desk.helpline.set(conversation, nation=("wales", "scotland", "england")[number])
        await desk.say(conversation, f"words {number}")
        came: list[str] = []
        while not {"entry", "chat"} <= set(came):
            await page.receive()
            came = [
                frame["type"]
                for frame in page.seen[seen:]
                if frame["type"] in {"entry", "chat"} and frame["conversation"] == conversation
            ]
        assert came == ["entry", "chat"]


async def test_a_chat_that_the_page_does_not_know_has_its_state_first(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting()
    await page.send("take", conversation=conversation)
    await page.next("taken", conversation=conversation)
    await desk.say(conversation, "i am here")
    seen = len(page.seen)
    await page.send("open", conversation=conversation, after=0)
    await page.entry(says="i am here")
    came = [one["type"] for one in page.seen[seen:] if one.get("conversation") == conversation]
    assert came[0] == "chat"
    assert "entry" in came


async def test_a_stream_of_changes_is_a_few_boards_and_the_last_has_all(desk: Desk) -> None:
    page = await desk.page()
    visitors = [await desk.visitor() for _ in range(MANY)]
    await page.pong()
    before, began = len(page.seen), time.monotonic()
    for one in visitors:
        await desk.services.handoff.ask(one, "asked")
    await page.board_with("waiting", visitors[-1])
    took = time.monotonic() - began
    boards = [frame for frame in page.seen[before:] if frame["type"] == "desk"]
    # Eight at once, then two a second; one that was due anyway.
    assert len(boards) <= 8 + 2 * took + 2
    assert len(boards) < MANY
    await page.pong()
    shown = [frame for frame in page.seen if frame["type"] == "desk"][-1]["waiting"]
    assert {row["conversation"] for row in shown} == set(visitors)
