"""A lead opens a chat alone before its visitor agrees, as it can't wait: with reasons, noted, told,
and to nobody else. By two people: test_second_person.py."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from helpline.errors import AlreadyOpened, NotTheirs, WaymarkError
from helpline.models import Audit, Override, now
from helpline.services.desk.overrides import OPEN_FOR, Asked, Came, Reasons
from helpline.services.log.events import conversation_topic
from tests.desk.desks import Desk, Page

SECRET = "he waits by the bakery on Alder Street"
SUMMARY = "somebody follows me"
REASON = "she wrote to a colleague that he has a knife"
UNSAFE = "he is reading her screen"
CANNOT_WAIT = "he is at her door, and nobody else is on shift"


async def overrides(page: Page, conversation: str, **fields: Any) -> dict[str, Any]:
    """Asks for it; the answer, `opened` or `error`."""
    frame = {
        "id": "o1", "risk": "immediate_danger", "reason": REASON, "cannot_wait": CANNOT_WAIT,
        **fields,
    }  # fmt: skip
    await page.send("override", conversation=conversation, **frame)
    while True:
        answer = await page.receive()
        if answer["type"] in {"opened", "override_asked", "error"}:
            return answer


async def state_with(page: Page, **wanted: Any) -> dict[str, Any]:
    """The next state of a chat with these fields."""
    return await page.next("chat", **wanted)


async def rows(desk: Desk) -> list[Override]:
    async with desk.services.database.read() as session:
        return list((await session.scalars(select(Override))).all())


async def shown_to_the_visitor(desk: Desk, conversation: str) -> list[str]:
    """The first line of the fixed entry about it, each time it stands there."""
    return [
        line.body.text or ""
        for line in await desk.helpline.lines(conversation)
        if line.kind == "opened" and "without asking you first" in (line.body.text or "")
    ]


def came(page: Page) -> str:
    return json.dumps(page.seen)


async def with_worker(desk: Desk) -> tuple[Page, Page, str]:
    """A worker's page, a lead's, and a chat of that worker that nobody has agreed to share."""
    page, lead = await desk.page("Sam"), await desk.page("Lou", role="lead")
    conversation = await desk.waiting(SECRET)
    await desk.services.briefs.answer(
        conversation, "b1", {"happening": SUMMARY}, agree=False, history=False
    )
    await page.take(conversation)
    return page, lead, conversation


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


async def audit_rows(desk: Desk) -> list[Audit]:
    async with desk.services.database.read() as session:
        return list((await session.scalars(select(Audit).order_by(Audit.id))).all())


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


@pytest.mark.parametrize("owner", ["waiting", "worker"])
async def test_the_same_id_again_has_no_second_effect(desk: Desk, owner: str) -> None:
    lead = await desk.page("Lou", role="lead")
    conversation = await desk.waiting(SECRET)
    if owner == "worker":
        await lead.take(conversation)
    first = await overrides(lead, conversation)
    again = await overrides(lead, conversation, reason="another", telling_is_unsafe=UNSAFE)
    assert again == first
    await desk.services.leaving.leave(conversation)
    assert await overrides(lead, conversation) == first, "also when it could not be done any more"
    assert len(await rows(desk)) == 1
    assert len(await shown_to_the_visitor(desk, conversation)) == 1
    assert [row.action for row in await audit_rows(desk)].count("override") == 1


async def test_of_sixteen_leads_who_open_one_chat_exactly_one_has_and_the_rest_are_told_who(
    desk: Desk,
) -> None:
    page = await desk.page("Late", role="lead")
    conversation = await desk.waiting(SECRET)
    leads = [await desk.helpline.worker(f"Lead {n}", role="lead") for n in range(16)]
    asked = Asked("o1", "immediate_danger", Reasons(REASON, cannot_wait=CANNOT_WAIT))
    ends = await asyncio.gather(
        *(desk.services.desk.overrides.ask(conversation, lead, asked) for lead in leads),
        return_exceptions=True,
    )
    opened = Came(opened=True, told=True)
    [winner] = [lead.name for lead, end in zip(leads, ends, strict=True) if end == opened]
    others = [end for end in ends if end != opened]
    assert all(isinstance(end, AlreadyOpened) and end.name == winner for end in others)
    assert len(others) == 15
    assert len(await shown_to_the_visitor(desk, conversation)) == 1
    refused = await overrides(page, conversation)
    assert (refused["code"], refused["name"]) == ("already_opened", winner)


async def test_a_chat_that_is_not_with_people_or_left_cannot_be_opened(desk: Desk) -> None:
    lead = await desk.page("Lou", role="lead")
    with_assistant = await desk.visitor()
    await desk.services.alerts.raise_for(with_assistant, ["immediate_danger"], SECRET)
    left, closed = await desk.waiting(SECRET), await desk.waiting(SECRET)
    await desk.services.leaving.leave(left)
    await lead.take(closed)
    await lead.send("close", conversation=closed, outcome="other")
    await lead.pong()
    for conversation, code in (
        (with_assistant, "not_with_people"),
        (left, "visitor_left"),
        (closed, "not_with_people"),
        ("0" * 32, "not_found"),
    ):
        refused = await overrides(lead, conversation)
        assert (refused["code"], refused["conversation"]) == (code, conversation)
        assert refused["id"] == "o1"
    assert await rows(desk) == []
    assert "override" not in [row.action for row in await audit_rows(desk)]


async def test_it_needs_a_written_reason_and_a_written_one_for_not_telling(desk: Desk) -> None:
    lead = await desk.page("Lou", role="lead")
    conversation = await desk.waiting(SECRET)
    for fields, code in (
        ({"reason": " \n"}, "bad_frame"),
        ({"telling_is_unsafe": "  "}, "bad_frame"),
        ({"cannot_wait": " "}, "bad_frame"),
        ({"telling_is_unsafe": True}, "bad_frame"),
        ({"risk": "curious"}, "bad_frame"),
        ({"reason": "é" * 1001}, "too_long"),
        ({"telling_is_unsafe": "é" * 1001}, "too_long"),
        ({"cannot_wait": "é" * 1001}, "too_long"),
    ):
        assert (await overrides(lead, conversation, **fields))["code"] == code, fields
    assert await rows(desk) == []
    # As long as it may be, and in an alphabet that needs most bytes: one frame holds it.
    longest = dict.fromkeys(("reason", "telling_is_unsafe", "cannot_wait"), "😶" * 1000)
    assert (await overrides(lead, conversation, **longest))["type"] == "opened"


async def test_a_worker_can_open_nothing_also_past_the_desks_own_guard(desk: Desk) -> None:
    page, worker = await desk.page("Kit"), await desk.helpline.worker("Sam")
    conversation = await desk.waiting(SECRET)
    await page.take(conversation)
    for one in (worker, await desk.helpline.worker("Kat")):
        with pytest.raises(NotTheirs):
            await desk.services.desk.overrides.ask(
                conversation, one, Asked("o1", "immediate_danger", Reasons(REASON))
            )
    # Also who has the chat opens nothing alone.
    assert (await overrides(page, conversation))["code"] == "not_yours"
    assert await rows(desk) == []


async def test_after_an_hour_it_is_closed_again(desk: Desk) -> None:
    page, lead, conversation = await with_worker(desk)
    joined = (await page.open(conversation))["from"]
    await overrides(lead, conversation)
    await state_with(page, **{"from": 1})
    [kept] = await rows(desk)
    assert kept.opened_at is not None
    assert kept.until - kept.opened_at == OPEN_FOR == timedelta(hours=1)
    async with desk.services.database.write() as session:
        await session.execute(update(Override).values(until=now() - timedelta(seconds=1)))
    desk.services.events.news(conversation_topic(conversation))
    state = await state_with(page, **{"from": joined})
    assert (state["brief"], state["override"]["open"]) == (None, False)
    for one in (page, lead):
        one.seen.clear()
        await one.open(conversation)
        await one.entry(kind="joined")
        await one.pong()
        assert SECRET not in came(one)
        assert SUMMARY not in came(one)
    # Whoever needs more has to write a new reason, and the visitor is told again.
    assert (await overrides(lead, conversation, id="o2"))["type"] == "opened"
    assert len(await shown_to_the_visitor(desk, conversation)) == 2


@pytest.mark.parametrize("way", ["hand_back", "stay", "nobody", "close"])
async def test_it_ends_when_the_chat_is_with_people_no_more(desk: Desk, way: str) -> None:
    page, lead = await desk.page("Sam"), await desk.page("Lou", role="lead")
    conversation = await desk.waiting(SECRET)
    if way in {"hand_back", "close"}:
        await page.take(conversation)
    await overrides(lead, conversation)
    if way == "hand_back":
        await page.send("hand_back", conversation=conversation)
    elif way == "close":
        await page.send("close", conversation=conversation, outcome="other")
    elif way == "stay":
        await desk.services.handoff.stay(conversation)
    else:
        await desk.services.handoff.nobody_left()
    await page.pong()
    [kept] = await rows(desk)
    assert kept.ended_at is not None
    if way != "close":
        await desk.helpline.settled()
        await desk.services.alerts.raise_for(conversation, ["suicidal_thoughts"], "i cant go on")
        await page.take(conversation)
    for one in (page, lead):
        one.seen.clear()
        await one.open(conversation)
        await one.pong()
        assert SECRET not in came(one)


async def test_what_was_open_at_a_quick_exit_stays_for_its_time_and_goes_with_the_chat(
    desk: Desk,
) -> None:
    page, lead, conversation = await with_worker(desk)
    await overrides(lead, conversation)
    await desk.services.leaving.leave(conversation)
    await page.next("chat", left="quick_exit")
    for one in (page, lead):
        one.seen.clear()
        await one.open(conversation)
        await one.entry(says=SECRET)
    await desk.services.erasing.erase(conversation)
    assert await rows(desk) == []
    # The lead has it on no list: their page is told to let go of what it holds.
    gone = await lead.next("error")
    assert (gone["code"], gone["conversation"]) == ("not_found", conversation)


async def test_a_vanished_workers_successor_reads_on_and_the_vanished_one_does_not(
    desk: Desk,
) -> None:
    page, lead, conversation = await with_worker(desk)
    await overrides(lead, conversation)
    await desk.helpline.set(conversation, lease_until=now() - timedelta(seconds=1))
    await desk.services.timers.look()
    other = await desk.page("Kit")
    page.seen.clear()
    await other.take(conversation)
    await other.entry(says=SECRET)
    await page.send("open", conversation=conversation, after=0)
    assert (await page.next("error"))["code"] == "not_yours"
    assert SECRET not in came(page)


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


async def test_the_reasons_are_sealed_and_go_with_the_key_of_the_chat(
    desk: Desk, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    lead = await desk.page("Lou", role="lead")
    conversation = await desk.waiting()
    await overrides(lead, conversation, telling_is_unsafe=UNSAFE)
    state = await lead.open(conversation)
    assert state["override"]["reason"] == REASON
    folder = desk.services.config.data_dir
    files = [path for path in folder.rglob("*") if path.is_file()]
    held = b"".join(path.read_bytes() for path in files)
    for words in (REASON, UNSAFE, CANNOT_WAIT):
        assert words.encode() not in held
    assert b"immediate_danger" in held, "the search finds what is there"
    [kept] = await rows(desk)
    await desk.services.keys.destroy(conversation)
    with pytest.raises(WaymarkError):
        async with desk.services.database.read() as session:
            await desk.services.desk.overrides.shown(
                session, kept, await desk.helpline.worker("Ola", role="lead")
            )
    out = capsys.readouterr()
    assert not [
        one for one in (REASON, UNSAFE, CANNOT_WAIT) if one in out.out + out.err + caplog.text
    ]
