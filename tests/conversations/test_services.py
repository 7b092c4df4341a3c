"""Who can help: by place, by who somebody is, quietly, and more of them."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Group, Turn, cases, talk
from tests.stack import Stack

SERVICES: Group = {
    "who can help in Scotland": (
        {"nation": "scotland"},
        [("who can i ring about this", "0800 820 2427", "0808 802 0300")],
    ),
    "somebody in Scotland on an English charity's page": (
        {"nation": "england"},
        [
            ("who can help me in scotland", "0800 820 2427"),
            ("is it illegal what he does", "Scotland", "-Protection from Harassment Act"),
        ],
    ),
    "an ex in Scotland moves nobody there": (
        {"nation": "england"},
        [
            ("my ex lives in scotland and keeps ringing me", "taking this seriously"),
            ("who can help me", "0808 802 0300", "-0800 820 2427"),
        ],
    ),
    "more, and quietly": (
        {"nation": "england"},
        [
            ("who can help me", "0808 802 0300", "24 hours"),
            ("[Show me more]", "-You don't have to sort this out alone"),
            ("[Text or chat instead]", "85258", "can be overheard"),
        ],
    ),
    "for a man": (
        {"nation": "england"},
        [
            (
                "who helps men with this, im a man",
                "Men's Advice Line",
                "They are there for men.",
                "0808 802 0300",
                "They know stalking.",
            )
        ],
    ),
    "somebody who cannot speak on the phone": (
        {"nation": "england"},
        [
            (
                "who can help, i cant talk on the phone",
                "You don't have to speak",
                "85258",
                "24 hours",
                "-Paladin",
            ),
            ("[Show me more]", "-Shout", "-Paladin"),
        ],
    ),
    "which way of reaching them is safest": (
        {"nation": "england"},
        [
            (
                "is it safer to ring them or chat online",
                "can be overheard",
                "leave a trace",
                "Face to face leaves none",
            ),
            ("does the number come up on the bill", "may show on a shared bill"),
        ],
    ),
    "asks for writing in the middle of it, in Wales": (
        {"nation": "wales"},
        [
            ("who can i ring about this", "0808 80 10 800"),
            ("[Text or chat instead]", "leave a trace"),
            ("[Show me those]", "07860 077333", "You can write there instead"),
        ],
    ),
    "in the middle of the night, in Scotland": (
        {"nation": "scotland"},
        [
            (
                "is any helpline open in the middle of the night",
                "answer day and night",
                "0800 027 1234",
            )
        ],
    ),
    "for a mother of eighty-one": (
        {"nation": "england"},
        [("who helps older people, mum is 81", "Hourglass", "They are there for older people.")],
    ),
    "for Muslim women": (
        {"nation": "england"},
        [("any helpline for muslim women", "0800 999 5786", "community and faith")],
    ),
    "being called back, in Northern Ireland": (
        {"nation": "northern_ireland"},
        [
            (
                "can someone from a service contact me, i want to refer myself",
                "You can ask to be contacted",
                "At the end you see all of it",
            )
        ],
    ),
    "in Welsh": ({}, [("can i speak welsh", "Gymraeg", "0808 80 10 800")]),
    "in Urdu, in Wales": (
        {"nation": "wales"},
        [("do you speak urdu", "I only have English", "0808 80 10 800")],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(SERVICES))
async def test_who_can_help(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)


#: Who somebody is, or who does it to them, in words of their own; and the line that must be named.
WAYS: dict[str, tuple[dict[str, str], str, tuple[str, ...]]] = {
    "LGBT+": (
        {},
        "0800 999 5428",
        (
            "anyone gay i can talk to",
            "is there a helpline for queer people",
            "i'm trans who would help me",
            "can i talk to a lesbian about this",
            "need someone whos lgbt friendly to help",
        ),
    ),
    "men": (
        {"nation": "england"},
        "0808 801 0327",
        (
            "who helps blokes",
            "im a fella is there anyone i can ring",
            "is there a helpline for male victims",
        ),
    ),
    "men, wherever they live": (
        {},
        "01823 334 244",
        ("who helps men", "who helps guys with this", "who can a man call about this, im a man"),
    ),
    "faith and background": (
        {},
        "0800 999 5786",
        (
            "is there help for muslim girls",
            "i need someone who understands my religion",
            "who helps asian women with this",
            "any help for sikh women being stalked",
        ),
    ),
    "family honour": (
        {},
        "0800 5999 247",
        (
            "is there support for honour based abuse",
            "my family say ive brought shame who can help me",
            "is there a helpline about forced marriage",
        ),
    ),
    "Deaf": (
        {},
        "999bsl.co.uk",
        (
            "who can help a deaf person",
            "i use bsl who can i contact",
            "i cant hear on the phone is there a service for me",
        ),
    ),
    "older": (
        {},
        "0808 808 8141",
        (
            "im 78 is there anyone for older folk",
            "who can help an old lady like me",
            "is there a helpline for elderly people",
        ),
    ),
    "young, on a page for adults": (
        {},
        "0800 1111",
        ("anywhere for teenagers", "is there a helpline for kids", "im 15 who can i talk to"),
    ),
    "Welsh speaking": (
        {},
        "0808 80 10 800",
        (
            "is there someone welsh speaking i can talk to",
            "is there a helpline in welsh",
            "who can i ring that speaks welsh",
        ),
    ),
    "another language": (
        {"nation": "scotland"},
        "0800 027 1234",
        ("i need help in polish", "is there anyone who speaks urdu", "do they have interpreters"),
    ),
    "disabled": (
        {},
        "18001",
        (
            "who helps disabled people",
            "im in a wheelchair who can help",
            "im autistic is there anyone who gets that",
        ),
    ),
    "an ex": (
        {"nation": "england"},
        "0808 2000 247",
        (
            "who can help, its my ex",
            "is there a helpline for when its your ex husband",
            "who do i ring when its an ex boyfriend",
        ),
    ),
    "family": (
        {"nation": "wales"},
        "0808 80 10 800",
        (
            "it's a family member who can help",
            "who can help when its a relative",
            "who helps if its my own family",
        ),
    ),
    "somebody at work": (
        {"nation": "scotland"},
        "0300 123 1100",
        (
            "it's a colleague, is there a helpline",
            "who can help with someone at work doing this",
            "is there a service for when its a workmate",
        ),
    ),
    "a neighbour": (
        {"nation": "england"},
        "0800 970 2070",
        (
            "its my neighbour who can help me",
            "is there a helpline for when its a neighbour",
            "who can help with legal advice",
        ),
    ),
    "a stranger online": (
        {},
        "thecyberhelpline.com",
        (
            "my stalker is a stranger from a game who helps",
            "who helps when its someone online",
            "is there a helpline for being hacked",
        ),
    ),
    "private pictures": (
        {},
        "0345 6000 459",
        (
            "he has my nudes who can help",
            "who helps with naked pictures of me",
            "is there a helpline for intimate images",
        ),
    ),
}


@pytest.mark.parametrize("whom", WAYS)
async def test_real_ways_of_asking_reach_the_line_that_is_for_them(
    unstaffed: Stack, whom: str
) -> None:
    hello, number, ways = WAYS[whom]
    for asked in ways:
        await talk(unstaffed, [(asked, number)], **hello)


PLACE: list[Turn] = [
    ("who can help me, its my ex", "If you tell me where you live", "-0800 027 1234"),
    ("scotland", "0800 027 1234", "0800 820 2427", "-If you tell me where you live"),
]


async def test_who_says_where_they_live_is_shown_the_lines_of_that_nation(
    unstaffed: Stack,
) -> None:
    await talk(unstaffed, PLACE)


async def test_who_wants_somebody_like_them_while_a_worker_is_there_can_still_have_one(
    staffed: Stack,
) -> None:
    await talk(staffed, [("is there anyone gay i can talk to", "0800 999 5428")])
    queued = "im gay and i want to talk to a real person now"
    await talk(staffed, [(queued, "-0800 999 5428")])
