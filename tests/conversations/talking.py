"""Whole conversations, written down as what is said and what must come back.

A turn is `("what they write", "words", "that", "must be read")`. `[label]` picks a choice instead
of writing. `-word` must not be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.conversations.person import Person
from tests.stack import Stack

Turn = tuple[str, ...]
#: Conversations by a name that says who talks: what their page said of them, and the turns.
Group = Mapping[str, tuple[dict[str, str], list[Turn]]]


def cases(group: Group) -> list[object]:
    """A test for each conversation, under its name."""
    return [pytest.param(hello, turns, id=name) for name, (hello, turns) in group.items()]


async def talk(stack: Stack, turns: Sequence[Turn], **hello: str) -> Person:
    """Has the conversation from the welcome on; fails naming the turn that went wrong."""
    async with Person(stack.public, **hello) as person:
        await person.answer()
        for said, *wanted in turns:
            if said.startswith("["):
                await person.choose(said.strip("[]"))
            else:
                await person.say(said)
            answer = await person.answer("assistant", "service")
            for words in wanted:
                unwanted = words.startswith("-")
                found = words.removeprefix("-").casefold() in answer.casefold()
                assert found != unwanted, f"after {said!r}: {words!r} in {answer!r}"
        return person
