"""Arriving: is it safe, how old are you, who reads this."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Group, Turn, cases, talk
from tests.stack import Stack

HOME = ("[yes]", "how old are you")
YOUNG = {"audience": "young"}

ARRIVAL: Group = {
    "an adult who is asked what is safe and how old they are": (
        {},
        [HOME, ("[18 or over]", "no right way to begin"), ("my ex keeps ringing me", "stalking")],
    ),
    "a girl of fourteen on a page for adults": (
        {},
        [
            HOME,
            (
                "[13 to 17]",
                "I don't know your name or where you are",
                "Nobody reads this unless you say yes",
                "if someone could be badly hurt",
                "don't contact your parents",
                "safe adult, not the person you're worried about",
            ),
            ("[Yes, that's OK]", "any way you like"),
            ("who can i talk to", "Childline"),
        ],
    ),
    "a child of eleven may stay": (
        {},
        [
            HOME,
            ("[Under 13]", "You can talk here too", "safe adult", "0800 1111"),
            ("ok", "any way"),
        ],
    ),
    "somebody types the age": ({}, [HOME, ("im 15", "don't contact your parents")]),
    "somebody of seventy types the age": (
        YOUNG,
        [HOME, ("72", "no right way to begin"), ("who can help me", "0808 802 0300")],
    ),
    "somebody who would rather not say": (
        {},
        [HOME, ("id rather not say", "What has brought you")],
    ),
    "a young person who does not agree": (
        YOUNG,
        [HOME, ("[13 to 17]",), ("no", "without telling me anything", "0800 1111")],
    ),
    "it is not safe to chat": (
        {},
        [
            ("no he's in the next room", "999"),
        ],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(ARRIVAL))
async def test_arriving(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)
