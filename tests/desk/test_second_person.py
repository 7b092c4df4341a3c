"""Two people open a chat before its visitor agrees: one asks, another stands for it or refuses.
What a lead opened alone: test_looked_at.py."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select, update

from helpline.errors import CaseRefused, ConversationGone, NotWithPeople, WaymarkError
from helpline.models import Override, OverrideReview, now
from helpline.services.desk.overrides import ASKED_FOR, OPEN_FOR, Asked, Reasons
from tests.desk.desks import Desk
from tests.desk.overriding import (
    REASON,
    SAID,
    SECRET,
    SUMMARY,
    UNSAFE,
    came,
    overrides,
    rows,
    says,
    second_named,
    shown_to_the_visitor,
    state_with,
    waits_on,
    with_worker,
)


async def test_nothing_is_open_until_a_lead_stands_for_what_the_chats_worker_asked(
    desk: Desk,
) -> None:
    page, _lead, conversation = await with_worker(desk)
    second, cookie, _who = await second_named(desk, "Ola", "lead")
    asked = await overrides(page, conversation, cannot_wait=None)
    assert asked["type"] == "override_asked"
    state = await state_with(page)
    while state["override"] is None:
        state = await state_with(page)
    assert (state["override"]["status"], state["override"]["waits"]) == ("asked", True)
    assert state["from"] != 1
    assert await shown_to_the_visitor(desk, conversation) == []
    [wanted] = await waits_on(desk, second)
    assert (wanted["what"], wanted["by"], wanted["risk"]) == ("asked", "Sam", "immediate_danger")
    assert REASON not in came(second), "the reason is for who looks, and that is noted"
    looked = await desk.post(f"/api/overrides/{wanted['override']}/look", {}, cookie)
    shown = (await looked.json())["asked"]
    assert (shown["reason"], shown["told"], shown["alone"]) == (REASON, True, False)
    assert SECRET not in str(shown)
    assert await says(desk, cookie, wanted["override"], True) == (200, {"open": True})
    await state_with(page, **{"from": 1})
    await page.open(conversation)
    await page.entry(says=SECRET)
    # Read by the lead of the two, whom the visitor is told of.
    state = await second.open(conversation)
    assert (state["from"], state["brief"]["parts"][0]["text"]) == (1, SUMMARY)
    assert (state["override"]["by"], state["override"]["second"]) == ("Sam", "Ola")
    assert (state["override"]["reason"], state["override"]["answer"]) == (REASON, SAID)
    [told] = await shown_to_the_visitor(desk, conversation)
    assert told.startswith("Ola, a senior helpline worker, has opened this chat")
    [kept] = await rows(desk)
    assert kept.opened_at is not None
    assert kept.until - kept.opened_at == OPEN_FOR
    trail = [action for action, _ in await desk.audit()]
    assert [one for one in trail if one.startswith("override")] == [
        "override_asked", "override_look", "override",
    ]  # fmt: skip
    async with desk.services.database.read() as session:
        assert (await session.scalars(select(OverrideReview))).all() == []


async def test_what_a_lead_asks_a_worker_may_stand_for_and_opens_to_that_lead(desk: Desk) -> None:
    page, lead, conversation = await with_worker(desk)
    other, cookie, _who = await second_named(desk, "Kit")
    await overrides(lead, conversation, cannot_wait=None, telling_is_unsafe=UNSAFE)
    [wanted] = await waits_on(desk, other)
    assert await says(desk, cookie, wanted["override"], True) == (200, {"open": True})
    for one in (lead, page):
        await one.open(conversation)
        await one.entry(says=SECRET)
    # Who stood for it has not the chat: they read nothing of it.
    await other.send("open", conversation=conversation, after=0)
    assert (await other.next("error"))["code"] == "not_yours"
    assert SECRET not in came(other)
    assert await shown_to_the_visitor(desk, conversation) == []


async def test_refused_nothing_opens_and_why_is_kept(desk: Desk) -> None:
    page, lead, conversation = await with_worker(desk)
    other, cookie, _who = await second_named(desk, "Kit")
    await overrides(lead, conversation, cannot_wait=None)
    [wanted] = await waits_on(desk, other)
    assert await says(desk, cookie, wanted["override"], False, "it can wait for her yes") == (
        200, {"open": False},
    )  # fmt: skip
    state = await lead.open(conversation)
    assert state["from"] != 1
    assert (state["override"]["status"], state["override"]["answer"]) == (
        "refused", "it can wait for her yes",
    )  # fmt: skip
    for one in (page, lead):
        assert SECRET not in came(one)
    assert await shown_to_the_visitor(desk, conversation) == []
    assert "override_refused" in [action for action, _ in await desk.audit()]
    assert await waits_on(desk, other) == []
    # It can be asked for again, with another reason.
    again = await overrides(lead, conversation, id="o2", cannot_wait=None)
    assert again["type"] == "override_asked"


async def test_the_second_is_never_the_first_and_one_of_the_two_is_a_lead(desk: Desk) -> None:
    worker = await desk.helpline.worker("Sam")
    own = await desk.cookie_of(worker)
    page = await desk.connect(own)
    other, cookie, _who = await second_named(desk, "Kit")
    conversation = await desk.waiting(SECRET)
    await page.take(conversation)
    assert (await overrides(page, conversation, cannot_wait=None))["type"] == "override_asked"
    [kept] = await rows(desk)
    assert await waits_on(desk, page) == []
    assert await waits_on(desk, other) == []
    for who, code in ((own, "case_same_person"), (cookie, "case_needs_lead")):
        for agree in (True, False):
            status, body = await says(desk, who, kept.id, agree)
            assert (status, body["error"]["code"]) == (409, code)
        looked = await desk.post(f"/api/overrides/{kept.id}/look", {}, who)
        assert (await looked.json())["error"]["code"] == code
    assert (await says(desk, cookie, kept.id, True, "  "))[0] == 400
    # Nobody else asks beside it.
    lead, _cookie, _lou = await second_named(desk, "Lou", "lead")
    for fields in ({"cannot_wait": None}, {}):
        refused = await overrides(lead, conversation, id="o9", **fields)
        assert (refused["code"], refused["name"]) == ("override_asked", "Sam")
    [kept] = await rows(desk)
    assert kept.status == "asked"


@pytest.mark.parametrize("end", ["over", "handed back", "left", "erased"])
async def test_what_is_over_or_gone_cannot_be_stood_for(desk: Desk, end: str) -> None:
    page, lead, conversation = await with_worker(desk)
    _other, cookie, _who = await second_named(desk, "Kit")
    await overrides(lead, conversation, cannot_wait=None)
    [kept] = await rows(desk)
    if end == "over":
        async with desk.services.database.write() as session:
            await session.execute(update(Override).values(until=now()))
        assert kept.until - kept.created_at == ASKED_FOR
    elif end == "handed back":
        await page.send("hand_back", conversation=conversation)
        await page.pong()
    elif end == "left":
        await desk.services.leaving.leave(conversation)
    else:
        await desk.services.erasing.erase(conversation)
    status, body = await says(desk, cookie, kept.id, True)
    wanted = "visitor_left" if end == "left" else "case_nothing_asked"
    assert (status, body["error"]["code"]) == (409, wanted)
    assert not [one for one in await rows(desk) if one.status == "open"]


async def test_of_sixteen_who_stand_for_it_one_does_and_the_visitor_is_told_once(
    desk: Desk,
) -> None:
    _keep = await desk.page()
    conversation = await desk.waiting(SECRET)
    asker = await desk.helpline.worker("Lou", role="lead")
    others = [await desk.helpline.worker(f"Lead {n}", role="lead") for n in range(16)]
    asked = Asked("o1", "immediate_danger", Reasons(REASON))
    assert not (await desk.services.desk.overrides.ask(conversation, asker, asked)).opened
    [kept] = await rows(desk)
    ends = await asyncio.gather(
        *(desk.services.desk.second_person.answer(kept.id, one, True, SAID) for one in others),
        return_exceptions=True,
    )
    assert ends.count(True) == 1
    assert sum(isinstance(end, CaseRefused) for end in ends) == 15
    [told] = await shown_to_the_visitor(desk, conversation)
    assert told.startswith("Lou,"), "whose it is, whoever stood for it"


async def test_what_the_second_wrote_is_sealed_with_the_rest(desk: Desk) -> None:
    _keep = await desk.page()
    conversation = await desk.waiting()
    lead = await desk.helpline.worker("Lou", role="lead")
    second = await desk.helpline.worker("Kit")
    asked = Asked("o1", "immediate_danger", Reasons(REASON))
    await desk.services.desk.overrides.ask(conversation, lead, asked)
    [kept] = await rows(desk)
    await desk.services.desk.second_person.answer(kept.id, second, True, SAID)
    folder = desk.services.config.data_dir
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    for words in (REASON, SAID):
        assert words.encode() not in held
    [kept] = await rows(desk)
    assert (await desk.services.desk.overrides.reasons(kept)).answer == SAID
    await desk.services.keys.destroy(conversation)
    with pytest.raises(WaymarkError):
        await desk.services.desk.overrides.reasons(kept)


async def test_a_chat_that_went_back_to_the_assistant_is_not_asked_about(desk: Desk) -> None:
    worker = await desk.helpline.worker("Lou", role="lead")
    chat = await desk.visitor()
    asked = Asked("o1", "immediate_danger", Reasons(REASON))
    with pytest.raises(NotWithPeople):
        await desk.services.desk.overrides.ask(chat, worker, asked)
    with pytest.raises((ConversationGone, WaymarkError)):
        await desk.services.desk.overrides.ask("0" * 32, worker, asked)
