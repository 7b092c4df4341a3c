"""Another language is asked for, or written."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.unit.actions.given import effect

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]


@pytest.mark.parametrize(
    ("text", "language"),
    [("can we do this in welsh", "cy"), ("Ga i siarad Cymraeg?", "cy"), ("english please", "en")],
)
async def test_our_languages_are_changed_to(ask: Ask, text: str, language: str) -> None:
    given = await ask("action_language", intent="change_language", text=text)
    assert given[0] == effect("settings", language=language)
    assert given[1]["language"] == language


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("urdu please", "utter_language_other"),
        ("I don\u2019t speak English good. Do you have Romanian?", "utter_language_other"),
        ("change language", "utter_language_ask"),
        ("", "utter_language_ask"),
        ("English or Welsh?", "utter_language_ask"),
    ],
)
async def test_other_languages_change_nothing(ask: Ask, text: str, response: str) -> None:
    given = await ask("action_language", intent="change_language", text=text)
    assert given == [{"response": response}]


async def test_who_writes_welsh_is_met_with_who_speaks_it_then_with_a_person(ask: Ask) -> None:
    welsh = {"language": "cy", "nation": None}
    given = await ask("action_language", intent="change_language", text="be wna i", slots=welsh)
    shown = [one["custom"]["card"]["ref"] for one in given if "custom" in one]
    assert shown == ["live_fear_free", "samaritans_welsh"]
    assert given[-1] == {"response": "utter_language_typed"}
    again = await ask(
        "action_language",
        intent="change_language",
        text="be wna i",
        slots=welsh,
        said_before=[{"utter_action": "utter_language_typed"}],
    )
    assert again == [{"response": "utter_language_typed_again"}]
