"""A safety plan in conversation: what is taken, left, read back, changed."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.unit.actions.given import said

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]
DOOR = "utter_safety_planning_step_home_door"
NEIGHBOUR = "utter_safety_planning_step_home_neighbour"
BAG = "utter_safety_planning_step_home_bag"
STAYS = {"type": "keep", "plan_stays": True}
CHECK = "utter_safety_planning_check"


def effects(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one["custom"]["effect"] for one in given if "custom" in one]


def at(name: str, **variables: str) -> list[dict[str, str]]:
    return [{"utter_action": name, **variables}]


def having(*steps: str) -> dict[str, Any]:
    return {"kept": {"plan": list(steps)}}


@pytest.mark.parametrize(
    ("action", "intent", "text"),
    [
        ("action_affirm", "affirm", "yes"),
        ("action_out_of_scope", "out_of_scope", "good idea, put it in"),
        ("action_barrier", "barrier_to_help", "ok yeah i could do that"),
    ],
)
async def test_a_step_that_fits_goes_into_the_plan_and_the_next_is_offered(
    ask: Ask, action: str, intent: str, text: str
) -> None:
    given = await ask(action, intent=intent, text=text, said_before=at(DOOR))
    assert effects(given) == [{"type": "keep", "plan_add": DOOR}]
    assert said(given) == [NEIGHBOUR]


@pytest.mark.parametrize(
    ("action", "intent", "text"),
    [
        ("action_deny", "deny", "no"),
        ("action_unsure", "unsure", "dunno"),
        ("action_barrier", "barrier_to_help", "not for me my neighbours talk"),
    ],
)
async def test_a_step_that_does_not_fit_is_left(
    ask: Ask, action: str, intent: str, text: str
) -> None:
    given = await ask(action, intent=intent, text=text, said_before=at(DOOR))
    assert effects(given) == []
    assert said(given) == [NEIGHBOUR]


async def test_a_step_that_is_not_safe_is_left_and_the_next_one_stands_ready(ask: Ask) -> None:
    given = await ask("action_deny", intent="deny", text="hed notice", said_before=at(DOOR))
    assert given == [{"response": "utter_safety_planning_unsafe", "next": NEIGHBOUR}]


async def test_after_the_last_step_the_plan_is_shown(ask: Ask) -> None:
    given = await ask("action_affirm", intent="affirm", text="yes", said_before=at(BAG))
    assert effects(given) == [{"type": "keep", "plan_add": BAG}, {"type": "plan"}]


@pytest.mark.parametrize(
    ("text", "effect", "response"),
    [
        ("show me my plan", {"type": "plan"}, None),
        ("can i print my plan", None, "utter_safety_planning_trace"),
        ("i want to change my plan", None, CHECK),
        (
            "can you keep my plan",
            {"type": "keep", "plan_stays": True},
            "utter_safety_planning_keep",
        ),
    ],
)
async def test_what_can_be_done_with_a_plan(
    ask: Ask, text: str, effect: dict[str, Any] | None, response: str | None
) -> None:
    turn: dict[str, Any] = {"intent": "ask_safety_planning", "text": text}
    given = await ask("action_safety_planning", metadata=having(DOOR), **turn)
    assert effects(given) == ([effect] if effect else [])
    assert said(given) == ([response] if response else [])


@pytest.mark.parametrize(
    ("text", "step"),
    [("take out number 2", BAG), ("delete the first", DOOR), ("remove step 2 from my plan", BAG)],
)
async def test_a_step_is_taken_out_by_its_number(ask: Ask, text: str, step: str) -> None:
    given = await ask(
        "action_unsure",
        intent="unsure",
        text=text,
        metadata={**having(DOOR, BAG), "said": ["utter_safety_planning_plan"]},
    )
    assert effects(given) == [{"type": "keep", "plan_drop": step}, {"type": "plan"}]


async def test_delete_step_2_is_no_wish_to_be_forgotten_but_delete_it_all_is(ask: Ask) -> None:
    shown = {**having(DOOR, BAG), "said": ["utter_safety_planning_plan"]}
    turn: dict[str, Any] = {"intent": "delete_my_data", "metadata": shown}
    out = await ask("action_delete", text="delete step 2", **turn)
    assert effects(out) == [{"type": "keep", "plan_drop": BAG}, {"type": "plan"}]
    assert effects(await ask("action_delete", text="delete it all", **turn)) == [{"type": "delete"}]


async def test_each_step_is_looked_at_in_turn(ask: Ask) -> None:
    chosen = {"chosen": CHECK, **having(DOOR, BAG)}
    (first,) = await ask("action_chosen", metadata=chosen)
    assert (first["number"], first["count"], first["step_name"]) == ("1", "2", DOOR)
    assert "check who it is" in first["line"]
    given = await ask(
        "action_deny",
        intent="deny",
        text="no",
        said_before=at(CHECK, step_name=DOOR),
        metadata=having(DOOR, BAG),
    )
    assert effects(given) == [{"type": "keep", "plan_drop": DOOR}]
    assert given[-1]["step_name"] == BAG


@pytest.mark.parametrize("intent", ["describe_feelings", "disclose_stalking", "barrier_to_help"])
async def test_how_somebody_feels_is_never_taken_for_talk_of_the_plan(
    ask: Ask, intent: str
) -> None:
    action = {
        "describe_feelings": "action_feelings",
        "disclose_stalking": "action_recognise",
        "barrier_to_help": "action_barrier",
    }[intent]
    text = "my plan is not working, i cant do this any more"
    given = await ask(action, intent=intent, text=text, metadata=having(DOOR))
    assert effects(given) == []
    assert said(given)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("how do i stay safe at home", "home"),
        ("walking home from the gym in the dark", "out"),
        ("he gets on my bus", "travel"),
        ("she turns up at the office", "work"),
        ("hes in my class", "school"),
        ("how do i stay safe at uni", "university"),
        ("what about the kids at handover", "children"),
        ("its my neighbour", "neighbours"),
        ("help me make a plan", "start"),
    ],
)
async def test_each_place_has_its_own_answer(ask: Ask, text: str, place: str) -> None:
    given = await ask("action_safety_planning", intent="ask_safety_planning", text=text)
    assert said(given) == [f"utter_safety_planning_{place}"]
