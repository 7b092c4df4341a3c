"""Reporting: how, without speaking, what then, and what if nothing happens."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Group, Turn, cases, talk
from tests.stack import Stack

YOUNG = {"audience": "young"}

POLICE: Group = {
    "reporting in Wales, the ways and the words": (
        {"nation": "wales"},
        [
            ("how do i report him to the police", "in Wales", "101", "0808 80 10 800"),
            ("[Ways to report]", "In Wales", "online form", "speak Welsh"),
            ("yes", "You don't have to tell it well", "reference number"),
            ("[What happens then]", "1 working day"),
            ("[They would find out]", "would you tell me first"),
        ],
    ),
    "afraid that mum would know": (
        YOUNG,
        [("can i go to the police without my mum knowing", "home isn't safe", "0800 1111")],
    ),
    "cannot speak because he is in the house": (
        {},
        [
            (
                "how do i tell the police if i cant talk, hes with me all the time",
                "press 55",
                "does not tell them where you are",
                "landline",
            ),
            ("[By text]", 'text "register" to 999', "before"),
            ("[In sign language]", "999bsl.co.uk", "18000"),
        ],
    ),
    "a deaf man": (
        {"nation": "england"},
        [
            (
                "im deaf, can i report to police in sign language",
                "999bsl.co.uk",
                "ask the police for an interpreter",
            )
        ],
    ),
    "they closed it, in Scotland": (
        {"nation": "scotland"},
        [
            (
                "polis said no further action and thats it, 3 yrs of my life",
                "after the courage it took",
                "0800 820 2427",
                "-Right to Review",
            ),
            ("[It isn't just me]", "super-complaint", "29 recommendations"),
            ("yes", "You could take these words", "one pattern"),
        ],
    ),
    "they closed it, in England": (
        {"nation": "england"},
        [
            ("they NFA'd it. what can i do about that", "Victims' Right to Review"),
            ("[Who checks the police]", "Independent Office for Police Conduct", "28 days"),
            ("[My rights]", "12 rights", "enhanced rights"),
        ],
    ),
    "a complaint that came back, in Northern Ireland": (
        {"nation": "northern_ireland"},
        [
            (
                "complained about the officer and they binned it, who is above them",
                "Police Ombudsman for Northern Ireland",
                "independent",
                "policeombudsman.org",
            )
        ],
    ),
    "a complaint that came back, in Scotland, at fifteen": (
        {"nation": "scotland", "audience": "young"},
        [("my complaint to police scotland got nowhere", "pirc.scot", "three months", "Childline")],
    ),
    "Clare's Law in England, misspelt": (
        {"nation": "england"},
        [("claires law how do i ask for it", "a partner or an ex", "28 days", "strangers")],
    ),
    "the scheme in Scotland": (
        {"nation": "scotland"},
        [("can the police tell me his past, clares law or whatever", "45 days", "may not cover")],
    ),
    "the scheme in Northern Ireland": (
        {"nation": "northern_ireland"},
        [("is there a clares law over here", "PSNI online", "proof of who you are")],
    ),
    "no proof, and not ready": (
        {},
        [
            (
                "do i need evidence before i go to the police",
                "with nothing in your hands",
                "don't seek contact",
            ),
            ("[What happens then]", "nobody can promise"),
            ("[They would find out]", "makes sense"),
            ("[I'd rather not report]", "your choice", "999"),
        ],
    ),
    "her ex is in the police": (
        {},
        [("can i report my ex if hes a copper himself", "that station", "colleagues")],
    ),
    "what a victim is owed, in England": (
        {"nation": "england"},
        [
            (
                "what rights have i got as a victim tho, is there like a code",
                "In England the Victims' Code",
                "enhanced rights",
            ),
        ],
    ),
    "999 by text, before it is needed": (
        {},
        [
            (
                "can u text 999 if u cant talk on the phone",
                "only from a phone that was set up before",
                "A call is faster",
                "-queue",
            ),
            ("[If I can't speak]", "press 55"),
        ],
    ),
    "laughed at when he reported it, and what to say back": (
        {"nation": "england"},
        [
            ("the police just laughed it off what do i say to them", "force's lead on stalking"),
            ("[Words for a complaint]", "I ask for a supervisor"),
            ("[It isn't just me]", "super-complaint"),
        ],
    ),
    "does not know who it is": (
        {"nation": "england"},
        [
            (
                "the number is withheld, can the police tell me who it is",
                "police's work",
                "spoil the proof",
            )
        ],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(POLICE))
async def test_the_police(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)
