"""Six more people, for as long as they would really stay; what was wrong is held to here."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Group, Turn, cases, talk
from tests.stack import Stack

AGE = ("yes its safe", "How old are you")
#: Never said to somebody who told nothing of the kind.
NOT_TOLD = ("-have threatened you", "-pretend to be you", "-children are being drawn")

SIX: Group = {
    "a boy of fifteen": (
        {"audience": "young"},
        [
            ("yes", "How old are you"),
            ("15", "don't contact your parents"),
            ("yh", "What's going on for you"),
            (
                "a girl from my school messages me all day and night, she wont stop",
                "sounds like stalking",
                "0800 1111",
            ),
            ("she turned up at my football training and at my house", "turning up"),
            ("everyone says im lucky cos shes fit", "not your fault"),
            # To hurt oneself is no threat to him, and is not said back as one.
            (
                "she said shell hurt herself if i dont reply",
                "harm or kill themselves",
                "-have threatened you",
                "talk to someone today",
            ),
            # Nothing new was told: "today" is not said again.
            ("i feel bad for her tho", "still want it to stop", "-today, too"),
            ("can i block her", "Blocking is your choice", "Screenshot things first"),
            ("i dont want my mum and dad to know", "You choose what you say"),
            # Nobody is there: whom else one can write to, and not only that nobody is.
            ("is there anyone i can text", "85258", "Childline has an online chat", "-queue"),
            ("what do i do if shes outside school", "safeguarding lead"),
            ("ok thanks", "0800 1111"),
        ],
    ),
    "a man whose colleague does it": (
        {"nation": "england"},
        [
            AGE,
            ("42", "no right way to begin"),
            (
                "A colleague follows me around at work and leaves notes on my car every day.",
                "they follow you",
                "sounds like stalking",
            ),
            ("She turns up outside my house at the weekend.", "same pattern"),
            ("Nobody will believe a man over a woman.", "Men are stalked too"),
            ("What can my employer do about it?", "An employer has a duty", "can be noticed"),
            # Not the same answer twice running.
            ("Should I just leave my job?", "0300 123 1100", "-Work is a place where many"),
            ("How do I keep evidence of it?", "a found log could put you at risk"),
            ("Can I get an order against a colleague?", "a colleague or a stranger", "injunction"),
            # Asked for a line, he gets lines, and not once more that men are stalked too.
            ("Is there a helpline for men?", "They are there for men.", "-Men are stalked too"),
            ("I feel sick every morning before work.", "very hard to live with"),
            ("Thank you, that is enough for today.", "fine to stop here"),
        ],
    ),
    "somebody who cleans, and comes from Poland": (
        {"nation": "england"},
        [
            ("hello my english not so good", "interpreters", "simpler English"),
            ("he follow me home every day after work", "sounds like stalking", *NOT_TOLD),
            ("he wait for me at bus stop", "turning up", *NOT_TOLD),
            ("police will ask me papers?", "not the same as reporting", "rightsofwomen.org.uk"),
            ("is crime in england this?", "Yes. In England, stalking has been a crime"),
            ("how i go home safe", "can be noticed", "go where people are and call 999"),
            ("i scared", "It is not your fault"),
            ("who can help me in polish", "interpreters", "-Paladin"),
            ("who can help me", "0808 802 0300", "24 hours"),
            ("thank you bye", "Goodbye"),
        ],
    ),
    "a lady of eighty-one in the country": (
        {"nation": "wales"},
        [
            AGE,
            ("I am 81", "no right way to begin"),
            ("My nephew comes to my house every day and looks in at the windows.", "serious"),
            ("He follows me when I go to the shop.", "they follow you"),
            (
                "He came into my house last week when I was out.",
                "got into a place that is yours",
                "talk to someone today",
                "0808 80 10 800",
                "-children are being drawn",
            ),
            ("My neighbour says that I am imagining it.", "You are not overreacting"),
            ("I do not want to make a fuss.", "0808 802 0300", "-You can tell me as much"),
            ("How can I stay safe at home?", "begin with what nobody sees"),
            # She asks for a line, and does not want this chat in Welsh.
            (
                "Is there somebody I could ring who speaks Welsh?",
                "You can speak Welsh there.",
                "0808 80 10 800",
                "-Wrth gwrs",
            ),
            ("Who helps older people?", "0808 808 8141", "They are there for older people."),
            ("How do I report it to the police?", "in Welsh 0808 80 10 800"),
            ("Thank you, goodbye.", "Goodbye"),
        ],
    ),
    "a trans student": (
        {"nation": "scotland"},
        [
            AGE,
            ("19", "no right way to begin"),
            ("my ex keeps following me around campus", "sounds like stalking"),
            ("he made a fake profile of me with my old name", "pretend to be you", "same pattern"),
            ("i dont trust the police", "closes no door", "-Someone who knows your worry"),
            (
                "im scared they wont believe me because im trans",
                "You decide who knows about you",
                "0800 999 5428",
            ),
            ("am i overreacting", "You are not overreacting"),
            ("what can the uni do", "Report and Support", "can be noticed"),
            ("how do i get the fake account taken down", "copies come first"),
            (
                "is there anyone trans i can talk to",
                "0800 999 5428",
                "They are there for LGBT+ people.",
                "-won't put you in a queue",
            ),
            ("whats a non harassment order", "without the police", "5 years"),
            ("ok ty", "welcome"),
        ],
    ),
    "the mother of a girl of thirteen": (
        {"nation": "england"},
        [
            AGE,
            ("over 18", "no right way to begin"),
            (
                "im worried about my daughter, shes being stalked",
                "You're not in trouble",
                "0808 800 5000",
                "-hard to see that in someone you love",
            ),
            # A grown man who goes after a girl of thirteen: her safety first, in a fixed message.
            (
                "a man online keeps messaging her and he knows what school she goes to",
                "If a child is being hurt or is in danger now, call 999",
                "0808 800 5000",
                "-You've told me that they contact you",
            ),
            ("should i message him and tell him to stop", "often makes it worse"),
            ("should i delete the app from her phone", "the proof with it"),
            ("will the police take her phone", "how long they need your phone"),
            ("what do i say to her", "Most of it is listening", "-Blocking is your choice"),
            ("what should i tell the school", "safeguarding lead"),
            ("she doesnt want me to report it", "the choice is best left with them"),
            ("who can help my daughter with this", "0808 800 5000", "24 hours"),
            ("thank you", "welcome"),
        ],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(SIX))
async def test_read_as_each_of_them_would(
    unstaffed: Stack, hello: dict[str, str], turns: list[Turn]
) -> None:
    await talk(unstaffed, turns, **hello)


TODAY: Group = {
    "a sister, and hands around a neck": (
        {"nation": "england"},
        [
            ("im worried about my sister, her ex is stalking her", "0808 802 0300"),
            (
                "he strangled her last year and these days he waits outside her flat",
                "what is being done to them",
                "A doctor or nurse can check them",
                "talk to someone today about what they go through",
                "The services above answer day and night",
                "-You've told me",
            ),
            ("yes", "ask them before each of these"),
        ],
    ),
    "who can help, told with violence": (
        {"nation": "england"},
        [
            (
                "he hit me twice last month, who can help me with this",
                "reason enough to talk to someone today",
                "0808 802 0300",
                "24 hours",
            ),
        ],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(TODAY))
async def test_what_is_grave_leads_to_today_in_the_words_that_fit(
    unstaffed: Stack, hello: dict[str, str], turns: list[Turn]
) -> None:
    await talk(unstaffed, turns, **hello)


async def test_a_phone_that_they_pay_for_is_spoken_of(unstaffed: Stack) -> None:
    turns: list[Turn] = [
        ("he pays for my phone contract", "codes sent by text", "Leaving it is noticed"),
        ("[Go through my accounts]", "First we only look"),
    ]
    await talk(unstaffed, turns)
