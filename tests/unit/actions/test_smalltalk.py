"""Asked to say it again, not understood, fine now, a picked choice: what is said in between."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.unit.actions.given import effect

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]


async def test_clarify_says_it_again_simply_with_what_it_quoted(ask: Ask) -> None:
    said = [{"utter_action": "utter_recognising_reflect", "reflection": "they follow you"}]
    assert await ask("action_clarify", intent="clarify", said_before=said) == [
        effect("settings", style="simple"),
        {
            "response": "utter_recognising_reflect",
            "reflection": "they follow you",
            "style": "simple",
        },
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("relay what is that", "utter_police_deaf"),
        ("whats 18001 mean", "utter_police_deaf"),
        ("i dont get it", None),
        ("say that again in plain words", None),
    ],
)
async def test_clarify_explains_a_word_that_has_an_answer_of_its_own(
    ask: Ask, text: str, answer: str | None
) -> None:
    """Only where a word is asked after; else all that was said is said again simply."""
    said = [{"utter_action": "utter_recognising_four"}]
    given = await ask("action_clarify", intent="clarify", text=text, said_before=said)
    assert given == [
        effect("settings", style="simple"),
        {"response": answer}
        if answer
        else {"response": said[0]["utter_action"], "style": "simple"},
    ]


async def test_clarify_with_nothing_to_repeat_says_so(ask: Ask) -> None:
    said = [{"utter_action": "utter_recognising_reflect"}]
    assert await ask("action_clarify", intent="clarify", said_before=said) == [
        effect("settings", style="simple"),
        {"response": "utter_smalltalk_clarify"},
    ]


async def test_a_picked_choice_says_what_it_names_and_nothing_else_can(ask: Ask) -> None:
    picked = {"chosen": "utter_awareness_why"}
    assert await ask("action_chosen", metadata=picked) == [{"response": "utter_awareness_why"}]
    stranger = {"chosen": "utter_never_written"}
    assert await ask("action_chosen", metadata=stranger) == [{"response": "utter_smalltalk_affirm"}]


@pytest.mark.parametrize("before", ["utter_smalltalk_out_of_scope", "utter_smalltalk_clarify"])
async def test_not_understood_twice_offers_a_person(ask: Ask, before: str) -> None:
    said = [{"utter_action": before}]
    assert await ask("action_out_of_scope", said_before=said) == [
        {"response": "utter_smalltalk_repair"}
    ]


async def test_simple_words_that_are_not_understood_lead_to_a_person(ask: Ask) -> None:
    said = [{"utter_action": "utter_law_offence"}]
    given = await ask("action_clarify", said_before=said, slots={"style": "simple"})
    assert given[-1] == {"response": "utter_smalltalk_repair"}


async def test_fine_now_is_no_goodbye_after_violence(ask: Ask) -> None:
    told = {"heard": {"indicators": {"physical_violence": 1}}}
    given = await ask("action_goodbye", intent="goodbye", text="im fine now", metadata=told)
    assert given == [{"response": "utter_safety_danger_past"}]
    assert await ask("action_goodbye", intent="goodbye", text="im fine now, bye") == [
        {"response": "utter_smalltalk_goodbye"}
    ]
