"""Notes, whispers, raised hands and pauses, over the real socket."""

from datetime import timedelta

import pytest

from helpline.errors import KeyGone
from helpline.models import Aside, now
from helpline.services.keys.key_store import aside_key
from tests.desk.desks import Desk

NOTE = "sleeps at her mother's tonight"


def notes(frame: dict[str, object]) -> list[tuple[str, str]]:
    shown = frame["asides"]
    assert isinstance(shown, list)
    return [(one["kind"], one["text"]) for one in shown]


async def test_a_note_is_for_whoever_has_the_chat_and_for_leads_and_kept_once(desk: Desk) -> None:
    sam, lee = await desk.page("Sam"), await desk.page("Lee", role="lead")
    conversation = await desk.waiting()
    await sam.take(conversation)
    for _ in range(2):
        await sam.send("note", conversation=conversation, id="n1", text=NOTE)
        await sam.next("done", id="n1")
    assert notes(await sam.had("asides")) == [("note", NOTE)]
    await lee.open(conversation)
    shown = await lee.had("asides")
    assert notes(shown) == [("note", NOTE)]
    assert shown["asides"][0]["by"] == "Sam"
    assert [action for action, _ in await desk.audit()].count("note") == 1


async def test_a_note_can_be_written_after_the_visitor_left_and_goes_with_the_chat(
    desk: Desk,
) -> None:
    sam = await desk.page("Sam")
    conversation = await desk.waiting()
    await sam.take(conversation)
    await desk.services.leaving.leave(conversation)
    await sam.send("note", conversation=conversation, id="n1", text=NOTE)
    await sam.next("done", id="n1")
    assert await desk.services.keys.find(aside_key(conversation))
    await desk.services.erasing.erase(conversation)
    async with desk.services.database.read() as session:
        assert (await session.scalars(Aside.__table__.select())).all() == []
    with pytest.raises(KeyGone):
        await desk.services.keys.find(aside_key(conversation))


async def test_a_whisper_is_between_the_leads_and_that_worker_alone(desk: Desk) -> None:
    sam, kit = await desk.page("Sam"), await desk.page("Kit")
    lee, ola = await desk.page("Lee", role="lead"), await desk.page("Ola", role="lead")
    conversation = await desk.waiting()
    await lee.send("whisper", conversation=conversation, id="w0", text="to nobody")
    assert (await lee.next("error", id="w0"))["code"] == "not_with_people"
    await sam.take(conversation)
    await lee.send("whisper", conversation=conversation, id="w1", text="ask about the keys")
    await lee.next("done", id="w1")
    assert notes(await sam.had("asides")) == [("whisper", "ask about the keys")]
    await sam.send("whisper", conversation=conversation, id="w2", text="she has them")
    await sam.next("done", id="w2")
    await ola.open(conversation)
    assert [text for _, text in notes(await ola.had("asides"))] == [
        "ask about the keys",
        "she has them",
    ]
    await kit.send("whisper", conversation=conversation, id="w3", text="me too")
    assert (await kit.next("error", id="w3"))["code"] == "not_yours"

    # Whoever takes the chat over reads the notes; what was whispered was for Sam.
    await sam.send("note", conversation=conversation, id="n1", text=NOTE)
    await sam.next("done", id="n1")
    await sam.send("pass_on", conversation=conversation, id="p1")
    await sam.board(mine=[])
    await kit.take(conversation)
    assert notes(await kit.had("asides")) == [("note", NOTE)]
    await sam.pong()
    await lee.send("whisper", conversation=conversation, id="w4", text="well done")
    await kit.next("asides")
    await sam.pong()
    assert "well done" not in str(sam.seen)


async def test_a_raised_hand_is_seen_by_leads_at_once_and_by_nobody_else(desk: Desk) -> None:
    sam, kit = await desk.page("Sam"), await desk.page("Kit")
    lee = await desk.page("Lee", role="lead")
    conversation = await desk.waiting()
    await sam.take(conversation)
    before = await desk.helpline.lines(conversation)
    await kit.send("hand", conversation=conversation, on=True)
    assert (await kit.next("error"))["code"] == "not_yours"
    await sam.send("hand", conversation=conversation, on=True)
    board = await lee.board()
    while not board["hands"]:
        board = await lee.board()
    assert [(one["by"], one["conversation"]) for one in board["hands"]] == [("Sam", conversation)]
    assert (await sam.had("chat", conversation=conversation)) is not None
    await sam.next("chat", hand_up_at=board["hands"][0]["at"])
    await kit.pong()
    assert all(frame["hands"] == [] for frame in kit.seen if frame["type"] == "desk")
    await lee.send("hand", conversation=conversation, on=False)
    await sam.next("chat", hand_up_at=None)
    # Not a line of it in the chat.
    assert await desk.helpline.lines(conversation) == before
    assert {("hand_up", conversation), ("hand_down", conversation)} <= set(await desk.audit())


async def test_a_pause_is_told_keeps_the_chat_and_is_bounded(desk: Desk) -> None:
    sam = await desk.page("Sam")
    conversation = await desk.waiting()
    await sam.take(conversation)
    await desk.say(conversation, "are you there")
    await sam.send("pause", conversation=conversation)
    said = await sam.entry(kind="paused")
    assert said["text"].startswith("Sam needs a few minutes, about 5 at most")
    state = await sam.had("chat", conversation=conversation, can_send=True)
    row = await desk.helpline.row(conversation)
    assert state is not None
    assert row is not None
    assert row.paused_until is not None
    assert row.owner == "worker"
    assert row.unanswered_since is not None
    # Not a second one on top of it, also not when its time is over.
    await desk.helpline.set(conversation, paused_until=now() - timedelta(seconds=1))
    await sam.send("pause", conversation=conversation)
    assert (await sam.next("error"))["code"] == "already_paused"
    await sam.send("say", conversation=conversation, id="m1", text="here I am again")
    await sam.next("ack", id="m1")
    await sam.send("pause", conversation=conversation)
    await sam.next("entry", kind="paused")
    # Whoever does not come back loses the chat as ever.
    await desk.say(conversation, "hello?")
    await desk.helpline.set(conversation, unanswered_since=now() - timedelta(minutes=11))
    await desk.services.timers.look()
    await sam.board_with("waiting", conversation)


async def test_while_the_worker_pauses_danger_is_answered_at_once(desk: Desk) -> None:
    sam = await desk.page("Sam")
    conversation = await desk.waiting()
    await sam.take(conversation)
    watched = await desk.services.alerts.raise_for(conversation, ["suicidal_thoughts"], "x")
    assert watched.left_to_worker == {"suicidal_thoughts"}
    await sam.send("pause", conversation=conversation)
    await sam.entry(kind="paused")
    alone = await desk.services.alerts.raise_for(conversation, ["immediate_danger"], "he is here")
    assert alone.posted == {"immediate_danger"}
    assert alone.left_to_worker == frozenset()
