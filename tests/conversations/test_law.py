"""The law and the orders of a court, by nation, as people ask about them."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Group, Turn, cases, talk
from tests.stack import Stack

YOUNG = {"audience": "young"}

LAW: Group = {
    "in England, then what has to be shown, and the sentence": (
        {"nation": "england"},
        [
            ("is it actually illegal what hes doing", "In England", "10 years"),
            ("[More about the law]", "one part at a time"),
            ("[What has to be shown]", "feared violence at least twice", "-Scotland"),
            ("[How long in prison]", "I can't say what this person would get", "10 years"),
            ("yes", "Stalking Protection Order"),
        ],
    ),
    "in Northern Ireland, through to the court": (
        {"nation": "northern_ireland"},
        [
            ("is stalking a crime here", "Protection from Stalking Act"),
            ("[More about the law]",),
            ("[What happens in court]", "can't question you in person"),
            ("[My rights on the way]", "ASSIST NI"),
            ("[Words for a complaint]", "in writing"),
        ],
    ),
    "asks straight out what he would get, in Scotland": (
        {"nation": "scotland"},
        [
            ("how many yrs would he even get for this, prison?", "up to 5 years", "In Scotland"),
            ("no", "one part at a time"),
            ("[Online and pictures]", "Sharing an intimate picture", "copies"),
        ],
    ),
    "they call it harassment, she calls it stalking": (
        {},
        [
            (
                "police reckon its harassment not stalking whats the difference between "
                "harassment and stalking",
                "Stalking adds the fixation",
                "Have you looked at it as stalking?",
            ),
        ],
    ),
    "because he is trans": (
        {"nation": "wales"},
        [
            (
                "would it be a hate crime as well because she goes on about me being trans",
                "In Wales",
                "note the words they used",
            ),
            ("yes pls", "every kind"),
            ("[I'm LGBT+]", "Galop"),
        ],
    ),
    "whether the law has changed": (
        {"nation": "england"},
        [
            (
                "has the law changed this year on stalking",
                "Crime and Policing Act 2026",
                "I can't confirm",
            ),
            ("[Find out who it is]", "Trying it yourself can put you in danger"),
        ],
    ),
    "a girl whose pictures he has": (
        YOUNG,
        [
            (
                "is it a crime if he sends my nudes round",
                "never your fault",
                "Report Remove",
                "0800 1111",
            )
        ],
    ),
}

ORDERS: Group = {
    "to have him stopped by law": (
        {"nation": "england"},
        [
            ("how do i get him to stop legally", "Stalking Protection Order", "-crime of its own"),
            ("[Orders I can ask for]", "non-molestation order"),
            ("whats a restraining order", "restraining order", "-I may have missed"),
        ],
    ),
    "a Stalking Protection Order in Scotland": (
        {"nation": "scotland"},
        [
            ("is it illegal", "Scotland) Act 2010"),
            (
                "can i get a stalking protection order",
                "Scotland has no Stalking Protection Order",
                "non-harassment order",
            ),
            ("[Orders I can ask for]", "without the police", "08088 010 789"),
            ("[If it is broken]", "arrest without a warrant", "101"),
        ],
    ),
    "an order against a neighbour, in England, and what it costs": (
        {"nation": "england"},
        [
            ("can a court make him stay away from me", "Stalking Protection Order"),
            ("how do i get an injunction on a neighbour, is it dear", "a stranger", "FLOWS"),
            ("[Before it is served]", "plan", "Will my address be on the papers"),
            ("[Back to orders]", "In England"),
        ],
    ),
    "he ignores the order": (
        {"nation": "wales"},
        [
            (
                "he just ignores the order, is it only a bit of paper",
                "not only a bit of paper",
                "5 years",
                "999",
            ),
            ("[If police don't act]", "In Wales", "Victims' Right to Review"),
        ],
    ),
    "he was found not guilty": (
        {"nation": "england"},
        [
            (
                "he got off, found not guilty, can the judge still order him to keep away",
                "not guilty",
                "I'd like a restraining order",
            )
        ],
    ),
    "who asks for it, in Northern Ireland": (
        {"nation": "northern_ireland"},
        [("who applies for the SPO, me or the police?", "October 2023", "interim", "3 days")],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(LAW))
async def test_the_law(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)


@pytest.mark.parametrize(("hello", "turns"), cases(ORDERS))
async def test_orders(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)
