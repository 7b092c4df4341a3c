"""A visitor and a worker, in two real browsers, through the whole of it."""

from __future__ import annotations

import asyncio
import time

from playwright.async_api import WebSocket, expect

from tests.browser.conftest import OpenVisitor
from tests.browser.people import TOLD, Visitor, Worker, everything_on

EARLIER = "before that i asked about badgers in the garden"


async def test_a_visitor_is_handed_to_a_worker_and_back(
    open_visitor: OpenVisitor, worker: Worker
) -> None:
    visitor = await open_visitor()
    await visitor.says(TOLD)
    await visitor.reads("turning up")
    await visitor.asks_for_a_person()
    await expect(worker.waiting).to_contain_text("Take chat")
    await visitor.agrees_to_the_brief()
    await worker.takes_the_first_chat()
    await expect(worker.page.get_by_text("outside my work").first).to_be_visible()
    await visitor.reads("has joined")
    await visitor.sees_who_answers("A helpline worker")

    await worker.says("Hello, I have read what you agreed to share. Are you safe to talk?")
    await visitor.reads("Are you safe to talk?")
    await visitor.says("yes im in the staff room")
    await worker.reads("yes im in the staff room")
    await worker.says("Good. Let us think about the way home.")
    await visitor.reads("the way home")
    await visitor.says("is stalking illegal")
    await worker.reads("is stalking illegal")
    # The assistant is silent while a worker has the chat. Somebody else asked later and has their
    # answer: if it were to answer here too, it would have.
    other = await open_visitor()
    await other.says("is stalking illegal")
    await other.reads("a crime in all four UK nations")
    await other.exit.click()
    await worker.says("It is, in all four nations. Is somebody with you?")
    await visitor.reads("Is somebody with you?")
    authors = await visitor.log.locator(".entry").evaluate_all(
        "all => all.map(one => one.classList[1])"
    )
    assert authors[-5:] == ["worker", "visitor", "worker", "visitor", "worker"]

    await worker.hands_back()
    await visitor.sees_who_answers("assistant is answering")
    await visitor.says("is stalking illegal")
    await visitor.reads("a crime in all four UK nations")


async def test_before_consent_the_desk_holds_none_of_the_visitors_words(
    open_visitor: OpenVisitor, worker: Worker
) -> None:
    came: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: came.append(str(data)))

    worker.page.on("websocket", listen)
    await worker.page.reload()
    await worker.sees_the_board()

    visitor = await open_visitor()
    # Words of their own: what others told may stand on the board, with an alert.
    await visitor.says(TOLD.replace("my work", "the planetarium"))
    await visitor.reads("turning up")
    await visitor.asks_for_a_person()
    await expect(worker.waiting).to_contain_text("Brief not agreed yet")
    await worker.takes_the_first_chat()
    await visitor.reads("has joined")
    await expect(worker.page.get_by_text("has not agreed to a brief")).to_be_attached()

    # Neither on the page, nor behind it: what the page never got, it cannot show.
    assert came
    held = await everything_on(worker.page)
    assert "Take chat" in held or "has not agreed" in held
    for words in ("planetarium", "someone real"):
        assert words not in held
        assert not [frame for frame in came if words in frame]


async def _with_worker(visitor: Visitor, worker: Worker, *, history: bool) -> None:
    await visitor.says(EARLIER)
    await visitor.reads("Assistant")
    await visitor.asks_for_a_person()
    await visitor.agrees_to_the_brief(history=history)
    await worker.takes_the_first_chat()
    await visitor.says("ive moved to the kitchen now")
    await worker.reads("ive moved to the kitchen now")


async def test_earlier_messages_stay_with_the_visitor_unless_they_tick_that_box(
    open_visitor: OpenVisitor, worker: Worker
) -> None:
    await _with_worker(await open_visitor(), worker, history=False)
    await expect(worker.log).not_to_contain_text("badgers")


async def test_earlier_messages_are_read_when_the_visitor_ticks_that_box(
    open_visitor: OpenVisitor, worker: Worker
) -> None:
    await _with_worker(await open_visitor(), worker, history=True)
    await worker.reads("badgers")


async def test_a_worker_is_told_of_a_quick_exit_and_cannot_write_after_it(
    open_visitor: OpenVisitor, worker: Worker
) -> None:
    visitor = await open_visitor()
    await _with_worker(visitor, worker, history=False)
    await visitor.presses_shift()
    await expect(
        worker.page.get_by_text("Left by quick exit: do not send, do not call.", exact=True)
    ).to_be_visible()
    await expect(worker.box).to_be_disabled()
    await expect(worker.send).to_be_disabled()


async def test_of_two_workers_one_gets_the_chat_and_the_other_is_told_who(
    open_visitor: OpenVisitor, worker: Worker, second_worker: Worker
) -> None:
    visitor = await open_visitor()
    await visitor.asks_for_a_person()
    both = (worker, second_worker)
    for one in both:
        await expect(one.waiting.get_by_role("button", name="Take chat")).to_have_count(1)
    # Both pages press at the same tick of the clock they share.
    moment = time.time() * 1000 + 400
    press = (
        "(button, at) => new Promise(go => setTimeout(() => go(button.click()), at - Date.now()))"
    )
    await asyncio.gather(
        *(
            one.waiting.get_by_role("button", name="Take chat").evaluate(press, moment)
            for one in both
        )
    )
    await visitor.reads("has joined")
    winners = []
    for one in both:
        await expect(
            one.box.or_(one.page.get_by_text("has this chat.").first).first
        ).to_be_visible()
        winners.append(await one.box.is_visible())
    assert sorted(winners) == [False, True]
    loser = both[winners.index(False)]
    name = "Priya" if winners[1] else "Local lead"
    await expect(loser.page.get_by_text(f"{name} has this chat.").first).to_be_visible()
    await expect(visitor.status.filter(has_text=name).first).to_be_visible()
