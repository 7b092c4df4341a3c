"""When what was opened before consent is closed again, and what goes with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from helpline.errors import WaymarkError
from helpline.models import Override, now
from helpline.services.desk.overrides import OPEN_FOR
from helpline.services.log.events import conversation_topic
from tests.desk.desks import Desk
from tests.desk.overriding import (
    CANNOT_WAIT,
    REASON,
    SECRET,
    SUMMARY,
    UNSAFE,
    came,
    overrides,
    rows,
    shown_to_the_visitor,
    state_with,
    with_worker,
)


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
