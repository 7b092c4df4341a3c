"""What was told is remembered: over a talk far longer than the engine's memory, and over a turn in
which a fixed message answered and the engine was not asked."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Group, Turn, cases, talk
from tests.stack import Stack

AGE = ("yes its safe", "How old are you")
FOUR_IN_FULL = "-Four signs show it"

LONG: Group = {
    "twenty-seven messages of somebody in Scotland": (
        {"nation": "scotland"},
        [
            AGE,
            ("34", "no right way to begin"),
            (
                "my ex follows me home from work every day and keeps messaging me",
                "they follow you",
                "sounds like stalking",
                "Four signs show it",
            ),
            ("i want to refer myself", "Would you like to begin"),
            ("yes", "What would you like the worker to call you"),
            ("call me Jo", "You have told me this already"),
            ("stop for now", "Nothing was sent"),
            ("how can i stay safe at home", "can be noticed"),
            ("[Step by step]", "lock up while you are in"),
            ("[Put it in my plan]", "A neighbour"),
            ("[Put it in my plan]", "a room that locks"),
            ("how do i keep evidence", "a found log could put you at risk", "step 3 of 5"),
            ("is it against the law", "In Scotland, stalking has been a crime"),
            ("what will the police do", "Police Scotland"),
            ("who can help me", "Action Against Stalking"),
            ("i feel sick all the time", "very hard to live with"),
            ("am i overreacting", "You are not overreacting"),
            ("can i get an order", "non-harassment order"),
            ("should i block him", "Blocking is your choice"),
            # Far more than the engine remembers has passed: it is the same pattern still, and the
            # four signs are not explained to them once more.
            ("he was outside my house again last night", "same pattern", FOUR_IN_FULL),
            ("how do i find a tracker", "taking a tracker away"),
            ("he sent flowers to my work again", "things you don't want", FOUR_IN_FULL),
            ("am i being stalked", "sounds like stalking", "In Scotland", FOUR_IN_FULL),
            ("show my plan", "lock up while I'm in", "A neighbour I trust"),
            # Their name is not asked for again, and what they told first is not lost.
            (
                "lets carry on with the form",
                "my ex follows me home from work every day",
                "-What would you like the worker to call you",
            ),
            ("[Put them in]", "They are in your form"),
            ("stop for now", "Nothing was sent"),
        ],
    ),
    "a brother who stays a brother": (
        {"nation": "england"},
        [
            AGE,
            ("52", "no right way to begin"),
            ("my sisters ex keeps following her home from work", "It is good that they have you"),
            ("he turns up at her gym as well", "what is being done to them"),
            ("what should i say to her", "Words that help"),
            ("is it against the law", "stalking has been a crime"),
            ("what will the police do", "lead"),
            ("how does she keep evidence", "a found log"),
            ("can she get an order", "Stalking Protection Order"),
            ("who can help her", "0808 802 0300"),
            ("i feel so worried all the time", "Carrying this with somebody"),
            ("he was at her door again last night", "good that they have you", "-told me that"),
            ("what should i do", "-sounds like stalking", "-your own fear"),
        ],
    ),
}

AFTER_DANGER: Group = {
    "what was told with it": (
        {"nation": "england"},
        [
            ("he put a tracker on my car and hes outside my door with a knife", "call 999"),
            (
                "hes gone now. am i being stalked",
                "a weapon",
                "tracking where you go",
                "sounds like stalking",
            ),
        ],
    ),
    "an age, on the page for adults": (
        {"audience": "adult", "nation": "england"},
        [
            AGE,
            (
                "im 15 and my ex keeps following me home from school",
                "they try to tell you first",
                "If there's an adult you trust",
            ),
            ("who can help me", "0800 1111", "They are there for young people."),
            ("what can i do about it", "pick what feels right", "safeguarding lead"),
        ],
    ),
    "who it is about": (
        {"nation": "england"},
        [
            ("my friends ex is outside her house with a knife right now", "call 999"),
            (
                "he follows her everywhere",
                "what is being done to them",
                "Please talk to someone today about what they go through",
                "-told me that they follow you",
            ),
        ],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(LONG))
async def test_a_talk_far_longer_than_the_engines_memory(
    unstaffed: Stack, hello: dict[str, str], turns: list[Turn]
) -> None:
    await talk(unstaffed, turns, **hello)


@pytest.mark.parametrize(("hello", "turns"), cases(AFTER_DANGER))
async def test_what_was_told_with_danger_is_known_afterwards(
    unstaffed: Stack, hello: dict[str, str], turns: list[Turn]
) -> None:
    await talk(unstaffed, turns, **hello)
