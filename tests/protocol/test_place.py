"""Somebody who waits sees their place move, the moment it moves."""

import pytest

from helpline.services.log.events import QUEUE
from tests.support import Helpline
from tests.visitor import Visitor


async def _waits(helpline: Helpline) -> tuple[Visitor, str]:
    visitor = await helpline.visitor()
    conversation = await helpline.id_of(visitor)
    await helpline.services.handoff.ask(conversation, "asked")
    await visitor.next("owner", owner="waiting")
    return visitor, conversation


async def test_who_waits_moves_up_when_the_one_before_them_is_taken(
    helpline: Helpline, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody looks again by themselves.
    monkeypatch.setattr("helpline.public.pump._LOOK_AGAIN", 3600.0)
    _, first = await _waits(helpline)
    second, _ = await _waits(helpline)
    owners = [frame for frame in second.seen if frame["type"] == "owner"]
    assert owners[-1]["position"] == 2
    await helpline.services.worker_chats.take(first, await helpline.worker())
    assert (await second.next("owner", owner="waiting"))["position"] == 1


async def test_who_does_not_wait_is_not_woken_by_the_queue(helpline: Helpline) -> None:
    await helpline.visitor()
    waits, conversation = await _waits(helpline)
    assert await _hear(helpline, waits) == 1
    await helpline.services.worker_chats.take(conversation, await helpline.worker())
    await waits.next("owner", owner="worker")
    assert await _hear(helpline, waits) == 0


async def _hear(helpline: Helpline, visitor: Visitor) -> int:
    """How many listen for news of the queue, once this visitor has what was on its way."""
    await visitor.send("ping")
    await visitor.next("pong")
    return helpline.services.events.heard_by(QUEUE)
