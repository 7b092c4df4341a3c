"""A lead's word about who stands where: seen by everybody, written down, undone."""

import json

import pytest
from sqlalchemy import select

from helpline.models import Audit, QueueMove
from tests.desk.desks import Desk, Page
from tests.desk.queueing import came, person, rows_of

REASON = "Her sister rang: she is packing a bag now."


async def move(page: Page, conversation: str, to: str, mark: str = "m1") -> None:
    await page.send("move", conversation=conversation, id=mark, to=to, reason=REASON)


async def test_a_lead_puts_somebody_first_and_everybody_sees_who_did(desk: Desk) -> None:
    lead, kit = await person(desk, "lead", "Kit")
    worker, sam = await person(desk)
    first, last = await came(desk, 9), await came(desk, 1)
    await move(lead, last, "first")
    await lead.next("moved", conversation=last, id="m1")
    rows = await rows_of(desk, sam)
    assert [row["conversation"] for row in rows] == [last, first]
    assert rows[0]["stands"]["by"] == "lead"
    # The written reason is for leads only.
    await worker.board_with("waiting", last, moved={"to": "first", "by": "Kit"})
    assert REASON not in json.dumps(worker.seen)
    assert (await rows_of(desk, kit))[0]["moved"] == {"to": "first", "by": "Kit", "reason": REASON}
    async with desk.services.database.read() as session:
        noted = (await session.scalars(select(Audit).where(Audit.action == "queue_move"))).one()
    assert (noted.worker_id, noted.subject, noted.detail) == (kit.id, last, "first")


async def test_a_move_is_undone_by_a_move_back_to_the_rule(desk: Desk) -> None:
    lead, kit = await person(desk, "lead")
    first, last = await came(desk, 9), await came(desk, 1)
    for mark, (to, order) in enumerate(
        [("first", [last, first]), ("later", [first, last]), ("rule", [first, last])]
    ):
        await move(lead, last, to, f"m{mark}")
        await lead.next("moved", id=f"m{mark}")
        rows = await rows_of(desk, kit)
        assert [row["conversation"] for row in rows] == order
    assert [row["moved"] for row in await rows_of(desk, kit)] == [None, None]


async def test_the_same_move_sent_again_has_no_second_effect(desk: Desk) -> None:
    lead, kit = await person(desk, "lead")
    conversation = await came(desk, 1)
    for _ in range(2):
        await move(lead, conversation, "first")
        await lead.next("moved", id="m1")
    await move(lead, conversation, "rule", "m2")
    await lead.next("moved", id="m2")
    await move(lead, conversation, "first")
    await lead.next("moved", id="m1")
    assert (await rows_of(desk, kit))[0]["moved"] is None
    assert [action for action, _ in await desk.audit()].count("queue_move") == 2


async def test_somebody_in_danger_is_never_let_wait(desk: Desk) -> None:
    lead, kit = await person(desk, "lead")
    conversation = await came(desk, 1)
    await move(lead, conversation, "later")
    await lead.next("moved")
    await desk.services.alerts.raise_for(conversation, ["immediate_danger"], "help")
    row = (await rows_of(desk, kit))[0]
    assert (row["stands"]["by"], row["moved"]) == ("alert", None)
    await move(lead, conversation, "later", "m2")
    assert (await lead.next("error"))["code"] == "alert_open"


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
async def test_a_move_needs_a_written_reason(desk: Desk, reason: str) -> None:
    lead, _kit = await person(desk, "lead")
    conversation = await came(desk, 1)
    await lead.send("move", conversation=conversation, id="m1", to="first", reason=reason)
    assert (await lead.next("error"))["code"] in {"bad_frame", "too_long"}
    assert await desk.audit() == [one for one in await desk.audit() if one[0] != "queue_move"]


async def test_the_reason_is_sealed_and_only_who_waits_is_moved(desk: Desk) -> None:
    lead, _kit = await person(desk, "lead")
    conversation = await came(desk, 1)
    await move(lead, conversation, "first")
    await lead.next("moved")
    async with desk.services.database.read() as session:
        row = (await session.scalars(select(QueueMove))).one()
    assert REASON.encode() not in row.reason
    await lead.take(conversation)
    await move(lead, conversation, "rule", "m2")
    assert (await lead.next("error"))["code"] == "not_waiting"
    await move(lead, "nothing here", "rule", "m3")
    assert (await lead.next("error"))["code"] == "not_found"


async def test_whoever_comes_back_to_the_queue_stands_by_the_rule_again(desk: Desk) -> None:
    lead, kit = await person(desk, "lead")
    conversation = await came(desk, 1)
    await move(lead, conversation, "first")
    await lead.next("moved")
    await desk.services.handoff.stay(conversation)
    await desk.services.handoff.ask(conversation, "asked")
    assert (await rows_of(desk, kit))[0]["moved"] is None
