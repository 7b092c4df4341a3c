"""Telling, doubting, and why it is hard to tell: what is said back."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Group, Turn, cases, talk
from tests.stack import Stack

RECOGNISING: Group = {
    "one thing, then yes it was more than once, in Scotland": (
        {"nation": "scotland"},
        [
            ("he turned up outside my gym", "turning up", "more than once"),
            ("yes", "sounds like stalking", "In Scotland", "Scotland) Act 2010"),
        ],
    ),
    "am I overreacting": (
        {},
        [
            ("am i just overreacting about all this", "not overreacting", "not your fault"),
            ("yes", "Fixated"),
        ],
    ),
    "it is sweet really": (
        {},
        [
            (
                "he sends flowers every day its sweet really i should be flattered",
                "romantic",
                "welcome to you",
            )
        ],
    ),
    "he never hit me": (
        {},
        [
            (
                "he's never hit me so im probably making a fuss",
                "Nobody has to be hit",
                "alarm and distress",
            )
        ],
    ),
    "ignoring it": ({}, [("if i just ignore it itll stop wont it. i feel silly", "many carry on")]),
    "a man": (
        {},
        [
            (
                "i cant tell anyone, im a bloke, men dont get stalked",
                "Men are stalked too",
                "0808 801 0327",
            )
        ],
    ),
    "a gay man who is not out": (
        {},
        [
            (
                "i cant tell anyone about this, im gay and not out and he says he'll tell everyone",
                "Galop",
                "You decide who knows",
            )
        ],
    ),
    "a woman on a spouse visa in Wales": (
        {"nation": "wales"},
        [
            (
                "i cant report him, my visa depends on him and id be deported",
                "In Wales",
                "0808 80 10 800",
            )
        ],
    ),
    "he is a police officer": (
        {},
        [
            (
                "i cant tell anyone hes a police officer they all know him",
                "that station",
                "colleagues",
            )
        ],
    ),
    "family honour": (
        {},
        [
            (
                "i cant tell anyone its about family honour, my family would disown me",
                "Karma Nirvana",
                "999",
            )
        ],
    ),
    "a wheelchair user whose carer it is": (
        {},
        [("i cant tell anyone because hes my carer and im in a wheelchair", "your care", "18001")],
    ),
    "told before and not believed": (
        {},
        [
            (
                "whats the point telling anyone, nobody will believe me, police did nothing",
                "stalking lead",
            )
        ],
    ),
    "chooses why it is hard": (
        {},
        [
            ("i just cant tell anyone", "your choice whom you tell"),
            ("[Because of who I am]", "every kind"),
            ("[I'm LGBT+]", "Galop"),
        ],
    ),
    "why do they do it": (
        {},
        [
            ("what is stalking", "Fixated"),
            ("why do they do it",),
        ],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(RECOGNISING))
async def test_recognising(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)
