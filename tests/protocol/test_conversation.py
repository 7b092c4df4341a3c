"""Opening, speaking, going on: each frame of docs/protocol.md where all goes well."""

import re

from helpline.public import frames
from tests.support import Helpline


async def test_a_new_conversation_gets_a_token_the_welcome_and_who_answers(
    helpline: Helpline,
) -> None:
    visitor = await helpline.connect()
    welcome = await visitor.hello(nation="wales")
    assert set(welcome) == {"type", "seq", "owner", "service", "token"}
    assert welcome["owner"] == "assistant"
    assert len(welcome["token"]) >= 43
    service = welcome["service"]
    assert set(service) == {"name", "helpline", "hours", "open_now", "demonstration"}
    assert service["helpline"] == "0808 802 0300"
    assert isinstance(service["open_now"], bool)
    entries = await visitor.upto(welcome["seq"])
    assert [entry["seq"] for entry in entries] == list(range(1, welcome["seq"] + 1))
    assert {entry["author"] for entry in entries} == {"assistant"}
    assert "999" in visitor.texts
    assert "Is it safe for you to chat now?" in visitor.texts
    assert (await visitor.had("owner"))["owner"] == "assistant"
    for entry in entries:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry["at"])


async def test_a_message_is_acked_shown_and_answered(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    ack = await visitor.say("my ex keeps turning up outside my work", "first")
    assert ack == {"type": "ack", "id": "first", "seq": ack["seq"]}
    mine = await visitor.had("entry", author="visitor")
    assert mine["text"] == "my ex keeps turning up outside my work"
    assert mine["seq"] == ack["seq"]
    answer = await visitor.next("entry", author="assistant")
    assert answer["text"] == "Engine's answer to turn 1."
    turn = await helpline.engine.next_turn()
    assert turn["text"] == "my ex keeps turning up outside my work"
    assert turn["slots"] == {
        "audience": "adult",
        "language": "en",
        "nation": None,
        "style": "standard",
    }
    assert await helpline.id_of(visitor) not in str(turn)
    assert visitor.token not in str(turn)


async def test_the_assistant_is_seen_typing_while_it_thinks(helpline: Helpline) -> None:
    gate = helpline.engine.waits({"text": "Here I am."})
    visitor = await helpline.visitor()
    await visitor.say("hello there")
    assert await visitor.had("typing") == {"type": "typing", "author": "assistant"}
    gate.set()
    assert (await visitor.next("entry", author="assistant"))["text"] == "Here I am."


async def test_the_same_id_again_is_the_same_ack_and_no_second_message(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    first = await visitor.say("they left flowers again", "one")
    again = await visitor.say("they left flowers again", "one")
    other = await visitor.say("something else under the same id", "one")
    assert first == again == other
    await helpline.settled()
    lines = await helpline.lines(await helpline.id_of(visitor))
    assert [line.body.text for line in lines if line.author == "visitor"] == [
        "they left flowers again"
    ]
    assert len(helpline.engine.turns) == 1


async def test_a_typed_command_is_just_text(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    for typed in ("/restart", " /restart", "/safe_exit", "service:exit", "/talk_to_human{}"):
        await visitor.say(typed)
        turn = await helpline.engine.next_turn()
        assert turn["text"] == typed
        await visitor.next("entry", author="assistant")
    row = await helpline.row(await helpline.id_of(visitor))
    assert row is not None
    assert (row.owner, row.left) == ("assistant", None)


async def test_settings_hold_from_the_next_message_on(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await visitor.send("settings", audience="young", style="simple", nation="scotland")
    await visitor.say("hello again")
    turn = await helpline.engine.next_turn()
    assert turn["slots"] == {
        "audience": "young",
        "language": "en",
        "nation": "scotland",
        "style": "simple",
    }
    await visitor.send("settings", language="cy")
    await visitor.say("bore da")
    assert (await helpline.engine.next_turn())["slots"]["language"] == "cy"


async def test_typing_reaches_the_chat_without_any_text(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    topic = f"conversation:{conversation_id}"
    with helpline.services.events.subscribe(topic) as ear:
        await visitor.send("typing")
        await visitor.pong()
        assert list(ear.signals) == [("typing", "visitor")]
    await visitor.send("typing", text="half a thou")
    assert (await visitor.next("error"))["code"] == "bad_frame"


async def test_a_visitor_does_not_hear_their_own_typing(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    other = await helpline.visitor(token=visitor.token, after=0)
    await visitor.send("typing")
    await visitor.say("there")
    await other.next("entry", author="visitor")
    assert not [f for f in other.seen + visitor.seen if f.get("author") == "visitor" and
                f["type"] == "typing"]  # fmt: skip


async def test_ping_is_answered_also_before_hello(helpline: Helpline) -> None:
    visitor = await helpline.connect()
    await visitor.send("ping")
    assert await visitor.receive() == {"type": "pong"}


async def test_every_server_frame_is_one_that_the_protocol_names(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await visitor.say("can i talk to someone real")
    await visitor.send("words")
    await visitor.next("words")
    await visitor.send("nonsense")
    await visitor.next("error")
    await visitor.send("delete")
    await visitor.next("gone")
    assert {frame["type"] for frame in visitor.seen} <= set(frames.SERVER_TYPES)
