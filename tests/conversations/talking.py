"""Whole conversations, written down as what is said and what must come back.

A turn is `("what they write", "words", "that", "must be read")`. `[label]` picks a choice instead
of writing. `-word` must not be read.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.conversations.person import Person
from tests.stack import Stack

Turn = tuple[str, ...]


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
