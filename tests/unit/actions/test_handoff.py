"""Who asks for a person gets one; who asks for somebody like them, also the line of their own."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.unit.actions.given import said

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]
HERE = {"presence": {"on_shift": True}}


def _types(given: list[dict[str, Any]]) -> list[str]:
    return [one["custom"]["effect"]["type"] for one in given if "effect" in one.get("custom", {})]


def _cards(given: list[dict[str, Any]]) -> list[str]:
    return [one["custom"]["card"]["ref"] for one in given if "card" in one.get("custom", {})]


@pytest.mark.parametrize(
    "text", ["can i talk to someone real", "im gay can i talk to someone", "who can i talk to"]
)
async def test_a_person_who_is_there_is_what_they_get(ask: Ask, text: str) -> None:
    given = await ask("action_handoff", intent="talk_to_human", text=text, metadata=HERE)
    assert _types(given) == ["handoff"]
    assert said(given) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("anyone gay i can talk to", "galop"),
        ("can i speak to a muslim woman", "muslim_womens_network"),
        ("is there someone who understands my religion", "muslim_womens_network"),
        ("i want someone deaf", "signhealth"),
    ],
)
async def test_somebody_like_them_is_a_line_of_their_own(ask: Ask, text: str, line: str) -> None:
    given = await ask("action_handoff", intent="talk_to_human", text=text, metadata=HERE)
    assert line in _cards(given)
    assert said(given)[-1] == "utter_signposting_more"
    assert _types(given) == []


async def test_where_nobody_is_there_their_line_stands_with_the_answer(ask: Ask) -> None:
    given = await ask("action_handoff", intent="talk_to_human", text="im gay, get me a person")
    assert _cards(given) == ["galop"]
    assert _types(given) == ["handoff"]


async def test_whom_to_ring_where_nobody_is_there_is_told_with_services(ask: Ask) -> None:
    given = await ask("action_handoff", intent="talk_to_human", text="who can i talk to about it")
    assert said(given)[0] == "utter_signposting_intro"
    assert len(_cards(given)) == 3
