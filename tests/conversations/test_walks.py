"""One small step at a time: phone, trackers, accounts, pictures, a record."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Group, Turn, cases, talk
from tests.stack import Stack

YOUNG = {"audience": "young"}

ONLINE: Group = {
    "an iphone, step by step": (
        {},
        [
            ("how do i stop him seeing where i am on my phone", "noticed"),
            ("[Step by step]", "who would notice"),
            ("[I'm ready]", "Which phone"),
            ("iphone", "Safety Check"),
            ("done", "They may notice"),
            ("[Done]", "Ghost Mode"),
            ("ok did it", "the last step", "101"),
        ],
    ),
    "an android, and then it is not safe": (
        {},
        [
            ("how do i turn off location sharing", "noticed"),
            ("[Step by step]", "notice"),
            ("yes", "Which phone"),
            ("[Android]", "Find Hub"),
            ("[Done]", "one person at a time"),
            ("[It's not safe]", "we leave it as it is", "0808 802 0300"),
        ],
    ),
    "a tracker, and not safe where they are": (
        {},
        [
            ("i found an airtag in my car what do i do", "evidence"),
            ("[Step by step]", "feels safe right now"),
            ("no", "busy place", "999"),
            ("[I'm safe now]", "What has happened"),
            ("[I found something]", "photo"),
            ("done", "number"),
            ("i cant", "next step"),
            ("[Next step]", "before anything is removed", "101"),
            ("done", "the last step"),
        ],
    ),
    "a tracker that is only suspected": (
        {},
        [
            ("i think theres a tracker on my car", "evidence"),
            ("[Step by step]", "safe"),
            ("yes", "What has happened"),
            ("[I only suspect it]", "won't notice a scan"),
            ("[Done]", "by hand"),
        ],
    ),
    "accounts": (
        {},
        [
            ("he knows all my passwords how do i change them", "warning first"),
            ("[Step by step]", "first we only look"),
            ("[I'm ready]", "your email"),
            ("done", "forwarding"),
            ("done", "three random words"),
            ("done", "two-step"),
            ("done", "Shared accounts"),
            ("done", "the last step"),
        ],
    ),
    "a car": (
        {},
        [
            ("can my ex see my car on the app, and the doorbell", "noticed"),
            ("[Step by step]", "Which is it"),
            ("[A car]", "spare key"),
            ("[Done]", "ask the maker"),
        ],
    ),
    "a doorbell": (
        {},
        [
            ("he set up the ring doorbell and the alexa", "noticed"),
            ("[Step by step]",),
            ("[Things at home]", "on paper"),
            ("[Done]", "recorded"),
            ("he'd notice", "we leave it"),
        ],
    ),
    "a fake profile": (
        {},
        [
            ("someone made a fake profile of me on insta", "notice"),
            ("[Step by step]", "copies come first"),
            ("[I'm ready]", "followers"),
            ("done", "who sees your posts"),
            ("done", "fake profile"),
        ],
    ),
    "pictures, under eighteen": (
        YOUNG,
        [
            ("he says hes going to send my nudes to everyone", "Report Remove"),
            ("[Step by step]", "not your fault"),
            ("[I was under 18]", "no need to copy the picture"),
            ("[Done]", "Report Remove"),
            ("[Done]", "0800 1111"),
        ],
    ),
    "pictures, an adult": (
        {},
        [
            ("my ex put my nudes online how do i get them down", "Revenge Porn Helpline"),
            ("[Step by step]",),
            ("[18 or over]", "threats"),
            ("[Done]", "StopNCII"),
            ("[Done]", "48 hours"),
        ],
    ),
    "whether to block": (
        {},
        [
            ("should i block him", "Blocking is your choice"),
            ("[Step by step]", "lose evidence"),
            ("[I'm ready]", "Screenshots"),
            ("done", "no answer at all"),
            ("done", "Muting"),
            ("done", "Blocking may give you peace"),
        ],
    ),
    "a record without a safe place": (
        {},
        [
            ("how do i keep a diary of it", "found log"),
            ("[Step by step]", "I keep no record for you"),
            ("[No, not yet]", "they write it down"),
            ("[Yes]", "the day, the time"),
            ("done", "in their words"),
        ],
    ),
    "spyware, on that very phone": (
        {},
        [
            ("i think hes put spyware on my phone", "warning first"),
            ("[Step by step]", "Are you on that phone now"),
            ("[Yes]", "go on from another one"),
            ("[I'm on another one]", "what they knew"),
            ("done", "shared account"),
            ("done", "The Cyber Helpline"),
        ],
    ),
    "in general, picks a topic": (
        {},
        [
            ("how do i stay safe online", "plan before changing"),
            ("[Step by step]", "one thing at a time"),
            ("[Accounts]", "only look"),
            ("not now", "It can wait"),
        ],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(ONLINE))
async def test_walking_through_it(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)
