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
    "somebody who goes on telling": (
        {},
        [
            ("my ex waits outside my work every day", "Four signs show it"),
            (
                "and he keeps messaging me all day as well",
                "Thank you for telling me more",
                "-Four signs",
            ),
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
    "something new": (
        {},
        [
            ("my ex keeps turning up outside my work", "turning up"),
            ("its got worse since yesterday, he was in my garden", "-isn't stalking"),
        ],
    ),
    "how it feels": ({}, [("im so scared and i cant sleep", "very hard", "116 123")]),
    "how dangerous he is": ({}, [("how dangerous is he, will it get worse", "-score of")]),
    "she gave him her number": (
        {},
        [("i gave him my number so its my own fault", "None of that is a promise")],
    ),
    "others have it worse": (
        {},
        [("others have it so much worse than me, im wasting your time", "for the one who has it")],
    ),
    "he is lonely": (
        {},
        [
            ("shes only lonely bless her, i feel mean", "still need them to stop"),
            ("[They threaten suicide]", "999", "Please don't go there yourself"),
        ],
    ),
    "his boss is the one": (
        {},
        [("i cant tell anyone, i would lose my job, hes the director", "0300 123 1100", "rota")],
    ),
    "she has a record": (
        {},
        [
            (
                "ive got a criminal record so the police wont care about me",
                "whatever you have done",
                "isn't the police",
            )
        ],
    ),
    "a deaf woman": (
        {},
        [("I'm deaf and the phone lines are no use to me", "999bsl.co.uk", "18001")],
    ),
    "ashamed, and in a small place": (
        {},
        [
            ("too embarrassed to say it out loud to anyone", "don't have to tell all of it"),
            (
                "i cant tell anyone, he knows everyone in this town, itd get back to him",
                "somebody outside",
            ),
        ],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(RECOGNISING))
async def test_recognising(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)
