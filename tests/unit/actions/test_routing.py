"""Within an intent, the part of it that somebody asks about has an answer of its own."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import content
import content.responses
from actions import (
    awareness,
    doubts,
    law,
    obstacles,
    own_behaviour,
    police,
    professionals,
    supporters,
)
from actions.routing import first
from actions.wordings import joined, topics

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]

TOPICS = {
    "action_law": (law.LAW, "utter_law_offence"),
    "action_orders": (law.ORDERS, "utter_law_orders"),
    "action_police": (police.POLICE, "utter_police_report"),
    "action_doubt": (doubts.DOUBTS, "utter_recognising_doubt"),
    "action_barrier": (obstacles.BARRIERS, "utter_recognising_barrier"),
    "action_supporter": (supporters.SUPPORTERS, "utter_recognising_supporter"),
    "action_professional": (professionals.PROFESSIONALS, "utter_recognising_professional"),
    "action_own_behaviour": (own_behaviour.OWN_BEHAVIOUR, "utter_recognising_own_behaviour"),
    "action_what_is_stalking": (awareness.WHAT, "utter_awareness_what_is_stalking"),
    "action_awareness": (awareness.AWARENESS, "utter_awareness_resources"),
}


@pytest.mark.parametrize(
    ("action", "text", "answer"),
    [
        ("action_law", "is that even legal", "utter_law_offence"),
        ("action_law", "max penalty?", "utter_law_sentence"),
        ("action_law", "what is 2A in normal english", "utter_law_counts"),
        ("action_law", "will he be tried by a jury", "utter_law_court"),
        ("action_law", "can i use clares law", "utter_police_past"),
        ("action_orders", "restraining order", "utter_law_orders"),
        ("action_orders", "is liking my photos a breach", "utter_orders_broken"),
        ("action_orders", "non mol how", "utter_orders_yourself"),
        ("action_orders", "what\u2019s an SPO", "utter_orders_police_led"),
        ("action_police", "shall i ring 101", "utter_police_report"),
        ("action_police", "they didn\u2019t take me seriously", "utter_police_no_action"),
        ("action_police", "i can\u2019t speak, he is next to me", "utter_police_quiet"),
        ("action_police", "would they tell him", "utter_police_afraid"),
        ("action_police", "will they ask about my visa", "utter_recognising_barrier_migrant"),
        ("action_police", "how long in prison would she get", "utter_law_sentence"),
        ("action_police", "he's a police officer", "utter_recognising_barrier_police"),
    ],
)
async def test_the_part_that_is_asked_about(ask: Ask, action: str, text: str, answer: str) -> None:
    assert await ask(action, text=text) == [{"response": answer}]


@pytest.mark.parametrize("action", TOPICS)
async def test_without_a_part_the_first_answer(ask: Ask, action: str) -> None:
    assert await ask(action, text="…") == [{"response": TOPICS[action][1]}]


@pytest.mark.parametrize(
    ("action", "label"),
    [("action_police", "What happens then?"), ("action_orders", "If it is broken")],
)
async def test_a_picked_choice_leads_where_it_says_whatever_its_words(
    ask: Ask, action: str, label: str
) -> None:
    """The helpline sends the label as the text; only what was written is looked at."""
    written = await ask(action, text=label)
    picked = await ask(action, text=label, metadata={"chosen": ""})
    assert picked == [{"response": TOPICS[action][1]}]
    assert written != picked


@pytest.mark.parametrize("action", TOPICS)
def test_each_part_has_words(action: str) -> None:
    names = content.responses.load(content.DATA).names()
    assert {name for _, name in TOPICS[action][0]} <= set(names)


def test_the_first_that_fits_counts_in_any_case_and_with_either_apostrophe() -> None:
    schemes, orders = topics("law", "by_name"), topics("law", "orders")
    assert first(schemes, "CLARE\u2019S LAW?") == "utter_police_past"
    assert first(schemes, "eclairs law") is None
    both = "he broke the order, and clares law"
    assert first(joined(schemes, orders), both) == "utter_police_past"
    assert first(joined(orders, schemes), both) == "utter_orders_broken"
