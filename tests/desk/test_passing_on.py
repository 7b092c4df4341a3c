"""From one worker to another: warm (the worker stays until the other is there) and cold."""

from datetime import timedelta

from helpline.models import now
from helpline.services.desk.transfers import ANSWER_WITHIN, KEPT_FOR
from tests.desk.desks import Desk, Page


async def number(page: Page) -> str:
    """A worker's id, as boards have it."""
    board = next(frame for frame in page.seen if frame["type"] == "desk")
    return str(board["worker"]["id"])


async def offered(page: Page, conversation: str) -> dict[str, object]:
    """The board on which this chat is offered to this page's worker."""
    while True:
        for frame in reversed(page.seen):
            if frame["type"] == "desk":
                for one in frame["offers"]:
                    if one["conversation"] == conversation:
                        return dict(one)
                break
        await page.board()


async def asked(desk: Desk, note: str | None = None) -> tuple[Page, Page, str]:
    """Sam has a chat whose visitor agreed to a brief, and has asked Priya to take it over."""
    sam, priya = await desk.page("Sam"), await desk.page("Priya")
    conversation = await desk.waiting("he waits at my work")
    await desk.agree(conversation, happening="he waits at my work")
    await sam.take(conversation)
    await desk.say(conversation, "im in the kitchen")
    more = {} if note is None else {"note": note}
    await sam.send("offer", conversation=conversation, id="o1", to=await number(priya), **more)
    await sam.next("done", id="o1")
    return sam, priya, conversation


async def test_a_warm_transfer_names_both_and_the_worker_stays_until_the_other_has_it(
    desk: Desk,
) -> None:
    sam, priya, conversation = await asked(desk, note="her sister comes at six")
    said = await sam.entry(kind="passing")
    assert said["text"].startswith("Sam has asked a colleague, Priya, to carry on with you.")
    shown = await offered(priya, conversation)
    assert shown["by"] == "Sam"
    # Before she takes it she has categories only, and Sam goes on.
    assert "kitchen" not in str(priya.seen)
    assert "sister" not in str(priya.seen)
    await sam.send("say", conversation=conversation, id="m1", text="I am still with you")
    await sam.next("ack", id="m1")
    await priya.send("accept", conversation=conversation)
    await priya.next("taken", conversation=conversation)
    await priya.open(conversation)
    both = await priya.entry(kind="joined", name="Priya")
    assert both["text"].startswith("Priya is here now and carries on with you. Sam has left")
    assert await priya.entry(says="im in the kitchen")
    assert (await priya.had("asides"))["asides"][0]["text"] == "her sister comes at six"
    state = next(f for f in priya.seen if f["type"] == "chat")
    assert state["brief"]["parts"][0]["text"] == "he waits at my work"
    # Sam has lost sight of it.
    await sam.board(mine=[])
    await sam.send("say", conversation=conversation, id="m2", text="one more thing")
    assert (await sam.next("error", id="m2"))["code"] == "not_yours"
    await desk.say(conversation, "words for priya alone")
    await priya.entry(says="words for priya alone")
    await sam.pong()
    assert "words for priya alone" not in str(sam.seen)
    assert ("take_over", conversation) in await desk.audit()


async def test_if_the_other_never_comes_it_stays_and_the_visitor_is_told(desk: Desk) -> None:
    sam, priya, conversation = await asked(desk)
    await offered(priya, conversation)
    await desk.helpline.set(conversation, offered_until=now() - timedelta(seconds=1))
    await desk.services.timers.look()
    assert await sam.entry(says="Nothing changes: Sam stays with you.")
    await priya.send("accept", conversation=conversation)
    assert (await priya.next("error"))["code"] == "not_asked"
    row = await desk.helpline.row(conversation)
    assert row is not None
    assert (row.owner, row.offered_to) == ("worker", None)
    assert timedelta(minutes=1) <= ANSWER_WITHIN <= timedelta(minutes=5)
    # Told once, also by the next look.
    await desk.services.timers.look()
    said = [line.body.text for line in await desk.helpline.lines(conversation)]
    stays = [text for text in said if text == "Nothing changes: Sam stays with you."]
    assert len(stays) == 1


async def test_an_offer_is_declined_or_withdrawn_by_those_two_only(desk: Desk) -> None:
    sam, priya, conversation = await asked(desk)
    kit = await desk.page("Kit")
    for act in ("accept", "offer_over"):
        await kit.send(act, conversation=conversation)
        assert (await kit.next("error"))["code"] == "not_asked"
    await sam.send("offer", conversation=conversation, id="o2", to=await number(kit))
    assert (await sam.next("error", id="o2"))["code"] == "already_asked"
    await priya.send("offer_over", conversation=conversation)
    await sam.next("chat", offered=None)
    await sam.send("offer", conversation=conversation, id="o3", to=await number(kit))
    await sam.next("done", id="o3")
    # Seen by their own page before it is withdrawn: two changes at once would be one picture.
    while [one for one in sam.seen if one["type"] == "chat"][-1]["offered"] is None:
        await sam.next("chat")
    await sam.send("offer_over", conversation=conversation)
    await sam.next("chat", offered=None)
    await kit.send("accept", conversation=conversation)
    assert (await kit.next("error"))["code"] == "not_asked"


async def test_only_somebody_who_takes_chats_at_an_open_desk_can_be_asked(desk: Desk) -> None:
    sam, priya = await desk.page("Sam"), await desk.page("Priya")
    conversation = await desk.waiting()
    await sam.take(conversation)
    await priya.send("available", on=False)
    await priya.pong()
    for to in (await number(priya), await number(sam), "999", "x"):
        for act in ("offer", "pass_on"):
            await sam.send(act, conversation=conversation, id=f"{act}{to}", to=to)
            assert (await sam.next("error"))["code"] == "not_here"
    row = await desk.helpline.row(conversation)
    assert row is not None
    assert (row.owner, row.offered_to) == ("worker", None)


async def test_an_offer_ends_with_the_chat_and_with_exit(desk: Desk) -> None:
    _, priya, conversation = await asked(desk)
    await offered(priya, conversation)
    await desk.services.leaving.leave(conversation)
    await priya.send("accept", conversation=conversation)
    assert (await priya.next("error"))["code"] == "not_asked"
    while next(f for f in reversed(priya.seen) if f["type"] == "desk")["offers"]:
        await priya.board()
    row = await desk.helpline.row(conversation)
    assert row is not None
    assert (row.owner, row.left) == ("closed", "quick_exit")


async def test_a_cold_transfer_is_kept_a_moment_for_the_colleague_then_for_anybody(
    desk: Desk,
) -> None:
    sam, priya, kit = [await desk.page(name) for name in ("Sam", "Priya", "Kit")]
    earlier = await desk.waiting()
    conversation = await desk.waiting()
    await sam.take(conversation)
    await sam.send("pass_on", conversation=conversation, id="p1", to=await number(priya))
    await sam.board(mine=[])
    lines = await desk.helpline.lines(conversation)
    assert "Sam has to stop here and has asked a colleague, Priya" in (lines[-1].body.text or "")
    board = await kit.board(kept={conversation: "Priya"})
    # It rings for her alone; for the others when they may take it.
    rung = {row["conversation"]: row["ring_after"] for row in board["waiting"]}
    assert rung[conversation] >= KEPT_FOR.total_seconds() - 1 > rung[earlier]
    assert (await priya.board_with("waiting", conversation))["ring_after"] == 0
    assert [row["conversation"] for row in board["waiting"]] == [conversation, earlier]
    await kit.send("take", conversation=conversation)
    refused = await kit.next("error")
    assert (refused["code"], refused["name"]) == ("kept_for_another", "Priya")
    await desk.helpline.set(conversation, offered_until=now() - timedelta(seconds=1))
    await kit.take(conversation)
    assert timedelta(minutes=1) <= KEPT_FOR <= timedelta(minutes=5)
    again = await desk.waiting()
    await sam.take(again)
    await sam.send("pass_on", conversation=again, id="p2", to=await number(priya))
    await priya.board(kept={again: "Priya"})
    await priya.take(again)


async def test_somebody_in_danger_is_kept_for_nobody(desk: Desk) -> None:
    sam, priya, kit = [await desk.page(name) for name in ("Sam", "Priya", "Kit")]
    conversation = await desk.waiting()
    await sam.take(conversation)
    await sam.send("pass_on", conversation=conversation, id="p1", to=await number(priya))
    await kit.board(kept={conversation: "Priya"})
    await desk.services.alerts.raise_for(conversation, ["immediate_danger"], "he is here")
    await kit.board(kept={})
    assert (await kit.board_with("waiting", conversation, ring_after=0))["stands"]["by"] == "alert"
    await kit.take(conversation)


async def test_a_cold_transfer_to_nobody_in_particular_is_first_for_everybody(desk: Desk) -> None:
    sam, kit = await desk.page("Sam"), await desk.page("Kit")
    conversation = await desk.waiting()
    await sam.take(conversation)
    await sam.send("pass_on", conversation=conversation, id="p1", note="he may be on the line")
    await sam.board(mine=[])
    lines = await desk.helpline.lines(conversation)
    assert "A colleague will carry on with you, and you are first in line" in (
        lines[-1].body.text or ""
    )
    await kit.take(conversation)
    assert (await kit.had("asides"))["asides"][0]["text"] == "he may be on the line"
    assert ("pass_on", conversation) in await desk.audit()
