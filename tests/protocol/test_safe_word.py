"""The visitor's side of "Is it still you?", over the real socket."""

from typing import Any

import pytest

from tests.support import Helpline
from tests.visitor import Visitor


async def with_a_worker(helpline: Helpline, word: str | None) -> tuple[Visitor, str]:
    """A visitor who has chosen that word, asked by a worker; and the question's id."""
    visitor = await helpline.visitor()
    if word is not None:
        await visitor.send("safe_word", id="w1", word=word)
        assert (await visitor.next("kept"))["id"] == "w1"
    conversation = await helpline.id_of(visitor)
    worker = await helpline.worker()
    await helpline.services.handoff.ask(conversation, "asked")
    await helpline.services.desk.chats.take(conversation, worker)
    await helpline.services.desk.still_you.ask(conversation, worker, "q1")
    entry = await visitor.next("entry", kind="still_you")
    return visitor, entry["card"]["ask"]


def shape(frame: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in frame.items() if name not in {"at", "seq"}}


async def test_a_right_word_and_a_wrong_one_look_the_same_on_the_wire(helpline: Helpline) -> None:
    came = []
    for typed in ("blue teapot", "something else"):
        visitor, ask = await with_a_worker(helpline, "blue teapot")
        before = len(visitor.seen)
        await visitor.send("still_you", id="a1", ask=ask, word=typed)
        await visitor.had("kept", id="a1")
        await visitor.had("entry", kind="still_you_answered")
        # The same once more: what was taken is taken, and says so as before.
        await visitor.send("still_you", id="a1", ask=ask, word="a third")
        await visitor.next("kept", id="a1")
        frames = sorted(map(shape, visitor.seen[before:]), key=str)
        came.append([one for one in frames if one["type"] in {"kept", "entry"}])
    assert came[0] == came[1]


async def test_not_now_is_an_answer_too(helpline: Helpline) -> None:
    visitor, ask = await with_a_worker(helpline, None)
    await visitor.send("still_you", id="a1", ask=ask)
    said = await visitor.had("entry", kind="still_you_answered")
    assert said["text"] == "That is fine. Sam knows that now is not the time."


@pytest.mark.parametrize("word", ["", "   ", "x" * 81, 7, None])
async def test_what_is_no_word_is_refused_and_not_kept(helpline: Helpline, word: object) -> None:
    visitor = await helpline.visitor()
    await visitor.send("safe_word", id="w1", word=word)
    assert await visitor.next("error") == {
        "type": "error",
        "code": "bad_frame",
        "message": visitor.seen[-1]["message"],
        "id": "w1",
    }


async def test_nobody_without_an_open_chat_has_a_word(helpline: Helpline) -> None:
    visitor = await helpline.connect()
    await visitor.send("safe_word", id="w1", word="blue teapot")
    assert (await visitor.next("error"))["code"] == "not_open"
