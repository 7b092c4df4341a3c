"""What is read, and whose board it changes, while a person has the chat and before
(docs/decisions/0067-a-persons-words-go-over-first.md)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest

from helpline.models import now
from helpline.services.log.events import DESK, WORKER, worker_topic
from tests.ears import Ear
from tests.support import Helpline


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("assistant", set()),
        ("waiting", {DESK}),
        ("worker", {"Sam"}),
        ("offered", {"Sam", "Kit"}),
        ("offer is over", {"Sam"}),
    ],
)
async def test_a_message_that_was_read_wakes_the_boards_that_may_differ(
    helpline: Helpline, state: str, expected: set[str]
) -> None:
    sam, kit, lou = [await helpline.worker(name) for name in ("Sam", "Kit", "Lou")]
    for one in (sam, kit, lou):
        await helpline.at_desk(one)
    visitor = await helpline.visitor()
    chat, services = await helpline.id_of(visitor), helpline.services
    if state != "assistant":
        await services.handoff.ask(chat, "asked")
    if state not in ("assistant", "waiting"):
        await services.desk.chats.take(chat, sam)
    if state.startswith("offer"):
        until = now() + timedelta(minutes=-1 if state == "offer is over" else 1)
        await helpline.set(chat, offered_to=kit.id, offered_until=until)
    await helpline.settled()
    woken: list[str] = []
    topics = {DESK: DESK, "Sam": worker_topic(sam.id), "Kit": worker_topic(kit.id)}
    for name, topic in {**topics, "Lou": worker_topic(lou.id)}.items():
        services.events.join(Ear(WORKER, woken, name), topic)
    await visitor.say("thank you")
    await helpline.settled()
    assert set(woken) == expected


async def test_only_what_the_assistant_answers_is_read_while_it_is_kept(
    helpline: Helpline,
) -> None:
    """Its answer waits for the reading; a person's words do not, and go first."""
    sam = await helpline.worker()
    await helpline.at_desk(sam)
    visitor = await helpline.visitor()
    chat, services = await helpline.id_of(visitor), helpline.services
    steps: list[str] = []

    def noting(name: str, doing: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*args: Any, **fields: Any) -> Any:
            steps.append(name)
            return doing(*args, **fields)

        return noted

    with (
        mock.patch.object(services.reads, "_of", noting("reads", services.reads._of)),
        mock.patch.object(services.messages, "say", noting("keeps", services.messages.say)),
    ):
        await visitor.say("he waits outside my work")
        await helpline.settled()
        assert steps[:2] == ["reads", "keeps"]
        await services.handoff.ask(chat, "asked")
        await services.desk.chats.take(chat, sam)
        await visitor.next("owner", owner="worker")
        steps.clear()
        await visitor.say("he waits outside my work again")
        await helpline.settled()
        assert steps[0] == "keeps"
        assert "reads" in steps, "it is read for danger right after"
