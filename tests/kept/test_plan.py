"""The plan is the visitor's: built of known steps, its warning first, and nobody else's to read."""

import pytest

from helpline.models import Conversation
from helpline.services.content import Content
from helpline.services.turns.plans import steps_of
from tests.support import Helpline
from tests.visitor import Visitor

DOOR = "utter_safety_planning_step_home_door"
LINE = "I lock up while I'm in, and check who it is."
LOCKS = "utter_safety_planning_step_home_locks"
CAN_BE_NOTICED = {
    "en": ("This one can be noticed", "This one can be found"),
    "cy": ("Gellir sylwi ar hwn", "Gellir canfod hwn"),
}


async def planned(helpline: Helpline, *effects: dict[str, object]) -> Visitor:
    visitor = await helpline.visitor()
    helpline.engine.answers(*({"effect": one} for one in effects), {"effect": {"type": "plan"}})
    await visitor.say("that fits")
    await visitor.next("entry", author="assistant")
    await helpline.settled()
    await visitor.upto((await helpline.lines(await helpline.id_of(visitor)))[-1].seq)
    return visitor


def cards(visitor: Visitor) -> list[dict[str, object]]:
    return [entry["card"] for entry in visitor.entries if "card" in entry]


async def test_what_can_be_noticed_is_said_before_the_first_step(helpline: Helpline) -> None:
    added = [{"type": "keep", "plan_add": name} for name in (DOOR, LOCKS)]
    (card,) = cards(await planned(helpline, *added))
    assert card["type"] == "steps"
    steps = card["steps"]
    assert isinstance(steps, list)
    assert "may notice" in steps[0]
    assert "may react" in steps[0]
    assert steps[1:] == [
        "I lock up while I'm in, and check who it is.",
        "New locks, lights or an alarm, once I've planned it. (may be noticed)",
    ]


async def test_a_plan_without_such_a_step_needs_no_warning(helpline: Helpline) -> None:
    (card,) = cards(await planned(helpline, {"type": "keep", "plan_add": DOOR}))
    assert card["steps"] == ["I lock up while I'm in, and check who it is."]


@pytest.mark.parametrize("name", ["made up", "utter_safety_planning_start", 3, None])
async def test_nothing_but_a_known_step_comes_into_a_plan(helpline: Helpline, name: object) -> None:
    visitor = await planned(helpline, {"type": "keep", "plan_add": name})
    assert cards(visitor) == []
    assert "nothing in your plan yet" in visitor.texts


async def test_a_step_taken_out_is_gone_and_one_twice_stands_once(helpline: Helpline) -> None:
    add: dict[str, object] = {"type": "keep", "plan_add": DOOR}
    (card,) = cards(await planned(helpline, add, add))
    assert len(card["steps"]) == 1  # type: ignore[arg-type]
    visitor = await planned(helpline, add, {"type": "keep", "plan_drop": DOOR})
    assert cards(visitor) == []


async def test_a_worker_reads_the_plan_only_as_the_visitor_agreed_to_it(helpline: Helpline) -> None:
    visitor = await planned(helpline, {"type": "keep", "plan_add": DOOR})
    conversation_id = await helpline.id_of(visitor)
    briefs, database = helpline.services.briefs, helpline.services.database

    async def read() -> list[str] | None:
        async with database.read() as session:
            row = await session.get(Conversation, conversation_id)
            assert row is not None
            brief = await briefs.agreed(session, row)
        return None if brief is None else [part["text"] for part in brief["parts"]]

    async with database.write() as session:
        row = await session.get(Conversation, conversation_id)
        assert row is not None
        await briefs.offer(session, row)
    await helpline.settled()
    offered = [line.body.card for line in await helpline.lines(conversation_id) if line.body.card]
    shown = {part["id"]: part["text"] for part in offered[-1]["parts"]}
    assert shown["plan"] == LINE
    assert await read() is None
    await briefs.answer(conversation_id, "b1", {"plan": "", "worry": "tonight"}, True, False)
    assert await read() == ["tonight"]
    await briefs.answer(conversation_id, "b2", {"plan": LINE}, True, False)
    assert await read() == [LINE]


def test_every_step_that_can_be_noticed_says_so_before_the_idea(content: Content) -> None:
    steps = steps_of(content.responses)
    assert len(steps) >= 30
    for name in steps:
        for one in content.responses.variations(name):
            if dict(one.custom or {})["plan"].get("noticed"):
                assert one.text.startswith(CAN_BE_NOTICED[one.conditions.get("language", "en")])
