"""Which question comes next, and what is done with an answer."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import content
from actions.referral_form import ASK, WHY
from content.files import read_mapping

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]
NOWHERE = {"nation": None}


def step(do: str, **fields: str) -> dict[str, Any]:
    return {"custom": {"effect": {"type": "self_referral", "do": do, **fields}}}


def say(name: str) -> dict[str, Any]:
    return {"response": name}


def form(taken: str, **state: Any) -> dict[str, Any]:
    return {"self_referral": {"taken": taken, "answered": [], "status": "asking", **state}}


def test_questions_and_reasons_are_those_of_the_form() -> None:
    written = read_mapping(content.DATA / "self_referral" / "form.yml")["form"]["questions"]
    assert list(ASK) == list(WHY) == [one["id"] for one in written]


async def test_it_says_what_it_is_before_it_asks(ask: Ask) -> None:
    assert await ask("action_self_refer", intent="self_refer") == [
        say("utter_self_referral_how"),
        step("offer"),
    ]


@pytest.mark.parametrize(
    ("state", "given"),
    [
        ({"case": "new"}, [step("status")]),
        ({"status": "review"}, [step("review")]),
        (
            {"status": "paused", "step": "children", "answered": ["name", "happening"]},
            [say("utter_self_referral_ask_children"), step("ask", part="children")],
        ),
        (
            {"status": "paused", "step": "name", "answered": ["name", "nation"]},
            [say("utter_self_referral_ask_happening"), step("ask", part="happening")],
        ),
    ],
)
async def test_who_asks_again_goes_on_where_they_were(
    ask: Ask, state: dict[str, Any], given: list[dict[str, Any]]
) -> None:
    metadata = {"self_referral": {"answered": [], **state}}
    assert await ask("action_self_refer", intent="self_refer", metadata=metadata) == given


@pytest.mark.parametrize(
    ("taken", "state", "given"),
    [
        ("answer", {"step": "name"}, [step("keep", part="name"), say(ASK["happening"])]),
        ("skip", {"step": "name"}, [step("skip", part="name"), say(ASK["happening"])]),
        ("why", {"step": "at_risk"}, [say(WHY["at_risk"]), step("ask", part="at_risk")]),
        ("stop", {"step": "at_risk"}, [say("utter_self_referral_paused"), step("pause")]),
        ("story", {"step": "name"}, [step("tell"), say("utter_self_referral_put_there")]),
        ("back", {"step": "children", "answered": ["name", "at_risk"]}, [say(ASK["at_risk"])]),
        (
            "answer",
            {"step": "happening"},
            [step("keep", part="happening"), say("utter_self_referral_more")],
        ),
        ("done", {"step": "happening"}, [step("review")]),
        ("answer", {"step": "access", "answered": list(ASK)}, [step("keep", part="access")]),
        (
            "begin",
            {"step": None, "told": True, "answered": ["name"]},
            [step("show_told"), step("ask", part="happening")],
        ),
        (
            "told",
            {"step": "happening"},
            [step("fill", part="happening"), say("utter_self_referral_put_in")],
        ),
        ("untell=2", {"step": "happening"}, [step("untell", value="2")]),
        (
            "clear=name",
            {"step": "at_risk", "answered": ["name", "happening"]},
            [
                step("clear", part="name"),
                say("utter_self_referral_taken_out"),
                say(ASK["at_risk"]),
            ],
        ),
        (
            "clear=name",
            {"step": "name", "told": True},
            [step("clear", part="name"), say("utter_self_referral_taken_out"), step("show_told")],
        ),
        ("clear=name", {"status": "review"}, [step("clear", part="name"), step("review")]),
        ("withdraw", {"case": "open"}, [say("utter_self_referral_withdraw")]),
        ("withdraw_sure", {"case": "open"}, [step("withdraw")]),
        ("withdraw", {"case": "withdrawn"}, [say("utter_self_referral_withdrawn")]),
        ("withdraw", {}, [say("utter_self_referral_paused"), step("pause")]),
        ("change", {"case": "open"}, [step("review")]),
        ("answer", {"case": "open", "step": "name"}, [step("status")]),
    ],
)
async def test_a_step(
    ask: Ask, taken: str, state: dict[str, Any], given: list[dict[str, Any]]
) -> None:
    done = await ask("action_self_referral", metadata=form(taken, **state))
    assert done[: len(given)] == given


async def test_a_step_of_the_plan_is_taken_out_though_it_sounds_like_a_wish_to_be_referred(
    ask: Ask,
) -> None:
    given = await ask(
        "action_self_refer",
        intent="self_refer",
        text="take out number 1",
        metadata={"kept": {"plan": ["utter_safety_planning_step_home_door"]}},
        said_before=[{"utter_action": "utter_safety_planning_check"}],
    )
    assert [one["custom"]["effect"]["type"] for one in given] == ["keep", "plan"]


async def test_the_last_answer_leads_to_the_whole(ask: Ask) -> None:
    answered = [one for one in ASK if one != "access"]
    done = await ask(
        "action_self_referral", metadata=form("answer", step="access", answered=answered)
    )
    assert done == [step("keep", part="access"), step("review")]


@pytest.mark.parametrize(
    ("typed", "nation"),
    [("i live in wales", "wales"), ("Northern Ireland", "northern_ireland"), ("the moon", None)],
)
async def test_a_nation_that_is_typed_is_known_from_then_on(
    ask: Ask, typed: str, nation: str | None
) -> None:
    done = await ask(
        "action_self_referral", text=typed, slots=NOWHERE, metadata=form("answer", step="nation")
    )
    settings = {"custom": {"effect": {"type": "settings", "nation": nation}}}
    assert done[0] == step("keep", part="nation")
    assert (settings in done) == (nation is not None)


async def test_without_a_phone_nobody_is_asked_about_voicemail(ask: Ask) -> None:
    for typed, skipped in (("robin@example.org", True), ("07700 900123", False)):
        done = await ask(
            "action_self_referral", text=typed, metadata=form("answer", step="contact_how")
        )
        assert (step("skip", part="voicemail") in done) == skipped


async def test_without_a_way_to_be_reached_nothing_is_asked_about_it(ask: Ask) -> None:
    done = await ask("action_self_referral", metadata=form("skip", step="contact_how"))
    skipped = {
        one["custom"]["effect"]["part"]
        for one in done
        if one.get("custom", {}).get("effect", {}).get("do") == "skip"
    }
    assert skipped == {"contact_how", "contact_when", "voicemail", "code_word", "contact_never"}
    assert say("utter_self_referral_no_contact") in done
