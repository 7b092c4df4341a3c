"""Please talk to someone today: also where it is told of somebody else, or with a question, and in
the words of whoever is talking."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import content
from content import topics
from tests.unit.actions.given import said

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]
HERE = {"presence": {"on_shift": True}}
SUPPORTER, WORKER, OWN = "supporter_concern", "professional_enquiry", "own_behaviour_concern"
GRAVE = sorted({one for topic in topics.load(content.DATA).values() for one in topic.at_once})


def _effects(given: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    found = [one["custom"].get("effect", {}) for one in given if "custom" in one]
    return [one for one in found if one.get("type") == kind]


def _cards(given: list[dict[str, Any]]) -> list[str]:
    return [one["custom"]["card"]["ref"] for one in given if "card" in one.get("custom", {})]


@pytest.mark.parametrize("indicator", GRAVE)
async def test_told_of_somebody_else_it_leads_to_today_in_their_words(
    ask: Ask, indicator: str
) -> None:
    turn = {"intent": SUPPORTER, "text": "he does it to her", "indicators": [indicator]}
    here = await ask("action_supporter", metadata=HERE, **turn)
    assert said(here) == ["utter_supporters_heard", "utter_supporters_today_here"]
    gone = await ask("action_supporter", **turn)
    assert said(gone) == ["utter_supporters_heard", "utter_supporters_today_closed"]
    assert len(_cards(gone)) == 2
    (kept,) = _effects(gone, "keep")
    again = await ask("action_supporter", metadata={"kept": {"risk": kept["risk"]}}, **turn)
    assert said(again) == ["utter_recognising_supporter"]


async def test_a_question_of_a_supporter_keeps_its_answer(ask: Ask) -> None:
    given = await ask(
        "action_supporter",
        intent=SUPPORTER,
        text="he hit her. what do i say to her",
        indicators=["physical_violence"],
        metadata=HERE,
    )
    assert said(given) == ["utter_supporters_listen", "utter_supporters_today_here"]


async def test_hands_around_her_neck_are_named_and_the_brief_says_nothing_of_the_visitor(
    ask: Ask,
) -> None:
    given = await ask(
        "action_supporter",
        intent=SUPPORTER,
        text="my sister says he strangled her",
        indicators=["physical_violence"],
        metadata=HERE,
    )
    assert said(given) == [
        "utter_supporters_heard", "utter_supporters_neck", "utter_supporters_today_here"
    ]  # fmt: skip
    assert _effects(given, "urgency") == []


async def test_what_a_supporter_tells_next_is_not_taken_for_their_own(ask: Ask) -> None:
    given = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text="he strangled her last year and now he waits outside her flat",
        indicators=["physical_violence", "loitering"],
        metadata={**HERE, "heard": {"intents": [SUPPORTER, "disclose_stalking"]}},
    )
    assert said(given)[0] == "utter_supporters_heard"
    assert said(given)[-1] == "utter_supporters_today_here"


@pytest.mark.parametrize("text", ["he strangled me too", "he says hell kill me for helping her"])
async def test_who_is_hurt_as_well_gets_the_words_for_that(ask: Ask, text: str) -> None:
    given = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text=text,
        indicators=["physical_violence", "threat_to_harm"],
        metadata={**HERE, "heard": {"intents": [SUPPORTER]}},
    )
    assert said(given)[-1] == "utter_risk_today_here"


@pytest.mark.parametrize(
    "text",
    [
        "my daughter's boyfriend hit her and has a knife, who can i ring",
        "our client is being stalked by a man with a knife, who can help",
        "my best friend is being followed by her ex who has a knife, who can help her",
    ],
)
async def test_whom_it_is_told_of_is_in_the_words(ask: Ask, text: str) -> None:
    given = await ask(
        "action_signpost", intent="ask_support_services", text=text, indicators=["weapon"]
    )
    assert said(given)[0] == "utter_supporters_today_services"
    assert len(_cards(given)) == 3


@pytest.mark.parametrize("indicator", GRAVE)
async def test_told_with_who_can_help_it_leads_to_today_above_the_services(
    ask: Ask, indicator: str
) -> None:
    turn = {"intent": "ask_support_services", "indicators": [indicator]}
    given = await ask("action_signpost", text="he did it again, who can help me", **turn)
    assert said(given) == [
        "utter_signposting_today", "utter_signposting_more"
    ]  # fmt: skip
    assert len(_cards(given)) == 3
    (kept,) = _effects(given, "keep")
    again = await ask(
        "action_signpost", text="who else", metadata={"kept": {"risk": kept["risk"]}}, **turn
    )
    assert said(again)[0] == "utter_signposting_intro"


async def test_who_cannot_speak_still_reads_how(ask: Ask) -> None:
    given = await ask(
        "action_signpost",
        intent="ask_support_services",
        text="he strangled me and i cant talk on the phone who can i text",
        indicators=["physical_violence"],
    )
    assert said(given)[:3] == [
        "utter_risk_said_strangled", "utter_signposting_today", "utter_signposting_quiet"
    ]  # fmt: skip


async def test_a_worker_is_told_to_act_today(ask: Ask) -> None:
    given = await ask(
        "action_professional",
        intent=WORKER,
        text="a pupil of mine is being followed and he threatened to stab her",
        indicators=["threat_to_harm"],
    )
    assert said(given)[-1] == "utter_professionals_today"
    assert _cards(given) == []


async def test_who_worries_about_what_they_do_is_sent_nowhere_with_it(ask: Ask) -> None:
    """A threat of theirs is the sentinel's; the words for victims would be wrong."""
    given = await ask(
        "action_own_behaviour", intent=OWN, text="i hit her", indicators=["physical_violence"]
    )
    assert said(given) == ["utter_recognising_own_behaviour"]
    assert _effects(given, "keep") == []
