"""An age that is typed instead of picked."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.unit.actions.given import effect

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]


AGE = [{"utter_action": "utter_arrival_age"}]


@pytest.mark.parametrize("action", ["action_about", "action_recognise", "action_out_of_scope"])
@pytest.mark.parametrize(
    ("text", "response", "audience"),
    [
        ("12", "utter_arrival_child", "young"),
        ("im 13", "utter_arrival_young", "young"),
        ("17 nearly 18", None, None),
        ("I'm 17.", "utter_arrival_young", "young"),
        ("18", "utter_arrival_adult", "adult"),
        ("im 72 years old", "utter_arrival_adult", "adult"),
        ("im an adult", "utter_arrival_adult", "adult"),
        ("over 18", "utter_arrival_adult", "adult"),
        ("in my fifties love", "utter_arrival_adult", "adult"),
        ("under 18", "utter_arrival_young", "young"),
        ("year 9", "utter_arrival_young", "young"),
        ("I’m under 13", "utter_arrival_child", "young"),
        ("he rang 40 times last night and again", None, None),
    ],
)
async def test_an_age_that_was_asked_for_may_be_typed(
    ask: Ask, action: str, text: str, response: str | None, audience: str | None
) -> None:
    given = await ask(action, text=text, intent="out_of_scope", said_before=AGE)
    if response is None:
        assert not any(one.get("response", "").startswith("utter_arrival_c") for one in given)
        assert effect("settings", audience="young") not in given
    else:
        assert given == [
            effect("settings", audience=audience),
            {"response": response, "audience": audience},
        ]


@pytest.mark.parametrize(
    ("text", "audience", "response"),
    [
        ("im 14", "adult", "utter_arrival_young"),
        ("hi i am 11 years old", "adult", "utter_arrival_child"),
        ("im 14", "young", None),
        ("im 41", "young", "utter_arrival_adult"),
        ("im 41", "adult", None),
        ("im 14 and he is 19", "adult", None),
        ("im on 14 pills", "adult", None),
    ],
)
async def test_an_age_said_unasked_counts_where_it_changes_who_is_spoken_to(
    ask: Ask, text: str, audience: str, response: str | None
) -> None:
    given = await ask(
        "action_out_of_scope",
        text=text,
        intent="out_of_scope",
        slots={"audience": audience, "nation": None, "language": "en", "style": "standard"},
    )
    said = [one["response"] for one in given if "response" in one]
    assert said == [response] if response else not any("utter_arrival" in one for one in said)


async def test_a_number_that_nobody_asked_for_is_no_age(ask: Ask) -> None:
    given = await ask("action_out_of_scope", text="15", intent="out_of_scope")
    assert given == [{"response": "utter_smalltalk_out_of_scope"}]
