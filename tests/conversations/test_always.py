"""What works in the middle of everything: simpler, start again, stop, not understood."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Group, Turn, cases, talk
from tests.stack import Stack

ALWAYS: Group = {
    "simpler": (
        {},
        [
            ("i found an airtag in my bag", "Switching off Bluetooth"),
            (
                "i dont understand can you say it simpler",
                "you can leave it there",
                "-Switching off",
            ),
        ],
    ),
    "shorter, and then a person": (
        {},
        [
            ("is it against the law", "four UK nations"),
            ("too long, shorter please", "-four UK nations"),
            ("i still dont get it", "A person can help you better"),
        ],
    ),
    "start again": ({}, [("is it against the law",), ("start again", "-law")]),
    "stop in the middle of the steps": (
        {},
        [
            ("he knows all my passwords how do i change them",),
            ("[Step by step]",),
            ("stop", "We can stop here"),
        ],
    ),
    "not understood twice": (
        {},
        [
            ("whats the weather in leeds tomorrow", "may have missed"),
            ("whats the capital of france", "A person may understand you better", "-missed"),
        ],
    ),
    "another topic in the middle of the steps": (
        {},
        [
            ("he knows all my passwords how do i change them",),
            ("[Step by step]",),
            ("[I'm ready]", "your email"),
            ("is it even illegal what hes doing", "crime"),
            ("how do i secure my accounts", "warning first"),
            ("[Step by step]", "only look"),
        ],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(ALWAYS))
async def test_always(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)
