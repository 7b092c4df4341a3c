"""What was told, said back: the gravest first, with FOUR where it keeps happening; and thoughts
that many have, each with an answer of its own."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from actions.recognising import GRAVEST_FIRST, reflect
from content.languages import LANGUAGES
from understanding.names import INDICATORS

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]


@pytest.mark.parametrize(
    ("intent", "text", "indicators", "heard", "response"),
    [
        ("disclose_stalking", "hi", [], {}, "listen"),
        ("am_i_being_stalked", "is it", [], {}, "ask"),
        ("disclose_stalking", "my ex", ["former_partner"], {}, "listen"),
        ("disclose_stalking", "he came", ["loitering"], {}, "reflect_first"),
        ("disclose_stalking", "he came", ["loitering", "former_partner"], {}, "reflect_first"),
        ("disclose_stalking", "he keeps coming", ["loitering"], {}, "reflect"),
        ("disclose_stalking", "wont leave me alone", ["unwanted_contact"], {}, "reflect"),
        ("disclose_stalking", "won\u2019t stop", ["unwanted_contact"], {}, "reflect"),
        ("disclose_stalking", "both", ["loitering", "following"], {}, "reflect"),
        ("disclose_stalking", "again", ["loitering"], {"loitering": 2}, "reflect"),
        ("am_i_being_stalked", "is it", [], {"loitering": 1, "following": 1}, "reflect"),
        ("am_i_being_stalked", "is it", [], {"following": 1}, "reflect_first"),
    ],
)
async def test_what_was_told_decides_how_it_is_answered(
    ask: Ask, intent: str, text: str, indicators: list[str], heard: dict[str, int], response: str
) -> None:
    given = await ask(
        "action_recognise",
        intent=intent,
        text=text,
        indicators=indicators,
        metadata={"heard": {"indicators": heard, "messages": 3}},
    )
    assert [one["response"] for one in given] == [f"utter_recognising_{response}"]


@pytest.mark.parametrize(("incidents", "response"), [(1, "reflect_first"), (2, "reflect")])
async def test_a_second_incident_makes_it_what_keeps_happening(
    ask: Ask, incidents: int, response: str
) -> None:
    (given,) = await ask(
        "action_recognise",
        intent="disclose_stalking",
        indicators=["loitering"],
        metadata={"heard": {"indicators": {"loitering": 1}, "incidents": incidents}},
    )
    assert given["response"] == f"utter_recognising_{response}"


async def test_this_message_is_reflected_before_what_came_earlier(ask: Ask) -> None:
    (given,) = await ask(
        "action_recognise",
        intent="disclose_stalking",
        indicators=["following"],
        metadata={"heard": {"indicators": {"spyware": 1, "following": 1}}},
    )
    assert given["reflection"] == "they follow you"


def test_the_gravest_three_are_said_and_joined() -> None:
    told = ["online_monitoring", "following", "threat_to_harm", "weapon"]
    assert reflect(told, "en") == (
        "they have threatened you, or someone or something you love, "
        "they have, or talk about, a weapon, and they follow you"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_can_be_said_back(indicator: str, language: str) -> None:
    assert reflect([indicator], language)


def test_the_order_of_gravity_knows_every_indicator_once() -> None:
    assert sorted(GRAVEST_FIRST) == sorted(INDICATORS)


@pytest.mark.parametrize(
    ("heard", "card"),
    [("image_abuse", "revenge_porn_helpline"), ("former_partner", "national_domestic_abuse")],
)
async def test_what_was_told_brings_the_service_for_it(ask: Ask, heard: str, card: str) -> None:
    given = await ask("action_signpost", metadata={"heard": {"indicators": {heard: 1}}})
    refs = [one["custom"]["card"]["ref"] for one in given if "custom" in one]
    assert refs[0] == "national_stalking_helpline"
    assert card in refs
    assert len(refs) == 3
    assert given[0] == {"response": "utter_signposting_intro"}
    assert given[-1]["response"] == "utter_signposting_more"
    assert given[-1]["page"] == "1"


@pytest.mark.parametrize(
    ("action", "text", "response"),
    [
        ("action_barrier", "hes a police officer", "utter_recognising_barrier_police"),
        ("action_barrier", "my husband works for the police", "utter_recognising_barrier_police"),
        ("action_barrier", "I\u2019m a man", "utter_recognising_barrier_men"),
        ("action_barrier", "he'd out me", "utter_recognising_barrier_lgbt"),
        ("action_barrier", "im on a spouse visa", "utter_recognising_barrier_migrant"),
        ("action_barrier", "nobody would believe me", "utter_recognising_barrier_believed"),
        ("action_barrier", "my parents would kill me", "utter_recognising_barrier_honour"),
        ("action_barrier", "im deaf", "utter_obstacles_deaf"),
        ("action_barrier", "im blind", "utter_recognising_barrier_disabled"),
        ("action_barrier", "i just cant", "utter_recognising_barrier"),
        ("action_doubt", "its just banter", "utter_recognising_doubt_romance"),
        ("action_doubt", "if i ignore him", "utter_recognising_doubt_ignore"),
        ("action_doubt", "hes never hit me", "utter_recognising_doubt_violence"),
        ("action_doubt", "maybe its me", "utter_recognising_doubt"),
    ],
)
async def test_a_known_thought_has_an_answer_of_its_own(
    ask: Ask, action: str, text: str, response: str
) -> None:
    assert await ask(action, text=text) == [{"response": response}]


async def test_asked_again_whether_it_is_stalking_it_is_said_again(ask: Ask) -> None:
    given = await ask(
        "action_recognise",
        intent="am_i_being_stalked",
        text="is that stalking or am i being dramatic",
        metadata={"heard": {"indicators": {"following": 2, "unwanted_contact": 2}}},
        said_before=[{"utter_action": "utter_recognising_reflect"}],
    )
    assert [one["response"] for one in given] == ["utter_recognising_repeated"]
