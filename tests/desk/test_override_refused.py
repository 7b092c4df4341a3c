"""Who can open no chat before consent, and when nobody can."""

from __future__ import annotations

import asyncio

import pytest

from helpline.errors import AlreadyOpened, NotTheirs
from helpline.services.desk.overrides import Asked, Came, Reasons
from tests.desk.desks import Desk
from tests.desk.overriding import (
    CANNOT_WAIT,
    REASON,
    SECRET,
    UNSAFE,
    audit_rows,
    overrides,
    rows,
    shown_to_the_visitor,
)


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
