"""Plain words lead where they are meant to lead, and nowhere near it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.unit.actions.given import said

Ask = Callable[..., Awaitable[Any]]

PRIVACY = "utter_privacy_who_can_see"
NEIGHBOURS = "utter_safety_planning_neighbours"


@pytest.mark.parametrize("text", ["can anyone see this?", "has anyone read it", "can someone see"])
async def test_who_reads_this_chat_is_a_question_about_this_chat(ask: Ask, text: str) -> None:
    assert said(await ask("action_answer", intent="ask_confidentiality", text=text)) == [PRIVACY]
    assert said(await ask("action_police", intent="ask_report_to_police", text=text))[0] == PRIVACY


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("ask_location_sharing", "can someone see where my phone is"),
        ("ask_social_media_privacy", "can anyone see my friends list"),
        ("ask_spyware", "can somebody see my screen from their phone"),
    ],
)
async def test_who_sees_a_place_or_a_post_is_another_question(
    ask: Ask, intent: str, text: str
) -> None:
    assert PRIVACY not in said(await ask("action_answer", intent=intent, text=text))


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("council say its a neighbour dispute", True),
        ("my neighbour again, the council does nothing", True),
        ("my landlord wont change the locks and he still has a key", False),
        ("housing say nothing can be done about my ex", False),
    ],
)
async def test_a_landlord_is_no_neighbour(ask: Ask, text: str, theirs: bool) -> None:
    given = said(await ask("action_answer", intent="ask_evidence", text=text))
    assert (NEIGHBOURS in given) is theirs


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("how do i turn that off", False),
        ("how do i get this off the screen", True),
        ("how do i shut this chat off", True),
        ("how do i turn this page off", True),
    ],
)
async def test_what_is_before_their_eyes_is_this_page(ask: Ask, text: str, leaves: bool) -> None:
    """After an answer about a phone too: the way out is still offered."""
    last = {"utter_action": "utter_location_sharing_check"}
    given = await ask(
        "action_safe_exit", intent="safe_exit", sure=0.6, text=text, said_before=[last]
    )
    assert ("utter_location_sharing_step_plan" in str(given)) is not leaves
    assert ("safe_exit" in str(given)) is leaves
