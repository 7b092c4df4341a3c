"""Somebody asks who can see this: the trained assistant names both ways in which words are read
unasked.
"""

from __future__ import annotations

import pytest

from tests.conversations.person import Person
from tests.stack import Stack


@pytest.mark.parametrize(
    ("hello", "words"),
    [
        ({}, "can be seen at once by senior workers and the worker in your chat"),
        ({"audience": "young"}, "can see that message straight away"),
    ],
)
async def test_who_can_see_this_is_answered_with_both_exceptions(
    staffed: Stack, hello: dict[str, str], words: str
) -> None:
    async with Person(staffed.public, **hello) as visitor:
        await visitor.answer()
        await visitor.say("will anyone see what i write here")
        answer = await visitor.answer("assistant")
    assert "only if you agree" in answer
    assert words in answer
    assert "a senior worker can open your chat without asking" in answer
    assert "told unless that isn't safe" in answer
