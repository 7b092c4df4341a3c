"""People around it: friends, parents, workers, those who worry about themselves."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Group, Turn, cases, talk
from tests.stack import Stack

YOUNG = {"audience": "young"}

SUPPORTERS: Group = {
    "a brother who asks for her, message by message": (
        {},
        [
            ("worried about my sister, her ex is parked outside hers every night", "have you"),
            ("she says its fine and hes just sad", "hard to stand by", "-You are not overreacting"),
            ("what if he hurts her", "You don't need their leave", "-I can't measure it"),
        ],
    ),
    "a friend, then what to say, and that it wears her down too": (
        {},
        [
            ("my mate is being followed by her ex what can i do", "listen", "0808 802 0300"),
            ("[What do I say]", "leave silences", "It's not your fault"),
            ("[What can I do]", "Tell nobody their address"),
            ("[And how are you]", "wears you down too", "116 123"),
        ],
    ),
    "a friend who won't report": (
        {},
        [
            (
                "my friend is being followed by her ex and she wont tell anyone",
                "Pushing can make them hide it",
            ),
            ("[When it is urgent]", "don't need their leave", "asking about it does no harm"),
        ],
    ),
    "a father whose daughter is followed": (
        {},
        [
            (
                "our daughter, shes nineteen, has a lad waiting outside her halls every night",
                "You're not in trouble",
                "0808 800 5000",
            ),
            ("[Talk to the school]", "person in charge of safeguarding"),
            ("[If they still don't act]", "You can go to the police at any time"),
        ],
    ),
    "somebody who would have a word with him": (
        {},
        [
            (
                "should i confront my sisters stalker and have a word with him",
                "often makes it worse",
                "-good idea",
            )
        ],
    ),
    "a boy of fifteen whose friend is followed": (
        YOUNG,
        [
            ("my best mates ex wont leave her alone what do i do", "0800 1111"),
            ("[What do I say]", "Please don't promise to keep it secret"),
        ],
    ),
    "a mother whose son does it": (
        {},
        [
            (
                "i think my son is stalking his ex and i dont know what to do",
                "You are not to blame",
                "0808 802 4040",
                "don't carry messages",
            ),
            ("[What can I say]", "once, calmly"),
        ],
    ),
}

PROFESSIONALS: Group = {
    "a teacher in Wales": (
        {"nation": "wales"},
        [
            (
                "im a teacher, one of my pupils is being stalked, what should i do",
                "999",
                "duty to report a child at risk",
            ),
            ("[When somebody tells me]", "In this order", "what you must pass on"),
            ("[May I share it]", "Consent is not needed where a child is at risk"),
        ],
    ),
    "a GP": (
        {"nation": "england"},
        [
            (
                "I'm a GP and a patient has told me her ex is following her. What should I do?",
                "Seen alone",
                "shared account",
            ),
            ("[How is risk assessed]", "S-DASH", "none predicts", "-your score"),
        ],
    ),
    "HR, and the one who does it works there as well": (
        {},
        [
            ("hr manager here, an employee is being stalked", "Believe them", "rota"),
            ("[It is a colleague]", "can put them in danger", "0300 123 1100"),
        ],
    ),
    "a social worker in Northern Ireland": (
        {"nation": "northern_ireland"},
        [
            (
                "im a social worker, a mum on my caseload is being stalked, whats good practice",
                "Gateway team",
            ),
            ("[Child contact]", "A child should never carry messages"),
        ],
    ),
    "a police officer": (
        {"nation": "england"},
        [
            (
                "PC on response, first stalking job, what should I be asking her",
                "27 September 2024",
                "before you speak to the suspect",
            )
        ],
    ),
    "somebody picks their role": (
        {"nation": "scotland"},
        [
            (
                "i run a choir and one of our members is being stalked, what's my duty",
                "0800 820 2427",
            ),
            ("[What fits my role]", "Which is closest"),
            ("[Other roles]",),
            ("[Those who do it]", "Respect", "Nobody claims a cure"),
        ],
    ),
}

OWN_BEHAVIOUR: Group = {
    "a man who drives past her house, and what he asks next": (
        {},
        [
            ("i think im the problem. i drive past my exs house every night", "0808 802 4040"),
            ("i just want to see if shes ok", "like being watched", "-speak to someone today"),
            ("if i could just explain to her once", "Respect", "-Men, where it is"),
            ("would the police arrest me", "you can stop today", "-reference number"),
        ],
    ),
    "cannot stop, then an urge, and a last message": (
        {},
        [
            (
                "i cant stop checking my ex's profile and i keep texting her, i need help to stop",
                "Respect",
                "0808 802 4040",
                "-stalking is",
            ),
            ("[When the urge comes]", "like a wave", "-her profile"),
            ("[How it is for them]", "being watched", "owe you no answer"),
            ("[I want to say sorry]", "an apology is contact too"),
            ("[Who can I talk to]", "you are not told off"),
        ],
    ),
    "where do I get help": (
        {"nation": "england"},
        [
            ("i keep messaging my ex and i cant stop", "0808 802 4040"),
            # The line for them and those for anybody; none for whom it is done to.
            (
                "where do i get help",
                "Respect Phoneline",
                "They are there for people who worry about what they do.",
                "116 123",
                "-0808 802 0300",
                "-0808 2000 247",
            ),
            ("who else can help me", "Respect is the line that I know", "-0808 802 0300"),
            ("she wont text me back", "you can stop today", "-You've told me"),
            (
                "can someone contact me",
                "Respect Phoneline is for people",
                "-would you like to begin",
            ),
            ("i miss her so much i cant sleep", "none of it has to become a message"),
            ("ok bye", "Each day without contact counts", "-0808 802 0300"),
        ],
    ),
    "it was the other way round": (
        {"nation": "england"},
        [
            ("i keep messaging my ex and i cant stop", "0808 802 4040"),
            ("[Who can I talk to]", "you are not told off"),
            ("[Someone does it to me]", "from here on I answer you as that"),
            ("where do i get help", "0808 802 0300", "-Respect Phoneline"),
        ],
    ),
    "it is done to them after all, told plainly": (
        {"nation": "england"},
        [
            ("i keep messaging my ex and i cant stop", "0808 802 4040"),
            ("its him who follows me home every night", "they follow you"),
            ("where do i get help", "0808 802 0300", "-Respect Phoneline"),
        ],
    ),
    "has been cautioned": (
        {},
        [
            (
                "i got a police caution for it and i still went back on thursday",
                "you can stop today",
                "keep to all of it",
            )
        ],
    ),
    "a boy of sixteen": (
        YOUNG,
        [
            (
                "i keep going past a girls house and she says its creepy, how do i stop",
                "guts",
                "0800 1111",
            )
        ],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(SUPPORTERS))
async def test_people_around_it(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)


@pytest.mark.parametrize(("hello", "turns"), cases(PROFESSIONALS))
async def test_workers(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)


@pytest.mark.parametrize(("hello", "turns"), cases(OWN_BEHAVIOUR))
async def test_ones_own_behaviour(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)


async def test_a_person_is_asked_for_by_both_sides_and_the_lines_are_not_mixed_up(
    unstaffed: Stack,
) -> None:
    turns: list[Turn] = [
        ("i keep messaging my ex and i cant stop", "0808 802 4040"),
        (
            "[Talk to a person]",
            "we won't put you in a queue",
            "Respect Phoneline is for people worried about what they do",
            "-0808 802 0300",
            "-ask a service to contact you",
        ),
        ("[Someone does it to me]", "it is not your fault"),
        ("[Talk to a person]", "we won't put you in a queue", "0808 802 0300", "-Respect"),
    ]
    await talk(unstaffed, turns)
