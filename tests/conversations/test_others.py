"""People around it: friends, workers, those who worry about themselves, those who want to know."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Group, Turn, cases, talk
from tests.stack import Stack

OTHERS: Group = {
    "a friend": (
        {},
        [("my mate is being followed by her ex what can i do", "listen", "0808 802 0300")],
    ),
    "a teacher in Wales": (
        {"nation": "wales"},
        [("im a teacher, one of my pupils is being stalked, what should i do", "999")],
    ),
    "one's own behaviour": (
        {},
        [
            (
                "i cant stop checking my ex's profile and i keep texting her, i need help to stop",
                "Respect",
                "0808 802 4040",
                "-stalking is",
            )
        ],
    ),
    "something new": (
        {},
        [
            ("my ex keeps turning up outside my work", "turning up"),
            ("its got worse since yesterday, he was in my garden", "-isn't stalking"),
        ],
    ),
    "how it feels": ({}, [("im so scared and i cant sleep", "very hard", "116 123")]),
    "how dangerous he is": ({}, [("how dangerous is he, will it get worse", "-score of")]),
    "where does she live now": (
        {},
        [("how can i find out where my ex lives now", "won't help with", "-address is")],
    ),
    "training for a team": (
        {},
        [("do you do training for our staff on stalking", "Suzy Lamplugh")],
    ),
    "what stalking is, and why": (
        {},
        [("what counts as stalking", "Fixated"), ("[Is it against the law", "crime")],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(OTHERS))
async def test_people_around_it(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)
