"""Twelve frightened people, each for as long as they would really stay. What each answer said to
them was read as that person would read it, and what was wrong then is held to here."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person
from tests.conversations.talking import Group, Turn, cases, talk
from tests.stack import Stack

AGE = ("yes", "How old are you")
#: Never said to somebody who told nothing of the kind.
NOT_TOLD = ("-hurt or forced you sexually", "-get other people to contact")

TWELVE: Group = {
    "a girl of fourteen": (
        {},
        [
            AGE,
            ("14", "don't contact your parents"),
            ("yh ok", "What's going on for you"),
            ("hes made like 4 accounts to msg me", "not your fault", "0800 1111"),
            (
                "he got a pic of me from my ex and says hell send it round",
                "You're not to blame",
                "Report Remove",
            ),
            ("if i tell my mum shell take my phone", "0800 1111", "an adult you trust"),
            ("will u tell my school", "I don't tell your family, school or the police by myself"),
            ("idk what to do", "pick what feels right", "safeguarding lead", "-Thank you for"),
            ("what do i do on the bus", "tell the driver and call 999"),
            ("what if he gets on", "A shop, a station with staff", "-spy app"),
            ("bye", "You did well to come here"),
        ],
    ),
    "a man of seventy": (
        {},
        [
            ("Yes, it is safe.", "How old are you"),
            ("70", "no right way to begin"),
            ("Good evening. I feel rather foolish writing this.", "0808 802 0300"),
            (
                "A lady from my bowls club telephones me up to thirty times a day and leaves"
                " letters on my step.",
                "taking this seriously",
            ),
            ("She has told the other members that we are engaged.", "the people around you"),
            ("Is it really stalking? I am a man.", "sounds like stalking", "-isn't"),
            ("Should I change the locks?", "can be noticed"),
            ("I should not wish to get her into trouble.", "still need them to stop"),
            ("I do not have a smart phone.", "-You don't have to know"),
            ("Whom might I ring?", "0808 802 0300", "116 123"),
            ("Thank you. Goodnight.", "Goodbye"),
        ],
    ),
    "a deaf woman": (
        {"nation": "england"},
        [
            ("hello I am deaf, BSL my first language", "999bsl.co.uk"),
            (
                "man next door text me text me every day. he video me from window",
                "sounds like stalking",
            ),
            ("I not can phone police", "online form", "without speaking", "-Men, where"),
            ("interpreter last time was his friend", "not one whom they know", "18001"),
            ("he came my door today flash my doorbell light again again", *NOT_TOLD),
            ("I am afraid", "taking seriously", "-You don't have to know"),
            ("relay what is that", "18000 for an emergency", *NOT_TOLD),
            ("who help deaf people", "SignHealth", "They are there for Deaf people."),
        ],
    ),
    "a Polish cleaner": (
        {},
        [
            ("hello my english not so good", "interpreters", "simpler English"),
            (
                "man in office where i clean he wait for me every night when i finish 11",
                "turning up",
                "sounds like stalking",
            ),
            (
                "i have settle status but he say police send me back to poland",
                "not the same as reporting",
            ),
            ("he touch me and i say no", "-That is your choice", "-You decide what we talk about"),
            ("is crime in uk this?", "Yes. Stalking is a crime"),
            ("he take photo of me", "-shared private pictures"),
            ("how i go home safe", "Out and about"),
            ("can talk polish?", "say the name of your language"),
        ],
    ),
    "a police officer's wife": (
        {"nation": "england"},
        [
            ("i cant believe im typing this", "very hard to live with", "-If you need to leave"),
            ("my husband is a police officer. we separated in june", "that station"),
            ("he sits outside my sisters in an unmarked car", "turning up", "more than once"),
            (
                "he strangled me in march. i never told anyone",
                "very serious sign, even once",
                "NHS 111",
                "talk to someone today",
                "24 hours",
            ),
            ("he said no one would believe me over him", *NOT_TOLD),
            ("how do i report a police officer", "have to start at their station"),
            ("what do i keep as evidence", "a found log could put you at risk"),
            ("he pays for my phone contract", *NOT_TOLD),
        ],
    ),
    "a gay man who is not out": (
        {"nation": "england"},
        [
            ("is this anonymous", "have to give your name", "two exceptions"),
            (
                "keeps sending me screenshots of our chats and pics of me, says hell send them"
                " to my dad",
                "isn't your fault",
                "0345 6000 459",
            ),
            ("i sent the pics so its my fault", "-your fault for"),
            ("he wants 200 quid", "a crime done to you", "0345 6000 459", "116 123"),
            ("can i block him", "Blocking is your choice", "save what's there"),
            (
                "i cant tell anyone about this, im gay and not out",
                "You decide who knows about you",
                "Galop",
            ),
            ("i dont want to be here anymore", "116 123", "999"),
        ],
    ),
    "a student": (
        {"nation": "scotland"},
        [
            (
                "he was in my halls kitchen when i got back even tho he doesnt live there",
                "got into a place that is yours",
                "talk to someone today",
            ),
            (
                "hes emailed my tutor pretending to be my bf",
                "pretend to be you",
                "today, too",
                "-puts you in a queue",
            ),
            ("uni said they cant do anything unless theres proof", "is not enough"),
            ("what can uni actually do", "Report and Support"),
            ("hes on my snap map i think", "warning first"),
            ("how do i turn that off", "they may see it and react", "-Leave now"),
            ("would he know", "may see it and react", "-Helpline workers"),
            ("could i move halls", "can be noticed", "Student services"),
            ("who do i talk to at 2am", "answer day and night"),
        ],
    ),
    "a mother who hands over": (
        {"nation": "england"},
        [
            ("i need some advice about my ex and the kids", "the plan is for them too"),
            (
                "he asks my daughter where we live and who sleeps over",
                "children are being drawn into this",
                "talk to someone today",
            ),
            ("i found a tag in her rucksack", "the person may notice"),
            ("should i bin it", "photograph it where it is"),
            (
                "court order says he gets contact so can i stop it",
                "ask a solicitor or an adviser before you change it",
                "-One message, or one through a friend",
            ),
            ("what do i tell school", "safeguarding lead"),
            ("ok what now", "take what fits", "-What has brought you here"),
        ],
    ),
    "a man whose video is used against him": (
        {},
        [
            (
                "met a girl online did a video thing and now she wants 500 pounds or she sends it"
                " to my wife and boss",
                "a crime done to you",
                "You don't owe them money",
                "-they'll stop",
            ),
            ("can it be taken down", "0345 6000 459", "-delete what you wrote"),
            ("feel like ending it tbh", "116 123", "Are you safe right now"),
            ("yeah im safe", "glad you are safe for now"),
            ("will police take it serious", "101"),
        ],
    ),
    "somebody whose neighbour it is": (
        {"nation": "england"},
        [
            ("my neighbour is driving me mad", "When it is a neighbour", "-I may have missed"),
            (
                "he stands at his window filming me every time i go out. bangs on the wall when i"
                " have visitors",
                "sounds like stalking",
            ),
            ("council say its a neighbour dispute", "can't just stay away", "-I may have missed"),
            ("is there an order i can get against a neighbour", "injunction"),
            ("what if i complain will he know", "they will often guess who told"),
            ("thanks", "You're welcome"),
        ],
    ),
    "somebody who speaks Welsh": (
        {"nation": "wales"},
        [
            ("mae fy nghyn ŵr yn anfon negeseuon o hyd", "swnio fel stelcio"),
            ("mae o'n aros tu allan i'r gwaith bob dydd", "rhan o'r un patrwm"),
            ("mae gen i ofn", "eich geiriau eich hun", "-Gadael nawr"),
            (
                "dwi wedi ffeindio tracker yn y car",
                "gall y person sylwi",
                "-the person may notice",
                "-dim ond yn Saesneg",
            ),
            ("[Gam wrth gam]", "mae'n helpu peidio â symud traciwr", "-Before"),
            ("dwi ddim isio mynd at yr heddlu", "Eich dewis chi yw hynny"),
            (
                "mae o wedi fy nhagu i llynedd",
                "arwydd difrifol iawn",
                "111",
                "â rhywun heddiw",
            ),
            ("[Mynd ymlaen yma]", "Does dim sgôr"),
            ("[Yn ddiogel am nawr]", "-Thank you"),
        ],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(TWELVE))
async def test_read_as_each_of_them_would(
    unstaffed: Stack, hello: dict[str, str], turns: list[Turn]
) -> None:
    await talk(unstaffed, turns, **hello)


async def test_somebody_who_comes_back_to_worse(unstaffed: Stack) -> None:
    first: list[Turn] = [("my ex keeps messaging me and turning up at my work", "stalking")]
    person = await talk(unstaffed, first)
    async with Person(unstaffed.public, token=person.token, after=0) as again:
        await again.settled()
        await again.send({"type": "words"})
        words = (await again.until(lambda frame: frame["type"] == "words"))["words"]
        await again.send({"type": "exit"})
    turns: list[Turn] = [
        ("yes its safe", "has something changed"),
        ("its got worse. he smashed my car window last night", "damaged things", "today"),
        ("police came and took a statement but he got bail", "plan ahead", "-report on 101"),
        ("is that breaking bail", "It depends on what the order says", "-four UK nations"),
        ("what did i tell you before", "-smashed", "-messaging", "-your work"),
        ("whats my plan for going to work", "health and safety", "-I may have missed"),
        ("thanks", "welcome"),
    ]
    async with Person(unstaffed.public, words=words) as back:
        await back.settled()
        for said, *wanted in turns:
            await back.say(said)
            answer = (await back.answer("assistant", "service")).casefold()
            for one in wanted:
                found = one.removeprefix("-").casefold() in answer
                assert found != one.startswith("-"), f"after {said!r}: {one!r} in {answer!r}"


ALWAYS: Group = {
    "what it can do, who it is": (
        {},
        [
            ("what can you do", "not a person", "find someone to talk to"),
            ("are you a bot", "people beforehand"),
        ],
    ),
    "delete, and then not": (
        {},
        [
            ("my ex keeps ringing me", "stalking"),
            ("delete everything i wrote", "can't be undone", "does not delete a case"),
            ("no", "-deleted"),
        ],
    ),
    "complains, and is not answered with a sales pitch": (
        {},
        [("this is useless you dont listen", "I'm sorry", "A person may understand better")],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(ALWAYS))
async def test_what_it_is_and_deleting_and_complaining(
    unstaffed: Stack, hello: dict[str, str], turns: list[Turn]
) -> None:
    await talk(unstaffed, turns, **hello)
