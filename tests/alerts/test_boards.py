"""Which boards a message that was read wakes, and when reading begins beforehand
(docs/decisions/0067): everybody's only where everybody's may look different."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from helpline.models import Conversation, now
from helpline.services.log.events import DESK, WORKER, worker_topic
from helpline.services.turns.hearing import _boards
from tests.ears import Ear
from tests.support import Helpline

HERE, THERE = worker_topic(1), worker_topic(2)
LATER, OVER = timedelta(minutes=2), timedelta(minutes=-2)


@pytest.mark.parametrize(
    ("values", "due", "boards"),
    [
        ({"owner": "assistant"}, False, []),
        ({"owner": "assistant"}, True, [DESK]),
        ({"owner": "waiting"}, False, [DESK]),
        ({"owner": "worker", "worker_id": 1}, False, [HERE]),
        ({"owner": "worker", "worker_id": 1}, True, [DESK]),
        ({"owner": "worker", "worker_id": 1, "offered_to": 2, "by": LATER}, False, [HERE, THERE]),
        ({"owner": "worker", "worker_id": 1, "offered_to": 2, "by": OVER}, False, [HERE]),
        ({"owner": "closed", "worker_id": 1}, False, []),
    ],
)
def test_a_message_wakes_the_boards_that_may_look_different(
    values: dict[str, Any], due: bool, boards: list[str]
) -> None:
    by = values.pop("by", None)
    until = now() + by if by is not None else None
    assert _boards(Conversation(offered_until=until, **values), due) == boards


async def test_what_is_said_to_a_worker_is_made_anew_on_their_board_alone(
    helpline: Helpline,
) -> None:
    services = helpline.services
    visitor, sam = await helpline.visitor(), await helpline.worker()
    kim = await helpline.worker("Kim")
    chat = await helpline.id_of(visitor)
    topics = [DESK, worker_topic(sam.id), worker_topic(kim.id)]
    await services.handoff.ask(chat, "asked")

    async def wakes(text: str) -> list[str]:
        woken: list[str] = []
        ears = [Ear(WORKER, woken, topic) for topic in topics]
        for topic, ear in zip(topics, ears, strict=True):
            services.events.join(ear, topic)
        await visitor.say(text)
        await helpline.settled()
        for ear in ears:
            services.events.leave_all(ear)
        return [topic for topic in topics if topic in woken]

    assert DESK in await wakes("my ex keeps following me")
    await services.desk.chats.take(chat, sam)
    assert await wakes("he follows me home from work") == [worker_topic(sam.id)]
    await helpline.set(chat, offered_to=kim.id, offered_until=now() + LATER)
    assert await wakes("he follows me to the shops too") == [
        worker_topic(sam.id), worker_topic(kim.id),
    ]  # fmt: skip
    assert DESK in await wakes("he is outside my door right now with a knife"), "danger is for all"


async def test_reading_begins_beforehand_only_while_the_assistant_has_the_chat(
    helpline: Helpline, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    ahead: Callable[[str], None] = helpline.services.hearing.ahead

    def noted(text: str) -> None:
        begun.append(text)
        ahead(text)

    monkeypatch.setattr(helpline.services.hearing, "ahead", noted)
    visitor, sam = await helpline.visitor(), await helpline.worker()
    chat = await helpline.id_of(visitor)
    await visitor.say("hello")
    await helpline.settled()
    assert begun == ["hello"]
    await helpline.services.handoff.ask(chat, "asked")
    await visitor.had("owner", owner="waiting")
    await visitor.say("i am waiting")
    await helpline.services.desk.chats.take(chat, sam)
    await visitor.had("owner", owner="worker")
    await visitor.say("he follows me")
    await helpline.settled()
    assert begun == ["hello"]
    await helpline.services.desk.chats.hand_back(chat, sam)
    await visitor.next("owner", owner="assistant")
    await visitor.say("what is stalking")
    await helpline.settled()
    assert begun == ["hello", "what is stalking"]
