"""Whole self-referrals with the trained assistant, each in a person's own messy way; and what of
it is a case afterwards."""

from __future__ import annotations

import asyncio
import sqlite3
import uuid
from contextlib import closing
from typing import Any

import pytest

from tests.conversations.person import Person, words
from tests.stack import Stack

ASK_HOW = "safe way to reach you"


def cases(stack: Stack) -> list[dict[str, Any]]:
    """The rows of all cases, the newest last."""
    with closing(sqlite3.connect(stack.folder / "waymark.db")) as opened:
        opened.row_factory = sqlite3.Row
        return [dict(one) for one in opened.execute("SELECT * FROM case_file ORDER BY created_at")]


class Referring:
    """Somebody who is being asked; reads each answer."""

    def __init__(self, person: Person) -> None:
        self.person = person

    async def __call__(self, said: str, *wanted: str) -> str:
        """Writes, or picks `[label]`; the answer, in which each of `wanted` must be (`-`: not)."""
        if said.startswith("["):
            await self.person.choose(said.strip("[]"))
        else:
            await self.person.say(said)
        answer = await self.person.answer("assistant", "service")
        for text in wanted:
            unwanted = text.startswith("-")
            found = text.removeprefix("-").casefold() in answer.casefold()
            assert found != unwanted, f"after {said!r}: {text!r} in {answer!r}"
        return answer

    @property
    def card(self) -> dict[str, Any]:
        """The newest form on the screen."""
        found = [
            one["card"]
            for one in self.person.entries
            if one["author"] == "service" and one.get("kind") == "referral"
        ]
        assert found, "no form is on the screen"
        card: dict[str, Any] = found[-1]
        return card

    @property
    def boxes(self) -> dict[str, str]:
        return {one["id"]: one["text"] for one in self.card["parts"] if one["text"]}

    async def at_card(self, agree: bool, **changed: str) -> str:
        """Presses one of the two buttons under the form."""
        message_id = uuid.uuid4().hex
        frame = {
            "type": "brief",
            "kind": "self_referral",
            "id": message_id,
            "parts": changed,
            "agree": agree,
            "history": False,
        }
        await self.person.send(frame)
        return await self.person.answer("service")


async def begun(person: Person, wish: str = "can someone ring me thursday after 4") -> Referring:
    talk = Referring(person)
    await person.answer()
    await talk(wish, "Would you like to begin", "Nothing goes to anyone", "-I don't send anything")
    return talk


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


async def test_stop_and_go_on_another_day_with_return_words(unstaffed: Stack) -> None:
    async with Person(unstaffed.public, nation="england") as person:
        talk = await begun(person)
        await talk("yes")
        await talk("Sam", "What is happening")
        await talk("my neighbour films me from his window every evening", "put that down")
        await talk("can i finish this later", "Nothing was sent", "kept in this chat")
        await talk("thanks", "-We were at")
        await person.send({"type": "words"})
        given = (await person.until(lambda frame: frame["type"] == "words"))["words"]
        await person.settled()
        await person.send({"type": "exit"})
    async with Person(unstaffed.public, words=given) as person:
        talk = Referring(person)
        await person.answer()
        await talk("can we go on with the form", "What is happening")
        await talk("next", "could be hurt")
        await talk("done", "This is all of it")
        assert talk.boxes["name"] == "Sam"
        assert "films me" in talk.boxes["happening"]
        answer = await talk.at_card(True)
        reference = cases(unstaffed)[-1]["reference"]
        assert reference in answer


async def test_taken_back_in_the_chat_and_given_again(unstaffed: Stack) -> None:
    async with Person(unstaffed.public, nation="northern_ireland") as person:
        talk = await begun(person)
        await talk("yes")
        await talk("Pat", "What is happening")
        await talk("she follows me home", "put that down")
        await talk("done", "This is all of it")
        await talk.at_card(True)
        number = len(cases(unstaffed))
        await talk("actually i've changed my mind", "Shall I take it back")
        await talk("no", "It stays as it is")
        assert cases(unstaffed)[-1]["status"] == "new"
        await talk("please dont contact me", "Shall I take it back")
        await talk("yes", "It's taken back", "nobody reads it or contacts you")
        assert cases(unstaffed)[-1]["status"] == "withdrawn"
        await talk("[Ask to be contacted again]", "This is all of it")
        assert talk.boxes["name"] == "Pat"
        await talk.at_card(True, contact_how="pat@example.org")
        assert cases(unstaffed)[-1]["status"] == "new"
        assert len(cases(unstaffed)) == number, "one chat, one case"


async def test_taken_back_after_coming_back_with_return_words(unstaffed: Stack) -> None:
    async with Person(unstaffed.public, nation="england") as person:
        talk = await begun(person)
        await talk("yes")
        await talk("Lou", "What is happening")
        await talk("he follows me home", "put that down")
        await talk("done")
        await talk.at_card(True)
        await person.send({"type": "words"})
        given = (await person.until(lambda frame: frame["type"] == "words"))["words"]
        await person.send({"type": "exit"})
        await asyncio.sleep(0)
    async with Person(unstaffed.public, words=given) as person:
        talk = Referring(person)
        await person.answer()
        await talk("i want to withdraw", "Shall I take it back")
        await talk("[Yes, take it back]", "It's taken back")
        newest = cases(unstaffed)[-1]
        assert newest["status"] == "withdrawn"
        assert newest["returned_at"] is not None


async def test_what_was_told_before_is_shown_before_it_is_put_in(unstaffed: Stack) -> None:
    async with Person(unstaffed.public, nation="england") as person:
        talk = Referring(person)
        await person.answer()
        await talk("my ex follows me home every night")
        await talk("he keeps ringing my mum and my boss too")
        await talk("i'd like to be referred please", "Would you like to begin")
        await talk("yes", "call you")
        await talk(
            "Robin",
            "You have told me this already",
            "1. “my ex follows me home every night”",
            "2. “he keeps ringing my mum and my boss too”",
            "Shall I put them in",
        )
        await talk("take out number 2", "1. “my ex follows", "-my mum", "Shall I put them in")
        await talk("[Put them in]", "They are in your form, in your words")
        await talk("and he waits at the bus stop now", "put that down")
        await talk("next", "could be hurt")
        await talk("just me", "children")
        await talk("take out my name", "out of your form", "children")
        await talk("show me it", "This is all of it")
        assert talk.boxes == {
            "nation": "England",
            "happening": "“my ex follows me home every night”\nand he waits at the bus stop now",
            "at_risk": "just me",
        }
        await talk("take out number 4", "This is all of it")
        assert "at_risk" not in talk.boxes
        await talk.at_card(True)
        assert cases(unstaffed)[-1]["status"] == "new"


async def test_what_was_told_before_stays_out_if_they_would_rather_write_it(
    unstaffed: Stack,
) -> None:
    async with Person(unstaffed.public, nation="wales") as person:
        talk = Referring(person)
        await person.answer()
        await talk("she follows me home from work every day")
        await talk("can you refer me please", "Would you like to begin")
        await talk("yes", "call you")
        await talk("skip", "1. “she follows me home")
        await talk("take out number 1", "-she follows me", "What is happening")
        await talk("a woman from work", "put that down")
        await talk("done", "This is all of it")
        assert talk.boxes["happening"] == "a woman from work"


async def test_an_answer_that_is_given_again_takes_the_place_of_the_first(
    unstaffed: Stack,
) -> None:
    async with Person(unstaffed.public, nation="england") as person:
        talk = await begun(person)
        await talk("yes", "call you")
        await talk("Robbin", "What is happening")
        await talk("go back", "call you")
        await talk("Robin", "What is happening")
        await talk("done", "This is all of it")
        assert talk.boxes["name"] == "Robin"


async def test_the_frame_is_welsh_for_who_reads_welsh(unstaffed: Stack) -> None:
    async with Person(unstaffed.public, language="cy", nation="wales") as person:
        talk = Referring(person)
        await person.answer()
        await person.say("can someone ring me thursday after 4")
        assert "Hoffech chi ddechrau" in await person.answer("assistant", "service")
        await talk("iawn", "alw chi")
        await talk("hepgor", "Beth sy'n digwydd")
        await talk("done", "Dyma'r cyfan")
        assert talk.card["parts"][1]["label"] == "Ble rydych chi'n byw"
        assert "Rwy'n cytuno" in talk.card["agree"]
        answer = await talk.at_card(True, name="Ceri")
        assert "Mae gyda'r llinell gymorth nawr" in answer


@pytest.mark.parametrize("typed", ["yes", "send it", "i agree"])
async def test_nothing_is_sent_by_typing(unstaffed: Stack, typed: str) -> None:
    before = len(cases(unstaffed))
    async with Person(unstaffed.public, nation="england") as person:
        talk = await begun(person)
        await talk("yes")
        await talk("Kim", "What is happening")
        await talk("done", "This is all of it")
        await person.say(typed)
        await person.answer("assistant", "service")
        assert len(cases(unstaffed)) == before
        assert "Kim" in words(person.entries[-1]) or talk.boxes["name"] == "Kim"
