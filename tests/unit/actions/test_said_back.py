"""Nobody is told that they have said what they have not; and a telling is not taken for a no."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.unit.actions.given import said

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]
CLOSED = [{"utter_action": "utter_risk_today_closed", "next": "utter_risk_begin"}]


@pytest.mark.parametrize(
    ("text", "read", "words"),
    [
        ("he said no one would believe me over him", "sexual_violence", "sexually"),
        ("he pays for my phone contract", "proxy_helpers", "other people"),
        ("he take photo of me", "image_abuse", "private pictures"),
        ("how much does it cost", "breach_of_order", "broken an order"),
    ],
)
async def test_a_grave_sign_without_a_word_for_it_is_not_said_back(
    ask: Ask, text: str, read: str, words: str
) -> None:
    turn = {"intent": "disclose_stalking", "text": text}
    given = await ask("action_recognise", indicators=[read, "loitering"], **turn)
    assert words not in str(given)
    assert "turning up" in str(given)
    # Alone, it says nothing back; it counts all the same.
    assert words not in str(await ask("action_recognise", indicators=[read], **turn))


@pytest.mark.parametrize(
    ("text", "read", "words"),
    [
        ("he forced me to have sex with him", "sexual_violence", "sexually"),
        ("his mates keep ringing me for him", "proxy_helpers", "other people"),
        ("she says shell send the pics to everyone", "image_abuse", "private pictures"),
        ("hes broke his bail again", "breach_of_order", "broken an order"),
    ],
)
async def test_with_a_word_for_it_it_is(ask: Ask, text: str, read: str, words: str) -> None:
    given = await ask("action_recognise", intent="disclose_stalking", text=text, indicators=[read])
    assert words in str(given)


@pytest.mark.parametrize(
    ("intent", "text"),
    [("deny", "he touch me and i say no"), ("unsure", "i do not have a smart phone you see")],
)
@pytest.mark.parametrize("before", [CLOSED, [{"utter_action": "utter_recognising_feelings"}]])
async def test_a_telling_is_not_taken_for_a_no(
    ask: Ask, intent: str, text: str, before: list[dict[str, str]]
) -> None:
    given = await ask(f"action_{intent}", intent=intent, text=text, said_before=before)
    assert not {"utter_risk_later", "utter_smalltalk_deny", "utter_smalltalk_unsure"} & {
        *said(given)
    }


@pytest.mark.parametrize("text", ["no", "no thanks not now", "not now", "nah im ok with that"])
async def test_a_no_is_a_no(ask: Ask, text: str) -> None:
    given = await ask("action_deny", intent="deny", text=text, said_before=CLOSED)
    assert said(given) == ["utter_risk_later"]


async def test_today_is_said_short_where_it_was_just_said(ask: Ask) -> None:
    given = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text="he has a knife as well",
        indicators=["weapon"],
        said_before=CLOSED,
    )
    assert said(given)[-1] == "utter_risk_today_more"
    assert "card" not in str(given)


async def test_an_ear_is_in_other_words_the_second_time(ask: Ask) -> None:
    given = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text="and he knows my timetable",
        said_before=[{"utter_action": "utter_recognising_listen"}],
    )
    assert said(given) == ["utter_recognising_go_on"]


async def test_to_hurt_oneself_is_not_said_back_as_a_threat_to_others(ask: Ask) -> None:
    signs = ["threat_to_harm", "threat_of_suicide"]
    only = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text="she said shell hurt herself if i dont reply",
        indicators=signs,
    )
    assert any("harm or kill themselves" in one.get("reflection", "") for one in only)
    assert not any("threatened you" in one.get("reflection", "") for one in only)
    both = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text="he says hell kill me and then kill himself",
        indicators=signs,
    )
    assert any("threatened you" in one.get("reflection", "") for one in both)


async def test_what_was_told_before_does_not_say_today_with_something_else(ask: Ask) -> None:
    """Once "today" was said, only what this very message tells says it again."""
    kept = {"risk": {"threats": "told"}}
    heard = {"indicators": {"threat_of_suicide": 1, "loitering": 2}}
    given = await ask(
        "action_doubt",
        intent="doubt_or_self_blame",
        text="i feel bad for her tho",
        metadata={"kept": kept, "heard": heard},
    )
    assert not [one for one in given if "today" in one.get("response", "")]


async def test_a_grave_sign_that_was_plainly_told_before_is_said_back(ask: Ask) -> None:
    """Also of a message that a fixed message answered: the helpline has looked at its words."""
    turn = {"intent": "am_i_being_stalked", "text": "am i being stalked"}
    heard = {"indicators": {"tracking_device": 1, "sexual_violence": 1}}
    told = {"heard": {**heard, "plainly": ["tracking_device"]}}
    given = str(await ask("action_recognise", metadata=told, **turn))
    assert "tracking where you go" in given
    assert "sexually" not in given
    unsure = str(await ask("action_recognise", metadata={"heard": heard}, **turn))
    assert "tracking where you go" not in unsure
