"""The exit table: what exit does in each state, and that afterwards nothing can be read any more.

Words are sealed, so besides looking for them this looks for what would open or join them: the
wrapped key, the conversation's id, the hash of the token. Both databases and their write-ahead logs
are read as bytes, as a thief of the disk would.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from helpline.errors import ConversationGone, KeyGone, VisitorLeft
from helpline.models import Conversation, Key, now
from helpline.services.log.conversations import hash_token
from tests.databases import bytes_of
from tests.support import Helpline
from tests.visitor import Visitor

CANARY = "canarysecretwords"


async def _told_a_secret(helpline: Helpline) -> tuple[Visitor, str]:
    visitor = await helpline.visitor()
    await visitor.say(f"{CANARY}: he follows me home every night")
    await helpline.settled()
    return visitor, await helpline.id_of(visitor)


async def _traces(helpline: Helpline, visitor: Visitor, conversation_id: str) -> list[bytes]:
    """What must be gone after erasure. All of it but the words is there before."""
    async with helpline.services.keys._database.read() as session:
        wrapped = await session.scalar(select(Key.wrapped).where(Key.id == conversation_id))
    assert wrapped is not None
    lasting = [conversation_id.encode(), hash_token(visitor.token), wrapped]
    before = bytes_of(helpline.services.config.data_dir)
    assert all(trace in before for trace in lasting)
    return [*lasting, CANARY.encode(), visitor.token.encode()]


async def _is_erased(helpline: Helpline, conversation_id: str, traces: list[bytes]) -> None:
    assert await helpline.row(conversation_id) is None
    with pytest.raises(KeyGone):
        await helpline.services.keys.find(conversation_id)
    after = bytes_of(helpline.services.config.data_dir)
    assert [trace for trace in traces if trace in after] == []


async def _exit(visitor: Visitor) -> None:
    await visitor.send("exit")
    assert await visitor.closed() == 1000


async def _is_gone(helpline: Helpline, visitor: Visitor) -> None:
    stranger = await helpline.connect()
    assert await stranger.hello(token=visitor.token, after=0) == {"type": "gone"}


async def test_exit_while_the_assistant_answers_erases_at_once(helpline: Helpline) -> None:
    visitor, conversation_id = await _told_a_secret(helpline)
    traces = await _traces(helpline, visitor, conversation_id)
    await _exit(visitor)
    await _is_erased(helpline, conversation_id, traces)
    await _is_gone(helpline, visitor)


async def test_delete_erases_at_once_and_return_words_with_it(helpline: Helpline) -> None:
    visitor, conversation_id = await _told_a_secret(helpline)
    await visitor.send("words")
    words = (await visitor.next("words"))["words"]
    traces = await _traces(helpline, visitor, conversation_id)
    await visitor.send("delete")
    await visitor.next("gone")
    await _is_erased(helpline, conversation_id, traces)
    assert await (await helpline.connect()).hello(words=words) == {"type": "gone"}


async def test_exit_while_waiting_holds_the_place_for_a_quarter_of_an_hour(
    helpline: Helpline,
) -> None:
    visitor, conversation_id = await _told_a_secret(helpline)
    await helpline.services.handoff.ask(conversation_id, "asked")
    await visitor.send("words")
    words = (await visitor.next("words"))["words"]
    since = (await helpline.row(conversation_id)).waiting_since  # type: ignore[union-attr]
    await _exit(visitor)
    await _is_gone(helpline, visitor)
    # Nobody can take who has left.
    with pytest.raises(VisitorLeft):
        await helpline.services.desk.chats.take(conversation_id, await helpline.worker())
    back = await helpline.connect()
    welcome = await back.hello(words=words)
    assert welcome["owner"] == "waiting"
    row = await helpline.row(conversation_id)
    assert row is not None
    assert row.waiting_since == since


async def test_exit_while_waiting_erases_when_the_quarter_of_an_hour_is_over(
    helpline: Helpline,
) -> None:
    visitor, conversation_id = await _told_a_secret(helpline)
    await helpline.services.handoff.ask(conversation_id, "asked")
    await helpline.settled()
    traces = await _traces(helpline, visitor, conversation_id)
    await _exit(visitor)
    await helpline.services.timers.look()
    row = await helpline.row(conversation_id)
    assert row is not None
    assert timedelta(minutes=14) < row.erase_at - now() <= timedelta(minutes=15)
    assert CANARY in str(await helpline.lines(conversation_id))
    await helpline.set(conversation_id, erase_at=now() - timedelta(seconds=1))
    await helpline.services.timers.look()
    await _is_erased(helpline, conversation_id, traces)


async def test_exit_while_a_worker_answers_stops_the_worker_and_leaves_30_minutes(
    helpline: Helpline,
) -> None:
    worker = await helpline.worker()
    visitor, conversation_id = await _told_a_secret(helpline)
    chats = helpline.services.desk.chats
    await helpline.services.handoff.ask(conversation_id, "asked")
    await chats.take(conversation_id, worker)
    await helpline.settled()
    traces = await _traces(helpline, visitor, conversation_id)
    await _exit(visitor)
    await _is_gone(helpline, visitor)
    with pytest.raises(VisitorLeft):
        await chats.say(conversation_id, worker, "1", "are you all right")
    await helpline.services.timers.look()
    row = await helpline.row(conversation_id)
    assert row is not None
    assert (row.left, row.owner, row.worker_id) == ("quick_exit", "closed", worker.id)
    assert timedelta(minutes=29) < row.erase_at - now() <= timedelta(minutes=30)
    # They may still record what must be acted on.
    await chats.close(conversation_id, worker, "visitor_left", "told the police by phone")
    assert (await helpline.lines(conversation_id))[-1].body.text == "told the police by phone"
    await helpline.set(conversation_id, erase_at=now() - timedelta(seconds=1))
    await helpline.services.timers.look()
    # The audit goes on naming the chat by its id, which by then leads to nothing.
    await _is_erased(helpline, conversation_id, traces[1:])


async def test_exit_with_return_words_keeps_what_exit_would_erase_until_they_expire(
    helpline: Helpline,
) -> None:
    visitor, conversation_id = await _told_a_secret(helpline)
    await visitor.send("words")
    given = await visitor.next("words")
    traces = await _traces(helpline, visitor, conversation_id)
    await _exit(visitor)
    await helpline.services.timers.look()
    row = await helpline.row(conversation_id)
    assert row is not None
    assert row.erase_at.isoformat(timespec="seconds") + "Z" == given["until"]
    await _is_gone(helpline, visitor)
    await helpline.set(conversation_id, erase_at=now() - timedelta(seconds=1))
    await helpline.services.timers.look()
    await _is_erased(helpline, conversation_id, traces)


async def test_a_chat_nobody_wrote_in_for_a_day_is_erased(helpline: Helpline) -> None:
    visitor, conversation_id = await _told_a_secret(helpline)
    row = await helpline.row(conversation_id)
    assert row is not None
    assert timedelta(hours=23) < row.erase_at - now() <= timedelta(hours=24)
    traces = await _traces(helpline, visitor, conversation_id)
    await helpline.set(conversation_id, erase_at=now() - timedelta(seconds=1))
    await helpline.services.timers.look()
    await visitor.next("gone")
    await _is_erased(helpline, conversation_id, traces)


async def test_exit_while_the_assistant_thinks_discards_its_answer(helpline: Helpline) -> None:
    gate = helpline.engine.waits({"text": "Too late."})
    visitor = await helpline.visitor()
    await visitor.send("words")
    words = (await visitor.next("words"))["words"]
    conversation_id = await helpline.id_of(visitor)
    await visitor.say("hello there")
    await helpline.engine.next_turn()
    await _exit(visitor)
    gate.set()
    await helpline.settled()
    back = await helpline.connect()
    await back.hello(words=words)
    assert "Too late." not in str(await helpline.lines(conversation_id))


async def test_the_engine_is_told_to_forget_until_it_obeys(helpline: Helpline) -> None:
    visitor, conversation_id = await _told_a_secret(helpline)
    name = helpline.engine.turns[0]["conversation"]
    helpline.engine.erase_status = 503
    await _exit(visitor)
    await helpline.services.timers.look()
    assert helpline.engine.erased == []
    assert [timer.subject for timer in await helpline.timers("forget")] == [name]
    helpline.engine.erase_status = 204
    await helpline.past("forget", timedelta(minutes=5))
    assert helpline.engine.erased == [name]
    assert await helpline.timers("forget") == []
    assert conversation_id not in name


async def test_an_action_that_is_sure_makes_the_browser_leave_and_forgets(
    helpline: Helpline,
) -> None:
    helpline.engine.answers({"effect": {"type": "safe_exit", "sure": True}})
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await visitor.say("someones coming close this")
    await visitor.next("leave")
    await visitor.next("gone")
    await helpline.settled()
    assert await helpline.row(conversation_id) is None


async def test_an_action_that_is_unsure_offers_to_leave(helpline: Helpline) -> None:
    helpline.engine.answers({"effect": {"type": "safe_exit", "sure": False}})
    visitor = await helpline.visitor()
    await visitor.say("i should go maybe")
    offer = await visitor.next("entry", kind="leave_offer")
    assert [choice["label"] for choice in offer["choices"]] == ["Leave now", "Stay here"]


async def test_deleting_by_words_asks_once_more_then_forgets(helpline: Helpline) -> None:
    helpline.engine.answers({"effect": {"type": "delete"}})
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await visitor.say("delete everything i wrote")
    await visitor.next("entry", says="Would you like to delete it?")
    assert await helpline.row(conversation_id) is not None
    offered = {c["label"]: c["id"] for c in visitor.entries[-1]["choices"]}
    await visitor.send("choose", id="yes", choice=offered["Yes, delete it"])
    await visitor.next("gone")
    assert await helpline.row(conversation_id) is None


@pytest.mark.parametrize("waits", [False, True])
async def test_rather_keeping_it_goes_on_where_one_stood(helpline: Helpline, waits: bool) -> None:
    if waits:
        await helpline.worker()
        visitor = await helpline.visitor()
        conversation_id = await helpline.id_of(visitor)
        await helpline.services.handoff.ask(conversation_id, "asked")
        async with helpline.services.database.write() as session:
            row = await session.get(Conversation, conversation_id)
            assert row is not None
            await helpline.services.conversations.post(
                session, row, "utter_privacy_delete_confirm", author="service"
            )
        helpline.services.handoff.tell(conversation_id)
        await visitor.next("entry", says="Would you like to delete it?")
    else:
        helpline.engine.answers({"effect": {"type": "delete"}})
        visitor = await helpline.visitor()
        conversation_id = await helpline.id_of(visitor)
        await visitor.say("delete everything i wrote")
        await visitor.next("entry", says="Would you like to delete it?")
    await visitor.choose("No, keep it")
    told = await visitor.next("entry", author="service")
    row = await helpline.row(conversation_id)
    assert row is not None
    if waits:
        assert "queue" in told["text"]
        assert row.owner == "waiting"
    else:
        assert "What would help" in told["text"]
        assert row.owner == "assistant"


async def test_nothing_can_be_said_to_an_erased_conversation(helpline: Helpline) -> None:
    visitor, conversation_id = await _told_a_secret(helpline)
    await _exit(visitor)
    with pytest.raises((ConversationGone, KeyGone)):
        await helpline.services.messages.say(conversation_id, "late", "hello")
    async with helpline.services.database.read() as session:
        assert (await session.scalars(select(Conversation.id))).all() == []
