"""What a lead opened alone, because it could not wait, is looked at afterwards by somebody else."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from helpline.models import OverrideReview, now
from helpline.services.desk.overrides import Asked, Reasons
from helpline.services.desk.second_person import KEPT_AFTER
from tests.desk.desks import Desk
from tests.desk.overriding import (
    CANNOT_WAIT,
    REASON,
    SAID,
    SECRET,
    overrides,
    rows,
    says,
    second_named,
    state_with,
    waits_on,
    with_worker,
)


async def test_what_a_lead_opened_alone_stays_on_the_board_until_somebody_has_looked(
    desk: Desk,
) -> None:
    _page, lead, conversation = await with_worker(desk)
    other, cookie, _who = await second_named(desk, "Kit")
    await overrides(lead, conversation)
    [wanted] = await waits_on(desk, other)
    assert (wanted["what"], wanted["by"], wanted["overdue"]) == ("alone", "Lou", False)
    assert await waits_on(desk, lead) == [], "not their own"
    looked = await desk.post(f"/api/overrides/{wanted['override']}/look", {}, cookie)
    shown = (await looked.json())["asked"]
    assert (shown["alone"], shown["cannot_wait"]) == (True, CANNOT_WAIT)
    assert await says(desk, cookie, wanted["override"], True) == (200, {"open": True})
    assert await waits_on(desk, other) == []
    state = await lead.open(conversation)
    assert (state["override"]["second"], state["override"]["answer"]) == ("Kit", SAID)
    assert "override_stood_for" in [action for action, _ in await desk.audit()]
    status, body = await says(desk, cookie, wanted["override"], False)
    assert (status, body["error"]["code"]) == (409, "case_nothing_asked")


async def test_who_would_not_have_stood_for_it_closes_it_at_once(desk: Desk) -> None:
    page, lead, conversation = await with_worker(desk)
    other, cookie, _who = await second_named(desk, "Kit")
    joined = (await page.open(conversation))["from"]
    await overrides(lead, conversation)
    await state_with(page, **{"from": 1})
    [wanted] = await waits_on(desk, other)
    assert await says(desk, cookie, wanted["override"], False) == (200, {"open": False})
    state = await state_with(page, **{"from": joined})
    assert (state["brief"], state["override"]["open"]) == (None, False)
    assert "override_not_stood_for" in [action for action, _ in await desk.audit()]


async def test_the_chat_may_be_erased_and_still_somebody_looks(desk: Desk) -> None:
    _page, lead, conversation = await with_worker(desk)
    other, cookie, who = await second_named(desk, "Kit")
    await overrides(lead, conversation)
    await desk.services.erasing.erase(conversation)
    await desk.services.retention.override_reviews(now() + timedelta(days=300))
    assert await rows(desk) == []
    [wanted] = await waits_on(desk, other)
    looked = await desk.post(f"/api/overrides/{wanted['override']}/look", {}, cookie)
    shown = (await looked.json())["asked"]
    assert (shown["by"], shown["reason"], shown["cannot_wait"]) == ("Lou", None, None)
    assert await says(desk, cookie, wanted["override"], True) == (200, {"open": False})
    assert await waits_on(desk, other) == []
    async with desk.services.database.read() as session:
        kept = (await session.scalars(select(OverrideReview))).one()
    assert (kept.agreed, kept.reviewed_by) == (True, who.id)
    assert kept.erase_at is not None
    await desk.services.retention.override_reviews(kept.erase_at - timedelta(minutes=1))
    async with desk.services.database.read() as session:
        assert len((await session.scalars(select(OverrideReview))).all()) == 1
    await desk.services.retention.override_reviews(now() + KEPT_AFTER + timedelta(hours=1))
    async with desk.services.database.read() as session:
        assert (await session.scalars(select(OverrideReview))).all() == []


async def test_a_day_later_the_board_says_that_nobody_has_looked(desk: Desk) -> None:
    _keep = await desk.page()
    conversation = await desk.waiting(SECRET)
    lead = await desk.helpline.worker("Lou", role="lead")
    other = await desk.helpline.worker("Kit")
    asked = Asked("o1", "immediate_danger", Reasons(REASON, cannot_wait=CANNOT_WAIT))
    assert (await desk.services.desk.overrides.ask(conversation, lead, asked)).opened
    async with desk.services.database.read() as session:
        board = desk.services.desk.second_person.board
        [fresh] = await board(session, other)
        [late] = await board(session, other, now() + timedelta(hours=25))
    assert (fresh["overdue"], late["overdue"]) == (False, True)
