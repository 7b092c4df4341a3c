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
