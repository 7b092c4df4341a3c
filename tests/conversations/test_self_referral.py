"""Whole self-referrals with the trained assistant, each in a person's own messy way; and what of
it is a case afterwards."""

from __future__ import annotations

from tests.conversations.person import Person
from tests.conversations.referring import ASK_HOW, Referring, begun, cases
from tests.stack import Stack


async def test_a_whole_one_is_a_case_with_exactly_what_was_agreed(unstaffed: Stack) -> None:
    before = len(cases(unstaffed))
    async with Person(unstaffed.public) as person:
        talk = await begun(person)
        await talk("yes", "call you", "so that they don't have to ask")
        await talk("Robin", "Which nation")
        await talk("england", "What is happening")
        await talk("my ex waits at the bus stop every day and follows me to work", "put that down")
        await talk("he also rings my mum", "put that down")
        await talk("next", "Who do you think could be hurt")
        await talk("just me", "children")
        await talk("no kids", ASK_HOW)
        await talk("07700 900123 text only", "When is it safe")
        await talk("weekdays 10 to 2", "may a message be left")
        await talk("no", "code word")
        await talk("banana", "never do")
        await talk("dont ring my work", "Last question")
        assert len(cases(unstaffed)) == before, "nothing is kept before they agree"
        await talk("no", "This is all of it", "Nothing has gone anywhere yet")
        assert talk.boxes == {
            "name": "Robin",
            "nation": "England",
            "happening": "my ex waits at the bus stop every day and follows me to work\n"
            "he also rings my mum",
            "at_risk": "just me",
            "children": "no kids",
            "contact_how": "07700 900123 text only",
            "contact_when": "weekdays 10 to 2",
            "voicemail": "no",
            "code_word": "banana",
            "contact_never": "dont ring my work",
            "access": "no",
        }
        answer = await talk.at_card(True, children="")
        newest = cases(unstaffed)[-1]
        assert len(cases(unstaffed)) == before + 1
        assert newest["reference"] in answer
        assert "Nobody is reading new forms at this moment" in answer
        assert "I can't promise a day or an hour" in answer
        assert (newest["status"], newest["nation"], newest["audience"]) == (
            "new",
            "england",
            "adult",
        )
        assert newest["origin"] == "self_referral"
        await talk("when will they ring", newest["reference"], "can't promise")


async def test_a_name_in_place_of_a_yes_begins_it_and_is_kept(unstaffed: Stack) -> None:
    async with Person(unstaffed.public, nation="england") as person:
        talk = await begun(person)
        await talk("anna", "What is happening", "-What would help most")
        await talk("skip", "could be hurt")
        await talk("show me the form", "This is all of it")
        assert talk.boxes == {"name": "anna", "nation": "England"}
    async with Person(unstaffed.public) as person:
        talk = await begun(person)
        await talk("ok thanks", "-call you")
    async with Person(unstaffed.public) as person:
        talk = await begun(person)
        # How to reach them is no name and no nation, and is kept all the same.
        await talk("text is best", "call you", "-I may have missed")
        await talk("07700 900123 after 6", "call you")
        await talk("jo", "Which nation")
        await talk("wales", "What is happening")
        await talk("show me the form", "This is all of it")
        # Given again, it takes the place of the first.
        reached = "07700 900123 after 6"
        assert talk.boxes == {"name": "jo", "nation": "Wales", "contact_how": reached}


async def test_the_offer_is_open_after_what_was_not_understood_and_after_a_fixed_message(
    unstaffed: Stack,
) -> None:
    async with Person(unstaffed.public) as person:
        talk = await begun(person)
        await talk("my cat is poorly", "I may have missed")
        await talk("yes please", "call you", "-no right way")
    async with Person(unstaffed.public) as person:
        talk = await begun(person)
        await talk("he is outside with a knife", "call 999", "No one is reading this now")
        await talk("my name is anna", "Which nation")
    async with Person(unstaffed.public) as person:
        talk = await begun(person)
        await talk("i want to die", "Are you safe right now")
        # That question is answered first.
        await talk("yes", "-call you")


async def test_with_somebody_on_shift_the_when_is_another_one(staffed: Stack) -> None:
    async with Person(staffed.public, nation="scotland") as person:
        talk = await begun(person, "i'd like to be referred please")
        await talk("[Begin]", "call you")
        await talk("skip", "What is happening", "-Which nation")
        await talk("show me the form", "This is all of it")
        answer = await talk.at_card(True, happening="she turns up at my flat")
        assert "Workers are here and can see it" in answer
        assert "I can't promise today" in answer


async def test_somebody_who_skips_nearly_all_of_it(unstaffed: Stack) -> None:
    async with Person(unstaffed.public) as person:
        talk = await begun(person, "is there a form so ur people contact me?")
        await talk("ok", "call you")
        await talk("why do you need that", "hello without asking who you are")
        await talk("id rather not say", "Which nation")
        await talk("skip", "What is happening")
        await talk("dunno", "could be hurt")
        await talk("nobody", "children")
        await talk("none", ASK_HOW)
        await talk("i dont want to say", "can read it but not contact you")
        await talk("[Go on]", "Last question")
        await talk("skip", "This is all of it")
        assert talk.boxes == {"at_risk": "nobody", "children": "none"}
        assert "Nothing was sent" in await talk.at_card(False)


async def test_nothing_on_the_form_is_nothing_to_send(unstaffed: Stack) -> None:
    before = len(cases(unstaffed))
    async with Person(unstaffed.public) as person:
        talk = await begun(person)
        await talk("yes")
        await talk("that's all", "This is all of it")
        assert "nothing on the form yet" in await talk.at_card(True)
        assert len(cases(unstaffed)) == before


async def test_another_topic_in_the_middle_and_back(unstaffed: Stack) -> None:
    async with Person(unstaffed.public, nation="wales") as person:
        talk = await begun(person, "refer me please")
        await talk("yes", "call you")
        await talk("is stalking against the law?", "In Wales", "We were at: what to call you")
        await talk("Ceri", "What is happening")
        await talk(
            "she sends me forty emails a day and she wrote to my boss twice. is that stalking?",
            "We were at: what is happening",
        )
        await talk("what happens to what i write here?", "We were at: what is happening")
        await talk("and she has written to my sister as well", "put that down")
        await talk("next", "could be hurt")
        await talk("show me it", "This is all of it")
        assert talk.boxes["name"] == "Ceri"
        assert talk.boxes["nation"] == "Wales"
        assert "forty emails" in talk.boxes["happening"]
        assert "to my sister" in talk.boxes["happening"]
        assert "what happens to what" not in str(talk.boxes)


async def test_danger_in_the_middle_comes_first_and_nothing_is_lost(unstaffed: Stack) -> None:
    async with Person(unstaffed.public, nation="scotland") as person:
        talk = await begun(person)
        await talk("yes", "call you")
        await talk("Ali", "What is happening")
        answer = await talk(
            "he said he's going to kill me and he has a knife, he's outside my door now",
            "call 999",
            "We can't see where you are",
            "-We were at",
        )
        assert "put that down" not in answer
        await talk("its ok now hes gone", "I have kept what you wrote in your form")
        await talk("go on", "What is happening")
        await talk("next", "could be hurt")
        await talk("done", "This is all of it")
        assert "he has a knife" in talk.boxes["happening"]
        assert talk.boxes["name"] == "Ali"
        await talk.at_card(True)
        newest = cases(unstaffed)[-1]
        assert newest["urgency"] == 2
        assert "immediate_danger" in newest["reasons"]


async def test_somebody_else_at_the_screen_is_told_nothing_of_a_form(unstaffed: Stack) -> None:
    async with Person(unstaffed.public, nation="england") as person:
        talk = await begun(person)
        await talk("yes")
        await talk("Jo", "What is happening")
        answer = await talk("who is this? this is her husband, what has she been telling you")
        for word in ("your form", "contact", "We were at", "What is happening"):
            assert word.casefold() not in answer.casefold(), answer
        await person.say("hello?")
        again = await person.answer("assistant", "service")
        assert "form" not in again.casefold()
        assert "We were at" not in again


async def test_a_young_person_in_fragments(unstaffed: Stack) -> None:
    async with Person(unstaffed.public, audience="young", nation="wales") as person:
        talk = Referring(person)
        await person.answer()
        await talk(
            "can someone from the helpline contact me later im in school",
            "Nobody reads it until you've seen all of it",
            "don't tell your family or school that you asked",
            "Childline",
        )
        await talk("ok", "made-up name")
        await talk("jess", "What's going on")
        await talk(
            "theres this lad from my year hes everywhere i go, it keeps happening", "put that down"
        )
        await talk("will you tell my mum?", "Childline", "We were at: what is happening")
        await talk("he made 3 accounts to follow me", "put that down")
        await talk("next", "get hurt")
        await talk("dunno", "brothers or sisters")
        await talk("nah", "nobody else looks at")
        await talk("my school email jess@school.example", "free period")
        await talk("not before 4", "code word", "-message be left")
        await talk("giraffe", "parents or school")
        await talk("dont tell my mum", "Last one")
        await talk("no", "Nobody has read it yet")
        assert "I'm OK with helpline workers" in talk.card["agree"]
        await talk.at_card(True)
        newest = cases(unstaffed)[-1]
        assert (newest["audience"], newest["nation"]) == ("young", "wales")
