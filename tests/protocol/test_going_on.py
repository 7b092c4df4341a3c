"""Going on with a conversation: nothing lost, doubled or out of order; and nothing is an oracle."""

import asyncio
from datetime import timedelta

from helpline.models import now
from tests.databases import bytes_of
from tests.support import Helpline
from tests.visitor import Visitor


async def _talk(visitor: Visitor, *texts: str) -> None:
    for text in texts:
        await visitor.say(text)
        await visitor.next("entry", author="assistant")


async def test_resuming_at_any_point_gives_each_entry_once_in_order(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await _talk(visitor, "hello", "they wait outside my work", "and they text all night")
    await helpline.settled()
    last = (await helpline.lines(await helpline.id_of(visitor)))[-1].seq
    for after in range(last + 1):
        again = await helpline.connect()
        welcome = await again.hello(token=visitor.token, after=after)
        assert welcome["type"] == "welcome"
        assert welcome["seq"] == last
        assert "token" not in welcome
        if after < last:
            await again.upto(last)
        await again.next("owner")
        await again.pong()
        assert [entry["seq"] for entry in again.entries] == list(range(after + 1, last + 1))
        await again.socket.close()


async def test_resuming_ahead_of_the_log_still_gets_what_comes(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    again = await helpline.visitor(token=visitor.token, after=1000)
    await _talk(again, "still here")
    assert again.entries[-1]["author"] == "assistant"


async def test_two_sockets_of_one_conversation_both_see_all_of_it(helpline: Helpline) -> None:
    first = await helpline.visitor()
    second = await helpline.visitor(token=first.token, after=0)
    for index in range(5):
        await first.say(f"from the first {index}", f"a{index}")
        await second.say(f"from the second {index}", f"b{index}")
    await helpline.settled()
    lines = await helpline.lines(await helpline.id_of(first))
    await first.upto(lines[-1].seq)
    await second.upto(lines[-1].seq)
    seqs = [line.seq for line in lines]
    assert [entry["seq"] for entry in first.entries] == seqs
    assert [entry["seq"] for entry in second.entries] == seqs


async def test_the_same_id_from_two_sockets_at_once_is_one_message(helpline: Helpline) -> None:
    first = await helpline.visitor()
    second = await helpline.visitor(token=first.token, after=0)
    acks = await asyncio.gather(first.say("only once", "same"), second.say("only once", "same"))
    assert acks[0] == acks[1]
    lines = await helpline.lines(await helpline.id_of(first))
    assert [line.body.text for line in lines].count("only once") == 1


async def test_a_wrong_and_an_ended_token_get_the_same_gone(helpline: Helpline) -> None:
    ended = await helpline.visitor()
    await ended.send("exit")
    await ended.closed()
    deleted = await helpline.visitor()
    await deleted.send("delete")
    await deleted.next("gone")
    other = await helpline.connect()
    for token in (ended.token, deleted.token, "never-issued", ""):
        assert await other.hello(token=token, after=0) == {"type": "gone"}
    # The socket is still good for a new conversation.
    assert (await other.hello())["type"] == "welcome"


async def test_exit_on_one_socket_ends_the_others_too(helpline: Helpline) -> None:
    first = await helpline.visitor()
    second = await helpline.visitor(token=first.token, after=0)
    await first.send("exit")
    assert await first.closed() == 1000
    assert await second.next("gone") == {"type": "gone"}
    await second.send("say", id="late", text="is this thing on")
    assert (await second.next("error"))["code"] == "not_open"


async def test_delete_forgets_and_the_socket_can_begin_anew(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await _talk(visitor, "please forget this")
    await visitor.send("delete")
    assert await visitor.next("gone") == {"type": "gone"}
    assert await helpline.row(conversation_id) is None
    old = visitor.token
    welcome = await visitor.hello()
    assert welcome["type"] == "welcome"
    assert welcome["token"] != old


async def test_six_words_bring_one_back_with_earlier_lines_folded_away(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await _talk(visitor, "he was at the bus stop again")
    await visitor.send("words")
    given = await visitor.next("words")
    assert len(given["words"]) == 6
    await visitor.send("exit")
    await visitor.closed()

    back = await helpline.connect()
    welcome = await back.hello(words=given["words"])
    assert welcome["type"] == "welcome"
    assert welcome["owner"] == "assistant"
    assert welcome["token"] != visitor.token
    check = await back.next("entry")
    assert "is it safe for you to chat now" in check["text"]
    assert "bus stop" not in back.texts
    # Also who asks from the start on does not get what was folded away.
    again = await helpline.visitor(token=back.token, after=0)
    await again.pong()
    assert "bus stop" not in again.texts
    # The old token stays dead.
    assert await (await helpline.connect()).hello(token=visitor.token, after=0) == {"type": "gone"}


async def test_words_are_read_also_as_one_line_in_capitals(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await visitor.send("words")
    given = (await visitor.next("words"))["words"]
    back = await helpline.connect()
    assert (await back.hello(words="  ".join(given).upper()))["type"] == "welcome"


async def test_wrong_expired_replaced_and_deleted_words_get_the_same_gone(
    helpline: Helpline,
) -> None:
    replaced = await helpline.visitor()
    await replaced.send("words")
    first_words = (await replaced.next("words"))["words"]
    await replaced.send("words")
    await replaced.next("words")

    expired = await helpline.visitor()
    await expired.send("words")
    expired_words = (await expired.next("words"))["words"]
    await helpline.set(await helpline.id_of(expired), words_until=now() - timedelta(seconds=1))

    deleted = await helpline.visitor()
    await deleted.send("words")
    deleted_words = (await deleted.next("words"))["words"]
    await deleted.send("delete")
    await deleted.next("gone")

    for words in (first_words, expired_words, deleted_words, ["abandon"] * 6, []):
        stranger = await helpline.connect()
        assert await stranger.hello(words=words) == {"type": "gone"}


async def test_a_sixth_guess_gets_gone_even_with_the_right_words(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await visitor.send("words")
    right = (await visitor.next("words"))["words"]
    stranger = await helpline.connect()
    for _ in range(5):
        assert await stranger.hello(words=["abandon"] * 6) == {"type": "gone"}
    assert await stranger.hello(words=right) == {"type": "gone"}


async def test_return_words_are_not_kept_in_plain(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await visitor.send("words")
    words = (await visitor.next("words"))["words"]
    await visitor.send("words")
    assert (await visitor.next("words"))["words"] != words
    kept = bytes_of(helpline.services.config.data_dir)
    assert " ".join(words).encode() not in kept
    assert visitor.token.encode() not in kept


async def test_choices_are_opaque_and_work_once_from_their_own_conversation_only(
    helpline: Helpline,
) -> None:
    helpline.engine.answers(
        {"text": "What would help?", "choices": [
            {"label": "Keeping evidence", "payload": "/ask_evidence"},
            {"label": "The law", "payload": "/ask_law"},
        ]}
    )  # fmt: skip
    visitor, stranger = await helpline.visitor(), await helpline.visitor()
    for one in (visitor, stranger):
        await one.say("what can i do")
        await helpline.engine.next_turn()
        await one.next("entry", says="What would help?")
    offered = visitor.entries[-1]["choices"]
    assert [choice["label"] for choice in offered] == ["Keeping evidence", "The law"]
    assert "ask_evidence" not in str(visitor.seen)
    await stranger.send("choose", id="theft", choice=offered[0]["id"])
    assert (await stranger.next("error"))["code"] == "bad_frame"

    ack = await visitor.choose("The law")
    assert (await visitor.had("entry", seq=ack["seq"]))["text"] == "The law"
    turn = await helpline.engine.next_turn()
    assert turn["parse"]["intent"] == "ask_law"
    assert turn["parse"]["confidence"] == 1.0


async def test_a_choice_of_the_service_works_without_the_engine(helpline: Helpline) -> None:
    await helpline.engine.stop()
    visitor = await helpline.visitor()
    await visitor.upto(3)
    await visitor.say("hello")
    await visitor.next("entry", says="ask for a helpline worker")
    await visitor.choose("Talk to a person")
    assert (await visitor.next("owner", owner="waiting"))["position"] == 1


async def test_picking_leave_makes_the_browser_leave_first(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await visitor.upto(3)
    offered = [c for e in visitor.entries for c in e.get("choices", [])]
    leave = next(choice for choice in offered if choice["label"] == "I need to leave")
    await visitor.send("choose", id="out", choice=leave["id"])
    await visitor.next("leave")
    assert await visitor.closed() == 1000
    assert await helpline.row(conversation_id) is None
