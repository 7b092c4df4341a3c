"""Another person at the screen: nothing may say what this chat was."""

from datetime import timedelta

import pytest

from helpline.services.content import Content
from tests.support import Helpline
from tests.visitor import Visitor

FISHING = "who is she talking to on here"
SECRET = "he follows me home from work every night"


async def _fish(helpline: Helpline, state: str) -> tuple[Visitor, str]:
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await visitor.say(SECRET)
    await helpline.settled()
    if state == "waiting":
        await helpline.services.handoff.ask(conversation_id, "asked")
        await visitor.next("owner", owner="waiting")
    visitor.seen.clear()
    await visitor.say(FISHING)
    await helpline.settled()
    return visitor, conversation_id


@pytest.mark.parametrize("state", ["assistant", "waiting"])
async def test_earlier_lines_fold_away_and_the_reply_is_neutral(
    helpline: Helpline, content: Content, state: str
) -> None:
    visitor, conversation_id = await _fish(helpline, state)
    await visitor.had("fold")
    reply = await visitor.next("entry", says="This page answers general questions.")
    assert reply["author"] == "assistant"
    assert set(reply) == {"type", "seq", "at", "author", "text"}
    folded = next(i for i, frame in enumerate(visitor.seen) if frame["type"] == "fold")
    shown = "\n".join(str(frame) for frame in visitor.seen[folded:] if frame["type"] == "entry")
    for word in ("stalk", "helpline", "police", "999", content.own["name"], "alert", "safety"):
        assert word.lower() not in shown.lower()
    # Nobody is thrown out, nothing is erased, nothing is an emergency.
    row = await helpline.row(conversation_id)
    assert row is not None
    assert row.left is None
    assert SECRET in str(await helpline.lines(conversation_id))
    assert "leave" not in {frame["type"] for frame in visitor.seen}
    assert not [entry for entry in visitor.entries if entry.get("card")]
    assert {alert.kind for alert in await helpline.alerts()} == {"someone_else_typing"}


async def test_what_was_folded_is_not_sent_again_to_who_resumes_from_the_start(
    helpline: Helpline,
) -> None:
    visitor, _ = await _fish(helpline, "assistant")
    again = await helpline.connect()
    await again.hello(token=visitor.token, after=0)
    await again.next("entry")
    await again.next("owner")
    await again.pong()
    assert SECRET not in again.texts
    assert "999" not in again.texts


async def test_the_neutral_reply_comes_each_time(helpline: Helpline) -> None:
    visitor, conversation_id = await _fish(helpline, "assistant")
    await visitor.say("what did she tell you")
    await helpline.settled()
    texts = [line.body.text or "" for line in await helpline.lines(conversation_id)]
    assert sum("general questions" in text for text in texts) == 2


async def test_while_a_worker_answers_they_are_marked_first_then_it_folds(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await visitor.say(SECRET)
    await helpline.settled()
    await helpline.services.handoff.ask(conversation_id, "asked")
    await helpline.services.desk.chats.take(conversation_id, await helpline.worker())
    await visitor.next("owner", owner="worker")
    await visitor.say(FISHING)
    await helpline.settled()
    assert {alert.kind for alert in await helpline.alerts()} == {"someone_else_typing"}
    assert "fold" not in {frame["type"] for frame in visitor.seen}
    await helpline.past("safety", timedelta(seconds=20))
    await visitor.next("fold")
    await visitor.next("entry", says="This page answers general questions.")


async def test_life_comes_before_hiding_when_both_are_in_one_message(helpline: Helpline) -> None:
    raised = await helpline.services.alerts.raise_for(
        await helpline.id_of(await helpline.visitor()),
        {"immediate_danger", "someone_else_typing"},
        "x",
    )
    assert raised.posted == {"immediate_danger"}


async def test_an_answer_under_way_does_not_come_after_the_fold(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    gate = helpline.engine.waits({"text": "Stalking is a crime."})
    await visitor.say("is stalking illegal")
    await helpline.engine.next_turn()
    await visitor.say(FISHING)
    await visitor.next("entry", says="This page answers general questions.")
    gate.set()
    await helpline.settled()
    await visitor.pong()
    assert "Stalking is a crime." not in visitor.texts
