"""Staying safe, place by place, and a plan of one's own: built, shown, changed, kept or not."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person
from tests.conversations.talking import Turn, talk
from tests.stack import Stack

YOUNG = {"audience": "young"}
MINE = "My safety plan"
MARK = "(may be noticed)"

PLACES: dict[str, tuple[dict[str, str], list[Turn]]] = {
    "home: a warning first, then steps, then a plan": (
        {},
        [
            (
                "how can i stay safe in my house",
                "can be noticed",
                "one by one",
            ),
            ("[Step by step]", "lock up while you are in"),
            ("yeah that fits", "A neighbour"),
            ("not for me my neighbours talk", "a room that locks"),
            ("[Put it in my plan]", "This one can be noticed"),
            ("[Put it in my plan]", "can be found"),
            ("hed notice", "leave that one out"),
            ("[Show my plan]", MINE, "check who it is", "safe room", MARK, "-A neighbour I trust"),
        ],
    ),
    "out and about": (
        {},
        [
            ("any tips for walking home from the gym in the dark", "where the people are", "999"),
            ("[Step by step]", "code word"),
            ("ok yes", "not home, but where people are"),
        ],
    ),
    "on the bus": (
        {},
        [
            ("what can i do to stay safe on the bus to town", "buses, trains", "999"),
            ("[Step by step]", "near the driver"),
            ("[Not for me]", "people at that hour"),
        ],
    ),
    "work, and what an employer owes, in Northern Ireland": (
        {"nation": "northern_ireland"},
        [
            ("how can i be safe at work when he comes to the office", "duty to look after"),
            ("[My rights at work]", "Labour Relations Agency", "03300 555 300", "-0300 123 1100"),
            ("[Step by step]", "one person at work"),
        ],
    ),
    "school, at fifteen": (
        YOUNG,
        [
            ("how do i stay safe at school when hes in my class", "safeguarding lead", "0800 1111"),
            ("[Step by step]", "Who could it be that you tell"),
            ("ms okafor maybe so yeah", "office"),
        ],
    ),
    "university": (
        {},
        [
            ("how do i stay safe at uni hes in my halls", "student services"),
            ("[Step by step]", "before you say any name"),
        ],
    ),
    "children, and contact": (
        {},
        [
            ("how do i keep the kids safe at handover", "a court order may say"),
            ("[Step by step]", "who may collect them"),
            ("yes", "never theirs to protect you"),
            ("yes", "where people are"),
            ("yes", "Ask a solicitor"),
        ],
    ),
    "a neighbour": (
        {},
        [
            ("how do i stay safe its my neighbour he lives next door", "you can't just stay away"),
            ("[Step by step]", "write down what happens"),
        ],
    ),
    "which place, when none was named": (
        {},
        [
            ("help me make a safety plan", "can be noticed", "least safe"),
            ("[More places]", "Which one"),
            ("[More places]", "closest"),
            ("[Children or neighbours]", "closest"),
            ("[Show my plan]", "nothing in your plan yet"),
        ],
    ),
    "left in the middle for the law, and gone on with": (
        {},
        [
            ("how can i stay safe at home", "can be noticed"),
            ("[Step by step]", "lock up"),
            ("yes", "A neighbour"),
            ("is it a crime what shes doing", "We were at step 2 of 5: being safer at home"),
            ("lets carry on", "A neighbour"),
            ("nope", "a room that locks"),
        ],
    ),
}


@pytest.mark.parametrize(
    ("hello", "turns"),
    [pytest.param(hello, turns, id=name) for name, (hello, turns) in PLACES.items()],
)
async def test_staying_safe(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)


MADE: list[Turn] = [
    ("how can i stay safe at home", "can be noticed"),
    ("[Step by step]", "lock up"),
    ("[Put it in my plan]", "A neighbour"),
    ("[Put it in my plan]", "a room that locks"),
    ("[Show my plan]", MINE, "check who it is", "A neighbour I trust"),
]


async def test_a_plan_is_changed_step_by_step_and_by_number(staffed: Stack) -> None:
    said: list[Turn] = [
        *MADE,
        ("[Change it]", "Step 1 of 2", "check who it is"),
        ("[Leave it in]", "Step 2 of 2", "A neighbour I trust"),
        ("no", MINE, "check who it is", "-A neighbour I trust"),
        ("delete step 1", "nothing in your plan"),
    ]
    await talk(staffed, said)


@pytest.mark.parametrize("said", ["take out number 1", "Take the first one out please"])
async def test_a_step_is_taken_out_whatever_the_words_sound_like(staffed: Stack, said: str) -> None:
    """Such words sound like a wish about one's details; with the plan on the screen they are
    about the plan."""
    turns: list[Turn] = [*MADE, (said, MINE, "-check who it is", "A neighbour I trust")]
    await talk(staffed, turns)


async def test_a_plan_is_kept_with_return_words_if_they_ask(staffed: Stack) -> None:
    person = await talk(
        staffed,
        [
            *MADE,
            ("can you print my plan", "don't print it"),
            ("[Keep it]", "return words", "can be found"),
        ],
    )
    async with Person(staffed.public, token=person.token, after=0) as again:
        await again.settled()
        await again.choose("Show my return words")
        words = (await again.until(lambda frame: frame["type"] == "words"))["words"]
        await again.send({"type": "exit"})
    async with Person(staffed.public, words=words) as back:
        await back.settled()
        await back.say("yes")
        await back.answer("assistant")
        await back.say("show me my plan again")
        assert "A neighbour I trust" in await back.answer("assistant")


async def test_without_asking_the_plan_does_not_come_back(staffed: Stack) -> None:
    person = await talk(staffed, MADE)
    async with Person(staffed.public, token=person.token, after=0) as again:
        await again.settled()
        await again.send({"type": "words"})
        words = (await again.until(lambda frame: frame["type"] == "words"))["words"]
        await again.send({"type": "exit"})
    async with Person(staffed.public, words=words) as back:
        await back.settled()
        await back.say("yes")
        await back.answer("assistant")
        await back.say("show me my safety plan")
        assert "A neighbour I trust" not in await back.answer("assistant")
