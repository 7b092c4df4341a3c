"""The log: lines in order, each sealed in its place, choices that mean nothing elsewhere."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from helpline.db import Database
from helpline.errors import KeyGone, SealBroken
from helpline.models import Conversation, Entry, now
from helpline.services.keys.key_store import KeyStore
from helpline.services.log.entry_log import Body, Choice, EntryLog, Fence
from tests.unit.helpline.conftest import add_conversation


async def _append(database: Database, log: EntryLog, name: str, body: Body, **more: str) -> int:
    async with database.write() as session:
        seq = await log.append(session, name, "visitor", body, fence=Fence(), **more)
    assert seq is not None
    return seq


async def test_lines_come_back_in_order_as_they_were_said(
    database: Database, log: EntryLog, conversation: str
) -> None:
    for number in range(5):
        body = Body(text=f"line {number}", choices=[Choice("Yes", "/affirm")])
        assert await _append(database, log, conversation, body) == number + 1
    async with database.read() as session:
        lines = await log.read(session, conversation, 2)
        assert [line.seq for line in lines] == [3, 4, 5]
        assert [line.body.text for line in lines] == ["line 2", "line 3", "line 4"]
        assert lines[0].body.choices == [Choice("Yes", "/affirm")]
        assert len(await log.read(session, conversation, 0, limit=2)) == 2


async def test_many_at_once_get_numbers_without_gap_or_double(
    database: Database, log: EntryLog, conversation: str
) -> None:
    seqs = await asyncio.gather(
        *(_append(database, log, conversation, Body(text=str(n))) for n in range(20))
    )
    assert sorted(seqs) == list(range(1, 21))


async def test_the_fence_sees_what_its_own_transaction_has_just_changed(
    database: Database, log: EntryLog, conversation: str
) -> None:
    async with database.write() as session:
        chat = await session.get(Conversation, conversation)
        assert chat is not None
        chat.owner = "waiting"
        seqs = [
            await log.append(session, conversation, "service", Body(text=by), fence=Fence(owner=by))
            for by in ("assistant", "waiting")
        ]
    assert seqs == [None, 1]


async def test_a_workers_answer_ends_the_wait_and_the_pause_and_holds_the_chat(
    database: Database, log: EntryLog, keys: KeyStore
) -> None:
    then = now()
    await keys.make("theirs")
    await add_conversation(
        database, "theirs", owner="worker", unanswered_since=then, paused_until=then
    )
    until = then + timedelta(seconds=45)
    async with database.write() as session:
        for fence in (Fence(owner="assistant"), Fence(owner="worker")):
            await log.append(
                session, "theirs", "worker", Body(text="hi"), fence=fence, answers_until=until
            )
            row = await session.get(Conversation, "theirs", populate_existing=True)
            assert row is not None
            held = (row.unanswered_since, row.paused_until, row.lease_until)
            answered = fence.owner == "worker"
            assert held == ((None, None, until) if answered else (then, then, None))


async def test_words_are_sealed_on_the_disk_and_open_only_in_their_line(
    database: Database, log: EntryLog, keys: KeyStore, conversation: str
) -> None:
    await _append(database, log, conversation, Body(text="canarywords"))
    await _append(database, log, conversation, Body(text="other words"))
    async with database.write() as session:
        first = await session.get(Entry, (conversation, 1))
        assert first is not None
        assert b"canarywords" not in first.body
        await session.execute(update(Entry).where(Entry.seq == 2).values(body=first.body))
    async with database.read() as session:
        assert (await log.lines(session, conversation, [1]))[0].body.text == "canarywords"
        with pytest.raises(SealBroken):
            await log.read(session, conversation, 1)
    await keys.destroy(conversation)
    async with database.read() as session:
        with pytest.raises(KeyGone):
            await log.read(session, conversation, 0)


async def test_an_author_cannot_be_exchanged(
    database: Database, log: EntryLog, conversation: str
) -> None:
    await _append(database, log, conversation, Body(text="mine"))
    async with database.write() as session:
        await session.execute(update(Entry).values(author="worker"))
    async with database.read() as session:
        with pytest.raises(SealBroken):
            await log.read(session, conversation, 0)


async def test_a_message_id_is_known_in_its_own_conversation_only(
    database: Database, log: EntryLog, keys: KeyStore, conversation: str
) -> None:
    await keys.make("second")
    await add_conversation(database, "second")
    await _append(database, log, conversation, Body(text="a"), client_id="v:1")
    assert await _append(database, log, "second", Body(text="b"), client_id="v:1") == 1
    async with database.read() as session:
        assert await log.repeated(session, conversation, "v:1") == 1
        assert await log.repeated(session, conversation, "w:1") is None


async def test_choices_are_found_by_their_own_id_only(
    database: Database, log: EntryLog, keys: KeyStore, conversation: str
) -> None:
    await keys.make("second")
    await add_conversation(database, "second")
    offered = [Choice("Yes", "/affirm"), Choice("Person", "service:handoff")]
    for name in (conversation, "second"):
        await _append(database, log, name, Body(choices=offered))
    right = log.choice_id(conversation, 1, 1)
    assert "handoff" not in right
    foreign = log.choice_id("second", 1, 1)
    never = log.choice_id(conversation, 1, 2)
    no_line = log.choice_id(conversation, 9, 0)
    async with database.read() as session:
        assert await log.choice(session, conversation, right) == offered[1]
        for wrong in (
            foreign, never, no_line, right[:-1], right + "0", "1-1", "", "-", "x-y-z",
            "1-1-000000000000", "99999999999999999999-0-000000000000", "1-²-0", "/affirm",
        ):  # fmt: skip
            assert await log.choice(session, conversation, wrong) is None, wrong
