"""How urgent it is, as people answer: in their own words, half, sideways, and by stopping."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person
from tests.conversations.talking import Turn, talk
from tests.stack import Stack

YOUNG = {"audience": "young"}
BEGIN: list[Turn] = [
    ("how dangerous is he, will it get worse", "your own fear", "-score of"),
    ("[Look at it together]", "no score", "safe right now"),
]

ASKED: dict[str, tuple[dict[str, str], list[Turn]]] = {
    "a yes is answered with today and a person, and so is the next one, shorter": (
        {},
        [
            *BEGIN,
            ("yeah im safe for now", "How frightened"),
            ("terrified tbh", "talk to someone today", "is here now", "see and change"),
            ("no not yet", "hinted", "-frightened does"),
            ("[A pet was hurt]", "animal you love", "talk to someone today, too"),
            ("ok", "hurt you or somebody else"),
        ],
    ),
    "what was told is not asked again": (
        {},
        [
            ("my ex keeps waiting outside my work and he messages my mum", "stalking"),
            ("[How urgent is it?]", "safe right now"),
            ("[Safe for now]", "won't ask about that again", "talk to someone today"),
            ("[Go on here]", "How frightened"),
            ("skip", "hinted"),
            ("skip that", "hurt you"),
            ("nah", "around a neck"),
            ("no", "set fire", "-Where do they turn up"),
            ("nope", "Risk can change", "-Whom else"),
        ],
    ),
    "answers in their own words, and one of them to another question": (
        {},
        [
            *BEGIN,
            ("safe yes", "How frightened"),
            ("i cant sleep im so scared of him", "talk to someone today"),
            ("[Go on here]", "hinted"),
            ("no but he follows me home most days", "own words", "today"),
            ("yes go on", "hurt you or somebody else"),
        ],
    ),
    "a way out at each question": (
        {},
        [
            *BEGIN,
            ("[Safe for now]", "How frightened"),
            ("stop", "stop here", "won't ask anything more"),
        ],
    ),
    "not safe where they are": (
        {},
        [*BEGIN, ("no", "999", "can't send anyone")],
    ),
    "another topic in the middle, and back": (
        {},
        [
            *BEGIN,
            ("yes", "How frightened"),
            ("skip", "hinted"),
            (
                "hang on is it even illegal what hes doing",
                "crime",
                "We were talking about how urgent this is",
            ),
            ("how do i keep evidence", "-We were talking about"),
            ("where were we", "hinted"),
            ("[No, or skip]", "hurt you"),
        ],
    ),
    "a girl of fifteen: being under eighteen is a reason by itself": (
        YOUNG,
        [
            ("is he dangerous do you think", "Childline"),
            ("[Yes]", "not a test"),
            ("yh", "How scared"),
            *[("skip", "")] * 10,
            ("skip", "harder for you"),
            ("skip", "talk to someone today", "0800 1111", "not the person you're worried about"),
        ],
    ),
    "in simple words": (
        {},
        [
            *BEGIN,
            ("yes", "How frightened"),
            ("i dont understand can you say it simpler", "How scared are you", "-other signs"),
            ("very", "talk to someone today"),
        ],
    ),
    "told in passing, and grave: today at once, and the question of how often is not lost": (
        {},
        [
            (
                "he said hed kill my dog if i dont go back to him",
                "your choice whom you tell",
                "talk to someone today",
            ),
            ("no thanks not now", "your choice", "the same day"),
            ("[Look at it together]", "safe right now"),
        ],
    ),
    "something new after the questions": (
        {},
        [
            *BEGIN,
            ("yes", "How frightened"),
            ("skip", "hinted"),
            ("stop", "stop here"),
            ("he came to my gym again yesterday", "turning up", "talk to someone today"),
        ],
    ),
    "it got worse: asked again what was skipped": (
        {},
        [
            *BEGIN,
            ("yes", "How frightened"),
            ("skip", "hinted"),
            ("stop", "stop here"),
            ("its got worse since last week", "getting worse", "talk to someone today"),
            ("[Go on here]", "safe right now"),
            ("yes", "won't ask about that again", "today"),
            ("[Go on here]", "How frightened"),
        ],
    ),
    "threats, told while doubting oneself": (
        {},
        [
            (
                "am i overreacting he said he'd smash my face in if i see anyone else",
                "today",
            ),
        ],
    ),
}


@pytest.mark.parametrize(
    ("hello", "turns"),
    [pytest.param(hello, turns, id=name) for name, (hello, turns) in ASKED.items()],
)
async def test_how_urgent_it_is(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)


async def test_a_yes_to_the_offer_is_a_place_in_the_queue(staffed: Stack) -> None:
    said: list[Turn] = [
        *BEGIN,
        ("yes", "How frightened"),
        ("[I'm very frightened]", "take seriously", "Would you like to talk to them"),
    ]
    person = await talk(staffed, said)
    async with Person(staffed.public, token=person.token, after=0) as again:
        await again.settled()
        await again.say("yes please")
        await again.until(lambda frame: frame["type"] == "owner" and frame["owner"] == "waiting")


async def test_where_nobody_is_there_what_is_open_is_named(unstaffed: Stack) -> None:
    said: list[Turn] = [
        *BEGIN,
        ("yes", "How frightened"),
        (
            "[I'm very frightened]",
            "won't put you in a queue",
            "24 hours",
            "101",
            "-is here now",
        ),
        ("yes", "hinted"),
    ]
    await talk(unstaffed, said, nation="england")


async def test_who_comes_back_is_asked_what_has_changed(staffed: Stack) -> None:
    first = await talk(staffed, [("he keeps following me home", "follow you")])
    async with Person(staffed.public, token=first.token, after=0) as person:
        await person.settled()
        await person.send({"type": "words"})
        words = (await person.until(lambda frame: frame["type"] == "words"))["words"]
        await person.send({"type": "exit"})
    async with Person(staffed.public, words=words) as back:
        await back.settled()
        await back.say("yes its safe")
        assert "has something changed" in await back.answer("assistant")
        await back.say("yeah he got in my garden last night")
        answer = await back.answer("assistant")
        assert "today" in answer
