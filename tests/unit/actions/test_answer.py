"""Questions with one first answer look at what was said before and with them, as all others do."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import content
from actions.answer import FIRST
from content import differences
from tests.unit.actions.given import said
from understanding.corpus import read_topics

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]
HERE = {"presence": {"on_shift": True}}


def test_no_message_is_answered_straight_by_its_rule() -> None:
    """Only actions look at what was asked last, at an age, at "stop", and at who is talking. What
    the helpline sends itself is no message, and a charity's own topic may be as simple."""
    topics = read_topics(content.DATA.parent / "domain.yml")
    straight = [
        intent
        for intent, action in differences.rules(content.DATA)
        if action.startswith("utter_") and not intent.startswith("event_")
    ]
    assert [intent for intent in straight if intent not in topics] == []


def test_each_has_an_answer() -> None:
    ruled = {i for i, action in differences.rules(content.DATA) if action == "action_answer"}
    assert ruled == set(FIRST)


@pytest.mark.parametrize("intent", sorted(FIRST))
async def test_stop_stops(ask: Ask, intent: str) -> None:
    given = await ask("action_answer", intent=intent, text="please stop")
    assert said(given) == ["utter_smalltalk_stop"]


async def test_who_greets_with_their_age_is_spoken_to_as_that_old(ask: Ask) -> None:
    given = await ask("action_answer", intent="greet", text="hi im 14")
    assert said(given) == ["utter_arrival_young"]
    assert {"custom": {"effect": {"type": "settings", "audience": "young"}}} in given


@pytest.mark.parametrize(
    "intent",
    ["ask_tracking_device", "ask_connected_devices", "ask_account_security", "ask_online_safety"],
)
async def test_a_step_that_is_not_safe_is_left_whatever_it_was_read_as(
    ask: Ask, intent: str
) -> None:
    given = await ask(
        "action_answer",
        intent=intent,
        text="he would see that on the app",
        said_before=[{"utter_action": "utter_devices_step_remove"}],
    )
    assert said(given) == ["utter_online_safety_unsafe"]


@pytest.mark.parametrize(
    ("intent", "told"),
    [
        ("ask_tracking_device", ["tracking_device", "threat_to_harm"]),
        ("ask_image_abuse", ["image_abuse", "threat_to_harm"]),
        ("ask_account_security", ["account_intrusion", "physical_violence"]),
        ("ask_evidence", ["home_intrusion"]),
    ],
)
async def test_what_is_grave_and_told_with_a_question_is_answered_too(
    ask: Ask, intent: str, told: list[str]
) -> None:
    given = await ask("action_answer", intent=intent, indicators=told, metadata=HERE)
    assert said(given) == [FIRST[intent], "utter_risk_today_here"]


@pytest.mark.parametrize(
    ("intent", "told"),
    [
        # The answer speaks of the tracker itself, with the police and a busy place.
        ("ask_tracking_device", ["tracking_device"]),
        ("ask_spyware", ["spyware", "tracking_device"]),
        ("ask_risk", ["threat_to_harm"]),
        ("thank", ["threat_to_harm"]),
        ("ask_account_security", ["account_intrusion"]),
    ],
)
async def test_what_the_answer_says_itself_is_not_said_again(
    ask: Ask, intent: str, told: list[str]
) -> None:
    given = await ask("action_answer", intent=intent, indicators=told, metadata=HERE)
    assert said(given) == [FIRST[intent]]


async def test_who_asks_for_somebody_else_is_not_told_what_they_have_told_of_themselves(
    ask: Ask,
) -> None:
    metadata = {**HERE, "heard": {"intents": ["professional_enquiry"]}}
    given = await ask(
        "action_answer", intent="ask_image_abuse", indicators=["threat_to_harm"], metadata=metadata
    )
    assert said(given) == ["utter_images_help", "utter_professionals_today"]


@pytest.mark.parametrize(
    ("action", "intent", "text"),
    [
        ("action_contact", "ask_contact_response", "should i just pay him"),
        ("action_recognise", "disclose_stalking", "now he wants 200 quid"),
        ("action_recognise", "disclose_stalking", "she said £500 or my wife sees it"),
        ("action_out_of_scope", "out_of_scope", "i paid them already they want more"),
        ("action_law", "ask_law", "is that blackmail"),
    ],
)
async def test_money_asked_for_a_picture_has_an_answer_of_its_own(
    ask: Ask, action: str, intent: str, text: str
) -> None:
    pictures = {"heard": {"indicators": {"image_abuse": 1}}}
    given = await ask(action, intent=intent, text=text, metadata=pictures)
    assert said(given)[0] == "utter_images_money"
    # Where no picture was spoken of, it is something else.
    assert "utter_images_money" not in said(await ask(action, intent=intent, text=text))


@pytest.mark.parametrize("text", ["do i have to pay", "is it £500", "can i pay it in bits"])
async def test_a_question_about_paying_is_about_pictures_right_after_them(
    ask: Ask, text: str
) -> None:
    turn: dict[str, Any] = {"intent": "out_of_scope", "text": text}
    pictures = {"heard": {"indicators": {"image_abuse": 1}}}
    after = [{"utter_action": "utter_images_help"}]
    there = await ask("action_out_of_scope", metadata=pictures, said_before=after, **turn)
    assert said(there) == ["utter_images_money"]
    later = [{"utter_action": "utter_law_orders"}]
    elsewhere = await ask("action_out_of_scope", metadata=pictures, said_before=later, **turn)
    assert "utter_images_money" not in said(elsewhere)


@pytest.mark.parametrize(
    "text",
    [
        "do i have to pay for the order",
        "will i have to pay a solicitor",
        "i have to pay the rent on my own now",
        "does the helpline cost money",
        "do i have to pay for new locks",
        "he paid for the phone",
        "he wants money back for the deposit",
    ],
)
async def test_other_money_is_no_ransom_once_pictures_were_told_of(ask: Ask, text: str) -> None:
    pictures = {"heard": {"indicators": {"image_abuse": 3}}}
    after = [{"utter_action": "utter_images_help"}]
    given = await ask(
        "action_orders",
        intent="ask_protective_orders",
        text=text,
        metadata=pictures,
        said_before=after,
    )
    assert "utter_images_money" not in said(given)


@pytest.mark.parametrize(
    ("action", "intent"),
    [
        ("action_police", "ask_report_to_police"),
        ("action_law", "ask_law"),
        ("action_contact", "ask_contact_response"),
        ("action_orders", "ask_protective_orders"),
    ],
)
async def test_a_threat_told_with_any_of_these_questions_leads_to_today(
    ask: Ask, action: str, intent: str
) -> None:
    given = await ask(action, intent=intent, indicators=["threat_to_harm"], metadata=HERE)
    assert said(given)[-1] == "utter_risk_today_here"
    once = {**HERE, "kept": {"risk": {"threats": "told"}}}
    again = await ask(action, intent=intent, indicators=["threat_to_harm"], metadata=once)
    assert "utter_risk_today_here" not in said(again)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("he pays for my phone contract", True),
        ("my phone is in his name", True),
        ("we are still on a family plan together", True),
        ("he's still paying for my phone", True),
        ("the contract is in her name", True),
        ("i'm on his phone plan", True),
        ("we share an apple id", True),
        ("my ex still shares our netflix", False),
        ("we still share a netflix account", True),
        ("i pay for my own phone", False),
        ("he phones me at work", False),
    ],
)
async def test_a_phone_that_they_pay_for_has_an_answer_of_its_own(
    ask: Ask, text: str, shown: bool
) -> None:
    given = await ask("action_recognise", intent="disclose_stalking", text=text)
    assert ("utter_accounts_shared" in said(given)) == shown
