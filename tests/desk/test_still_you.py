"""The worker learns what was answered to the question; who sits at the page learns nothing."""

import asyncio
import json
import logging
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from helpline.errors import ConversationGone, KeyGone
from helpline.models import SafeWord, now
from helpline.services.desk.still_you import plain
from tests.desk.desks import Desk, Page
from tests.protocol.test_no_oracle import watching

WORD = "Blue Teapot"


async def talking(desk: Desk, sam: Page, word: str | None = WORD) -> str:
    """Somebody who has chosen this word, with Sam."""
    conversation = await desk.waiting()
    if word is not None:
        await desk.services.desk.still_you.choose(conversation, word)
    await sam.take(conversation)
    return conversation


async def asked(desk: Desk, sam: Page, conversation: str, ask: str = "q1") -> dict[str, Any]:
    """Sam presses the button; the card that the visitor's page has."""
    await sam.send("ask_still_you", conversation=conversation, id=ask)
    await sam.next("done", id=ask)
    line = (await desk.helpline.lines(conversation))[-1]
    assert line.kind == "still_you"
    assert line.body.card is not None
    return dict(line.body.card)


async def outcome(sam: Page, conversation: str, state: str) -> dict[str, Any]:
    """The chat's state once the worker sees this."""
    while True:
        for frame in sam.seen:
            if frame["type"] == "chat" and frame["still_you"]["state"] == state:
                return dict(frame["still_you"])
        await sam.next("chat", conversation=conversation)


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("Blue Teapot", "rightly"),
        ("  blue   TEAPOT! ", "rightly"),
        ("ｂｌｕｅ teapot", "rightly"),
        ("blue kettle", "differently"),
        ("blueteapot", "differently"),
        (None, "not_now"),
    ],
)
async def test_the_worker_is_told_which_answer_it_was(
    desk: Desk, typed: str | None, state: str
) -> None:
    sam = await desk.page("Sam")
    conversation = await talking(desk, sam)
    card = await asked(desk, sam, conversation)
    assert card == {"type": "still_you", "ask": "q1", "word": True}
    assert (await outcome(sam, conversation, "asked"))["with_word"] is True
    await desk.services.desk.still_you.answer(conversation, "q1", typed)
    shown = await outcome(sam, conversation, state)
    assert shown["chosen_at"] is not None
    assert "teapot" not in json.dumps(sam.seen).casefold()
    assert ("still_you", conversation) in await desk.audit()


async def test_whoever_answers_learns_nothing_from_it(desk: Desk) -> None:
    """A right word, a wrong one, and one where none was agreed: the same words, the same work."""
    sam = await desk.page("Sam")
    done, said = [], []
    for number, (word, typed) in enumerate(
        [(WORD, WORD), (WORD, "blue kettle"), (None, "blue kettle")]
    ):
        conversation = await talking(desk, sam, word)
        await asked(desk, sam, conversation, f"q{number}")
        before = len(await desk.helpline.lines(conversation))
        with watching(desk.helpline, by=asyncio.current_task()) as work:
            await desk.services.desk.still_you.answer(conversation, f"q{number}", typed)
        done.append([one for one in work.done[0] if "safe_word" in one or "INSERT" in one])
        done[-1].append(str(work.hashes))
        after = (await desk.helpline.lines(conversation))[before:]
        said.append([(one.kind, one.author, one.body) for one in after])
    assert said[0] == said[1] == said[2]
    assert said[0][0][2].text == "Thank you. Sam has your answer."
    assert done[0] == done[1] == done[2]


async def test_each_question_takes_one_answer_so_that_nobody_can_try_words(desk: Desk) -> None:
    sam = await desk.page("Sam")
    conversation = await talking(desk, sam)
    await asked(desk, sam, conversation)
    for typed in ("kettle", "cup", WORD):
        await desk.services.desk.still_you.answer(conversation, "q1", typed)
    await outcome(sam, conversation, "differently")
    lines = await desk.helpline.lines(conversation)
    assert [one.kind for one in lines].count("still_you_answered") == 1
    # A question that was never asked is answered by nobody.
    await desk.services.desk.still_you.answer(conversation, "q9", WORD)
    assert len(await desk.helpline.lines(conversation)) == len(lines)
    await asked(desk, sam, conversation, "q2")
    await desk.services.desk.still_you.answer(conversation, "q2", WORD)
    await outcome(sam, conversation, "rightly")


async def test_the_first_word_holds_whoever_comes_to_the_page_later(desk: Desk) -> None:
    sam = await desk.page("Sam")
    conversation = await talking(desk, sam)
    await desk.services.desk.still_you.choose(conversation, "my own word")
    await asked(desk, sam, conversation)
    await desk.services.desk.still_you.answer(conversation, "q1", "my own word")
    await outcome(sam, conversation, "differently")


async def test_without_a_word_the_question_is_a_plain_one(desk: Desk) -> None:
    sam = await desk.page("Sam")
    conversation = await talking(desk, sam, word=None)
    card = await asked(desk, sam, conversation)
    assert card["word"] is False
    entry = await sam.entry(kind="still_you")
    assert "is it still you, and is it a good moment?" in entry["text"]
    assert (await outcome(sam, conversation, "asked"))["with_word"] is False


async def test_a_question_that_stays_open_is_asked_once_and_then_without_an_answer(
    desk: Desk,
) -> None:
    sam = await desk.page("Sam")
    conversation = await talking(desk, sam)
    await asked(desk, sam, conversation)
    lines = await desk.helpline.lines(conversation)
    await sam.send("ask_still_you", conversation=conversation, id="q2")
    await sam.next("done", id="q2")
    assert await desk.helpline.lines(conversation) == lines
    async with desk.services.database.write() as session:
        await session.execute(update(SafeWord).values(asked_at=now() - timedelta(minutes=4)))
    await sam.open(conversation)
    assert sam.seen[-1]["still_you"]["state"] == "no_answer"
    # One that comes late still counts.
    await desk.services.desk.still_you.answer(conversation, "q1", WORD)
    await outcome(sam, conversation, "rightly")


async def test_only_the_worker_who_has_the_chat_asks(desk: Desk) -> None:
    sam, kit = await desk.page("Sam"), await desk.page("Kit")
    conversation = await talking(desk, sam)
    await kit.send("ask_still_you", conversation=conversation, id="q1")
    assert (await kit.next("error", id="q1"))["code"] == "not_yours"
    await desk.services.leaving.leave(conversation)
    await sam.send("ask_still_you", conversation=conversation, id="q2")
    assert (await sam.next("error", id="q2"))["code"] == "visitor_left"


async def test_of_the_word_only_a_keyed_mark_is_kept_and_it_goes_with_the_chat(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    sam = await desk.page("Sam")
    with caplog.at_level(logging.DEBUG):
        conversation = await talking(desk, sam)
        await asked(desk, sam, conversation)
        await desk.services.desk.still_you.answer(conversation, "q1", "another teapot")
    assert "teapot" not in caplog.text.casefold()
    assert "teapot" not in str(await desk.helpline.lines(conversation)).casefold()
    other = await talking(desk, sam)
    async with desk.services.database.read() as session:
        marks = [one.mark for one in await session.scalars(select(SafeWord))]
    # The same word in two chats: nobody sees that it is the same.
    assert len(set(marks)) == 2
    await desk.services.erasing.erase(conversation)
    async with desk.services.database.read() as session:
        left = [one.conversation_id for one in await session.scalars(select(SafeWord))]
    assert left == [other]
    with pytest.raises((ConversationGone, KeyGone)):
        await desk.services.desk.still_you.choose(conversation, WORD)


@given(st.text(max_size=40))
def test_a_spelling_stays_what_it_is_and_never_becomes_nothing(word: str) -> None:
    assert plain(plain(word)) == plain(word)
    assert bool(plain(word)) == bool(word.strip())
    assert plain(f"  {word.upper()} ") == plain(word.upper())
