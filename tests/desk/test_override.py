"""A lead opens a chat alone before its visitor agrees, as it can't wait: with reasons, noted, told,
and to nobody else. By two people: test_second_person.py."""

from __future__ import annotations

import json
from typing import Any

from tests.desk.desks import Desk
from tests.desk.overriding import (
    CANNOT_WAIT,
    REASON,
    SECRET,
    SUMMARY,
    UNSAFE,
    audit_rows,
    came,
    overrides,
    rows,
    state_with,
    with_worker,
)


async def test_it_opens_summary_and_earlier_messages_to_the_lead_and_to_the_chats_worker(
    desk: Desk,
) -> None:
    page, lead, conversation = await with_worker(desk)
    other, other_lead = await desk.page("Kit"), await desk.page("Ola", role="lead")
    for one in (lead, other_lead):
        assert (await one.open(conversation))["brief"] is None
    assert await overrides(lead, conversation) == {
        "type": "opened", "conversation": conversation, "id": "o1", "told": True,
    }  # fmt: skip
    for one in (lead, page):
        state = await state_with(one, **{"from": 1})
        assert state["brief"]["parts"][0]["text"] == SUMMARY
        assert (state["brief"]["agreed_at"], state["brief"]["history"]) == (None, False)
        await one.open(conversation)
        await one.entry(says=SECRET)
        await one.entry(kind="opened")
    # Others know at most that it was done.
    await other_lead.open(conversation)
    await other_lead.entry(kind="opened")
    await other.send("open", conversation=conversation, after=0)
    assert (await other.next("error"))["code"] == "not_yours"
    for one in (other, other_lead):
        assert SECRET not in came(one)
        assert SUMMARY not in came(one)


async def test_who_reads_the_chat_sees_by_whom_when_and_whether_it_was_told(desk: Desk) -> None:
    page, lead, conversation = await with_worker(desk)
    await lead.open(conversation)
    await overrides(lead, conversation, telling_is_unsafe=UNSAFE)
    seen = (await state_with(page, **{"from": 1}))["override"]
    by_lead = (await state_with(lead, **{"from": 1}))["override"]
    assert seen == {
        "by": "Lou", "second": None, "at": seen["at"], "until": seen["until"], "status": "open",
        "waits": False, "open": True, "at_once": True, "risk": "immediate_danger", "told": False,
    }  # fmt: skip
    # Why is for leads.
    written = {"reason": REASON, "telling_is_unsafe": UNSAFE, "cannot_wait": CANNOT_WAIT}
    assert by_lead == {**seen, **written}
    assert REASON not in came(page)
    assert UNSAFE not in came(page)


async def test_the_visitor_is_told_at_once_and_in_their_own_wording(desk: Desk) -> None:
    lead = await desk.page("Lou", role="lead")
    for hello, words in (
        ({}, "Lou, a senior helpline worker, has opened this chat without asking you first"),
        ({"audience": "young"}, "That's because someone could be badly hurt"),
        ({"language": "cy"}, "wedi agor y sgwrs hon heb ofyn i chi yn gyntaf"),
    ):
        visitor = await desk.helpline.visitor(**hello)
        conversation = await desk.helpline.id_of(visitor)
        await desk.services.handoff.ask(conversation, "asked")
        assert (await overrides(lead, conversation))["told"] is True
        told = await visitor.had("entry", kind="opened")
        assert words in told["text"]
        assert (told["author"], told["name"]) == ("service", "Lou")
        # Who comes back gets it once, in its place.
        again = await desk.helpline.connect()
        await again.hello(token=visitor.token, after=0)
        await again.had("entry", kind="opened")
        await again.pong()
        assert [frame["seq"] for frame in again.entries].count(told["seq"]) == 1
        assert REASON not in came_to(visitor) + came_to(again)


def came_to(visitor: Any) -> str:
    return json.dumps(visitor.seen)


async def test_when_telling_is_unsafe_nothing_of_it_ever_reaches_the_visitor(desk: Desk) -> None:
    page, lead = await desk.page("Sam"), await desk.page("Lou", role="lead")
    visitor = await desk.helpline.visitor()
    conversation = await desk.helpline.id_of(visitor)
    await desk.services.handoff.ask(conversation, "asked")
    await desk.helpline.settled()
    before = [line.seq for line in await desk.helpline.lines(conversation)]
    await visitor.upto(before[-1])
    seen = len(visitor.seen)
    assert (await overrides(lead, conversation, telling_is_unsafe=UNSAFE))["told"] is False
    assert [line.seq for line in await desk.helpline.lines(conversation)] == before
    await visitor.pong()
    # Their place in the queue may have moved; nothing else may come.
    assert {one["type"] for one in visitor.seen[seen:]} <= {"owner", "pong"}
    # Nor is anything said later that would not be true.
    await page.take(conversation)
    joined = await visitor.had("entry", kind="joined")
    assert "Sam" in joined["text"]
    await desk.agree(conversation, happening=SUMMARY)
    answered = await visitor.next("entry", says="Your answer is kept")
    for words in (joined["text"], answered["text"]):
        assert "earlier" not in words
        assert "unless you agree" not in words
    assert "Lou" not in came_to(visitor)
    audited = [row for row in await audit_rows(desk) if row.action == "override"]
    assert [row.detail for row in audited] == ["immediate_danger, not told, alone"]


async def test_it_is_audited_by_whom_of_what_and_for_which_risk_without_a_word(desk: Desk) -> None:
    _page, lead, conversation = await with_worker(desk)
    await overrides(lead, conversation, risk="child_in_danger")
    [row] = [row for row in await audit_rows(desk) if row.action == "override"]
    [kept] = await rows(desk)
    assert (row.subject, row.detail) == (conversation, "child_in_danger, told, alone")
    assert row.worker_id == kept.worker_id
    assert kept.told is True
    written = " ".join(f"{one.action} {one.subject} {one.detail}" for one in await audit_rows(desk))
    assert REASON not in written


async def test_what_the_visitor_took_out_of_the_brief_is_not_opened_either(desk: Desk) -> None:
    keep = await desk.page()
    conversation = await desk.waiting()
    await desk.services.briefs.answer(
        conversation, "b1", {"happening": SECRET}, agree=True, history=False
    )
    await desk.services.briefs.answer(conversation, "b2", {}, agree=False, history=False)
    lead = await desk.page("Lou", role="lead")
    await keep.pong()
    await overrides(lead, conversation)
    state = await lead.open(conversation)
    assert state["brief"]["parts"] == []
    await lead.entry(kind="opened")
    await lead.pong()
    assert SECRET not in came(lead)
