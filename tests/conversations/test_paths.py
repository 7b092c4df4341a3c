"""The conversations of the voice, each in a person's own messy way."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Turn, talk
from tests.stack import Stack

HOME = ("[yes]", "how old are you")
YOUNG = {"audience": "young"}

ARRIVAL: dict[str, tuple[dict[str, str], list[Turn]]] = {
    "an adult who is asked what is safe and how old they are": (
        {},
        [HOME, ("[18 or over]", "no right way to begin"), ("my ex keeps ringing me", "stalking")],
    ),
    "a girl of fourteen on a page for adults": (
        {},
        [
            HOME,
            ("[13 to 17]", "Nobody reads this unless you say yes", "don't contact your parents"),
            ("[Yes, that's OK]", "any way you like"),
            ("who can i talk to", "Childline"),
        ],
    ),
    "a child of eleven may stay": (
        {},
        [
            HOME,
            ("[Under 13]", "You can talk here too", "safe adult", "0800 1111"),
            ("ok", "any way"),
        ],
    ),
    "somebody types the age": ({}, [HOME, ("im 15", "don't contact your parents")]),
    "somebody of seventy types the age": (
        YOUNG,
        [HOME, ("72", "no right way to begin"), ("who can help me", "0808 802 0300")],
    ),
    "somebody who would rather not say": (
        {},
        [HOME, ("id rather not say", "What has brought you")],
    ),
    "a young person who does not agree": (
        YOUNG,
        [HOME, ("[13 to 17]",), ("no", "without telling me anything", "0800 1111")],
    ),
    "it is not safe to chat": (
        {},
        [
            ("no he's in the next room", "999"),
        ],
    ),
}

RECOGNISING: dict[str, tuple[dict[str, str], list[Turn]]] = {
    "one thing, then yes it was more than once, in Scotland": (
        {"nation": "scotland"},
        [
            ("he turned up outside my gym", "turning up", "more than once"),
            ("yes", "sounds like stalking", "In Scotland", "Scotland) Act 2010"),
        ],
    ),
    "am I overreacting": (
        {},
        [
            ("am i just overreacting about all this", "not overreacting", "not your fault"),
            ("yes", "Fixated"),
        ],
    ),
    "it is sweet really": (
        {},
        [
            (
                "he sends flowers every day its sweet really i should be flattered",
                "romantic",
                "welcome to you",
            )
        ],
    ),
    "he never hit me": (
        {},
        [
            (
                "he's never hit me so im probably making a fuss",
                "Nobody has to be hit",
                "alarm and distress",
            )
        ],
    ),
    "ignoring it": ({}, [("if i just ignore it itll stop wont it. i feel silly", "many carry on")]),
    "a man": (
        {},
        [
            (
                "i cant tell anyone, im a bloke, men dont get stalked",
                "Men are stalked too",
                "0808 801 0327",
            )
        ],
    ),
    "a gay man who is not out": (
        {},
        [
            (
                "i cant tell anyone about this, im gay and not out and he says he'll tell everyone",
                "Galop",
                "You decide who knows",
            )
        ],
    ),
    "a woman on a spouse visa in Wales": (
        {"nation": "wales"},
        [
            (
                "i cant report him, my visa depends on him and id be deported",
                "In Wales",
                "0808 80 10 800",
            )
        ],
    ),
    "he is a police officer": (
        {},
        [
            (
                "i cant tell anyone hes a police officer they all know him",
                "that station",
                "colleagues",
            )
        ],
    ),
    "family honour": (
        {},
        [
            (
                "i cant tell anyone its about family honour, my family would disown me",
                "Karma Nirvana",
                "999",
            )
        ],
    ),
    "a wheelchair user whose carer it is": (
        {},
        [("i cant tell anyone because hes my carer and im in a wheelchair", "your care", "18001")],
    ),
    "told before and not believed": (
        {},
        [
            (
                "whats the point telling anyone, nobody will believe me, police did nothing",
                "stalking lead",
            )
        ],
    ),
    "chooses why it is hard": (
        {},
        [
            ("i just cant tell anyone", "your choice whom you tell"),
            ("[Because of who I am]", "every kind"),
            ("[I'm LGBT+]", "Galop"),
        ],
    ),
    "why do they do it": (
        {},
        [
            ("what is stalking", "Fixated"),
            ("why do they do it",),
        ],
    ),
}

ONLINE: dict[str, tuple[dict[str, str], list[Turn]]] = {
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

ALWAYS: dict[str, tuple[dict[str, str], list[Turn]]] = {
    "simpler": (
        {},
        [
            ("i found an airtag in my bag", "Switching off Bluetooth"),
            (
                "i dont understand can you say it simpler",
                "you can leave it there",
                "-Switching off",
            ),
        ],
    ),
    "shorter, and then a person": (
        {},
        [
            ("is it against the law", "four UK nations"),
            ("too long, shorter please", "-four UK nations"),
            ("i still dont get it", "A person can help you better"),
        ],
    ),
    "start again": ({}, [("is it against the law",), ("start again", "-law")]),
    "stop in the middle of the steps": (
        {},
        [
            ("he knows all my passwords how do i change them",),
            ("[Step by step]",),
            ("stop", "We can stop here"),
        ],
    ),
    "not understood twice": (
        {},
        [
            ("whats the weather in leeds tomorrow", "may have missed"),
            ("whats the capital of france", "A person may understand you better", "-missed"),
        ],
    ),
    "another topic in the middle of the steps": (
        {},
        [
            ("he knows all my passwords how do i change them",),
            ("[Step by step]",),
            ("[I'm ready]", "your email"),
            ("is it even illegal what hes doing", "crime"),
            ("how do i secure my accounts", "warning first"),
            ("[Step by step]", "only look"),
        ],
    ),
}


LAW_AND_HELP: dict[str, tuple[dict[str, str], list[Turn]]] = {
    "the law in England": (
        {"nation": "england"},
        [("is it actually illegal what hes doing", "In England", "10 years")],
    ),
    "the law in Scotland, then an order": (
        {"nation": "scotland"},
        [
            ("is it illegal", "Scotland) Act 2010"),
            ("can i get a stalking protection order", "Scotland has no Stalking Protection Order"),
        ],
    ),
    "the law in Northern Ireland": (
        {"nation": "northern_ireland"},
        [("is stalking a crime here", "Protection from Stalking Act")],
    ),
    "reporting it in Wales": (
        {"nation": "wales"},
        [("how do i report him to the police", "in Wales", "101", "0808 80 10 800")],
    ),
    "reporting it, and afraid that mum would know": (
        YOUNG,
        [("can i go to the police without my mum knowing", "home isn't safe", "0800 1111")],
    ),
    "who can help in Scotland": (
        {"nation": "scotland"},
        [("who can i ring about this", "0800 820 2427", "0808 802 0300")],
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
        [("who helps men with this, im a man", "Men's Advice Line", "0808 802 0300")],
    ),
    "being called back, in Northern Ireland": (
        {"nation": "northern_ireland"},
        [("can someone from a service contact me, i want to refer myself", "0808 802 1414")],
    ),
    "a friend": (
        {},
        [("my mate is being followed by her ex what can i do", "listen", "0808 802 0300")],
    ),
    "a teacher in Wales": (
        {"nation": "wales"},
        [("im a teacher, one of my pupils is being stalked, what should i do", "999")],
    ),
    "one's own behaviour": (
        {},
        [
            (
                "i cant stop checking my ex's profile and i keep texting her, i need help to stop",
                "Respect",
                "0808 802 4040",
                "-stalking is",
            )
        ],
    ),
    "something new": (
        {},
        [
            ("my ex keeps turning up outside my work", "turning up"),
            ("its got worse since yesterday, he was in my garden", "-isn't stalking"),
        ],
    ),
    "how it feels": ({}, [("im so scared and i cant sleep", "very hard", "116 123")]),
    "how dangerous he is": ({}, [("how dangerous is he, will it get worse", "-score of")]),
    "in Welsh": ({}, [("can i speak welsh", "Gymraeg", "0808 80 10 800")]),
    "in Urdu, in Wales": (
        {"nation": "wales"},
        [("do you speak urdu", "I only have English", "0808 80 10 800")],
    ),
    "where does she live now": (
        {},
        [("how can i find out where my ex lives now", "won't help with", "-address is")],
    ),
    "training for a team": (
        {},
        [("do you do training for our staff on stalking", "Suzy Lamplugh")],
    ),
    "what stalking is, and why": (
        {},
        [("what counts as stalking", "Fixated"), ("[Is it against the law", "crime")],
    ),
}


def _cases(group: dict[str, tuple[dict[str, str], list[Turn]]]) -> list[object]:
    return [pytest.param(hello, turns, id=name) for name, (hello, turns) in group.items()]


@pytest.mark.parametrize(("hello", "turns"), _cases(ARRIVAL))
async def test_arriving(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)


@pytest.mark.parametrize(("hello", "turns"), _cases(RECOGNISING))
async def test_recognising(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)


@pytest.mark.parametrize(("hello", "turns"), _cases(ONLINE))
async def test_walking_through_it(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)


@pytest.mark.parametrize(("hello", "turns"), _cases(ALWAYS))
async def test_always(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)


@pytest.mark.parametrize(("hello", "turns"), _cases(LAW_AND_HELP))
async def test_law_and_help(staffed: Stack, hello: dict[str, str], turns: list[Turn]) -> None:
    await talk(staffed, turns, **hello)
