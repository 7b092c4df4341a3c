"""A worker's chat from the waiting list to its end, over the real socket."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from helpline.models import now
from helpline.services.log.entry_log import PAGE, Body, Fence
from tests.desk.desks import Desk


async def test_who_waits_is_seen_by_everybody_urgent_first_then_the_longest_wait(
    desk: Desk,
) -> None:
    page, other = await desk.page("Sam"), await desk.page("Kit")
    first, second, third = [await desk.waiting() for _ in range(3)]
    await desk.helpline.set(third, reasons=["asked", "fear"])
    urgent = await desk.visitor()
    await desk.services.alerts.raise_for(urgent, ["immediate_danger"], "hes outside")
    await desk.services.handoff.ask(urgent, "asked")
    for one in (page, other):
        await one.board_with("waiting", urgent, urgency="danger")
        board = one.seen[-1]
        order = [row["conversation"] for row in board["waiting"]]
        assert order == [urgent, third, first, second]
        assert board["waiting"][0]["urgency"] == "danger"
        assert set(board["waiting"][0]["reasons"]) == {"immediate_danger", "asked"}
        assert board["presence"]["on_shift"] == 2


async def test_exactly_one_of_sixteen_gets_a_chat_and_the_others_are_told_who(
    desk: Desk, scale: Callable[[int], int]
) -> None:
    names = [f"Worker {number}" for number in range(16)]
    pages = [await desk.page(name) for name in names]
    for _ in range(scale(200)):
        conversation = await desk.waiting()
        await asyncio.gather(*(page.send("take", conversation=conversation) for page in pages))
        winners, told = [], set()
        for name, page in zip(names, pages, strict=True):
            while True:
                frame = await page.receive()
                if frame["type"] == "taken":
                    winners.append(name)
                    break
                if frame["type"] == "error":
                    assert frame["code"] == "already_taken"
                    told.add(frame["name"])
                    break
        assert len(winners) == 1
        assert told == set(winners)
        row = await desk.helpline.row(conversation)
        assert row is not None
        lines = await desk.helpline.lines(conversation)
        assert [line.body.name for line in lines if line.kind == "joined"] == winners
        await desk.helpline.set(conversation, owner="closed")
        # Each page has its queue of boards emptied before the next race.
        for page in pages:
            await page.pong()


async def test_a_chat_is_talked_and_each_line_comes_once_and_in_order(desk: Desk) -> None:
    page = await desk.page("Sam")
    conversation = await desk.waiting("before anybody read")
    state = await page.take(conversation)
    assert (state["owner"], state["can_send"], state["left"]) == ("worker", True, None)
    await desk.say(conversation, "are you there")
    await page.send("say", conversation=conversation, id="m1", text="I am. Take your time.")
    ack = await page.next("ack", id="m1")
    await page.send("say", conversation=conversation, id="m1", text="I am. Take your time.")
    assert await page.next("ack", id="m1") == ack
    await desk.say(conversation, "thank you")
    await page.entry(author="visitor", says="thank you")
    texts = [frame["text"] for frame in page.entries if frame["author"] != "service"]
    assert texts == ["are you there", "I am. Take your time.", "thank you"]
    seqs = [frame["seq"] for frame in page.entries]
    assert seqs == sorted(set(seqs))
    told = await page.had("entry", author="worker")
    assert (told["name"], told["seq"]) == ("Sam", ack["seq"])
    # A page that never heard the ack asks again, also when the chat is no longer theirs.
    await page.send("hand_back", conversation=conversation)
    await page.send("say", conversation=conversation, id="m1", text="I am. Take your time.")
    assert await page.next("ack", id="m1") == ack
    lines = await desk.helpline.lines(conversation)
    assert [line.seq for line in lines if line.author == "worker"] == [ack["seq"]]


async def test_a_page_that_comes_back_gets_what_it_missed_and_no_more(desk: Desk) -> None:
    worker = await desk.helpline.worker("Sam")
    cookie = await desk.cookie_of(worker)
    page = await desk.connect(cookie)
    conversation = await desk.waiting()
    await page.take(conversation)
    seq = await desk.say(conversation, "one")
    await page.entry(says="one")
    await page.socket.close()
    await desk.say(conversation, "two")
    again = await desk.connect(cookie)
    await again.board_with("mine", conversation)
    await again.open(conversation, after=seq)
    await again.entry(says="two")
    assert [frame["text"] for frame in again.entries] == ["two"]


async def test_more_than_one_look_reads_comes_whole_and_in_order(desk: Desk) -> None:
    page = await desk.page("Sam")
    conversation = await desk.waiting()
    await page.take(conversation)
    async with desk.services.database.write() as session:
        many = [Body(text=f"line {number}") for number in range(2 * PAGE)]
        last = await desk.services.log.append(
            session, conversation, "visitor", *many, fence=Fence()
        )
    assert last is not None
    assert await desk.say(conversation, "and one more") == last + 1
    # Not by looking again every ten seconds: two of those would have to pass.
    async with asyncio.timeout(15):
        await page.entry(says="and one more")
    seqs = [frame["seq"] for frame in page.entries if frame["author"] == "visitor"]
    assert seqs == list(range(last - 2 * PAGE + 1, last + 2))


async def test_typing_is_passed_on_both_ways_and_only_between_those_two(desk: Desk) -> None:
    page, other = await desk.page("Sam"), await desk.page("Kit")
    conversation, another = await desk.waiting(), await desk.waiting()
    await page.take(conversation)
    await other.take(another)
    await desk.services.messages.typing(conversation)
    assert (await page.next("typing"))["conversation"] == conversation
    await page.send("typing", conversation=another)
    assert (await page.next("error"))["code"] == "not_yours"
    await other.pong()
    assert not [frame for frame in other.seen if frame["type"] == "typing"]


async def test_handing_back_gives_the_chat_to_the_assistant_and_ends_the_view(desk: Desk) -> None:
    page = await desk.page("Sam")
    conversation = await desk.waiting()
    await page.take(conversation)
    await page.board_with("mine", conversation)
    await page.send("hand_back", conversation=conversation)
    await page.board(mine=[])
    await desk.helpline.settled()
    row = await desk.helpline.row(conversation)
    assert row is not None
    assert (row.owner, row.worker_id) == ("assistant", None)
    kinds = [line.kind for line in await desk.helpline.lines(conversation)]
    assert "handed_back" in kinds
    turn = await desk.helpline.engine.next_turn()
    assert turn["parse"]["intent"] == "event_handed_back"
    await page.send("say", conversation=conversation, id="late", text="one more thing")
    assert (await page.next("error", id="late"))["code"] == "not_yours"
    await desk.say(conversation, "words for the assistant")
    await page.pong()
    assert "words for the assistant" not in str(page.seen)


async def test_closing_a_chat_keeps_the_outcome_and_the_note_from_the_visitor(desk: Desk) -> None:
    page = await desk.page("Sam")
    conversation = await desk.waiting()
    await page.take(conversation)
    await page.send("close", conversation=conversation, outcome="referred", note="to the IDVA")
    await page.board(mine=[], waiting=[])
    row = await desk.helpline.row(conversation)
    assert row is not None
    assert (row.owner, row.outcome) == ("closed", "referred")
    lines = await desk.helpline.lines(conversation)
    assert [line.kind for line in lines[-2:]] == ["closed", "note"]
    await page.send("say", conversation=conversation, id="late", text="hello?")
    assert (await page.next("error", id="late"))["code"] in {"not_yours", "visitor_left"}
    assert ("close", conversation) in await desk.audit()


async def test_quick_exit_tells_the_worker_and_nothing_can_be_sent(desk: Desk) -> None:
    page = await desk.page("Sam")
    conversation = await desk.waiting("something happened")
    await desk.agree(conversation, happening="he follows me")
    await page.take(conversation)
    await desk.services.leaving.leave(conversation)
    state = await page.next("chat", left="quick_exit")
    assert (state["can_send"], state["owner"]) == (False, "closed")
    await page.board_with("mine", conversation, left=True)
    await page.send("say", conversation=conversation, id="m1", text="are you all right?")
    assert (await page.next("error", id="m1"))["code"] == "visitor_left"
    assert not [x for x in await desk.helpline.lines(conversation) if x.author == "worker"]
    await page.send(
        "close", conversation=conversation, outcome="visitor_left", note="passed to lead"
    )
    await page.board(mine=[])
    kept = await desk.helpline.row(conversation)
    assert kept is not None
    assert (kept.left, kept.outcome) == ("quick_exit", "visitor_left")


async def test_a_chat_the_visitor_left_cannot_be_taken(desk: Desk) -> None:
    page = await desk.page("Sam")
    conversation = await desk.waiting()
    await desk.services.leaving.leave(conversation)
    await page.send("take", conversation=conversation)
    assert (await page.next("error"))["code"] == "visitor_left"


async def test_a_chat_with_the_assistant_cannot_be_taken_unless_there_is_danger(
    desk: Desk,
) -> None:
    page = await desk.page("Sam")
    conversation = await desk.visitor()
    await page.send("take", conversation=conversation)
    assert (await page.next("error"))["code"] == "not_waiting"
    await desk.services.alerts.raise_for(conversation, ["suicidal_thoughts"], "i cant go on")
    await page.take(conversation)


async def test_an_open_desk_keeps_its_chats_and_a_closed_one_gives_them_back(desk: Desk) -> None:
    page = await desk.page("Sam")
    conversation = await desk.waiting()
    await page.take(conversation)
    await desk.helpline.set(conversation, lease_until=now() + timedelta(seconds=1))
    await page.pong()
    row = await desk.helpline.row(conversation)
    assert row is not None
    assert row.lease_until is not None
    assert row.lease_until > now() + timedelta(seconds=30)
    await desk.helpline.set(conversation, lease_until=now() - timedelta(seconds=1))
    other = await desk.page("Kit")
    await desk.services.timers.look()
    await other.board_with("waiting", conversation)
    await page.board_with("waiting", conversation)
    assert page.seen[-1]["mine"] == []
