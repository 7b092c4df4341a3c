"""While a desk waits for its turn to look at everything, words go on coming
(docs/decisions/0069-desks-look-one-after-another.md).
"""

import asyncio

from helpline.turnstile import Ticket
from tests.desk.desks import Desk


async def hold(desk: Desk) -> Ticket:
    """Stands in the turnstile, so that no desk may look."""
    called = asyncio.Event()
    ticket = desk.services.desk.looks.ask(called.set)
    await called.wait()
    return ticket


async def test_words_come_while_the_board_waits_for_its_turn(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting()
    await page.take(conversation)
    held = await hold(desk)
    late = await desk.waiting()
    await desk.say(conversation, "are you still there")
    assert (await page.entry(text="are you still there"))["conversation"] == conversation
    shown = [row["conversation"] for frame in page.seen for row in frame.get("waiting", ())]
    assert late not in shown, "the board is not their turn's yet"
    with held:
        pass
    await page.board_with("waiting", late)


async def test_a_desk_that_closes_in_the_line_holds_up_nobody(desk: Desk) -> None:
    first, second = await desk.page("Sam"), await desk.page("Kit")
    held = await hold(desk)
    late = await desk.waiting()
    # Both stand in the line by the time they answer.
    await first.pong()
    await first.socket.close()
    await second.pong()
    with held:
        pass
    await second.board_with("waiting", late)


async def test_a_review_by_a_colleague_changes_the_open_chat(desk: Desk) -> None:
    """Only the chats whose alerts changed are looked at again, and those are."""
    sam, kit = await desk.page("Sam"), await desk.page("Kit", role="lead")
    conversation = await desk.waiting()
    await desk.services.alerts.raise_for(conversation, ["immediate_danger"], "at the door")
    assert len((await sam.take(conversation))["alerts"]) == 1
    [alert] = await desk.helpline.alerts()
    await kit.send("review", alert=alert.id, action="spoke_with_visitor")
    await sam.next("chat", conversation=conversation, alerts=[])
