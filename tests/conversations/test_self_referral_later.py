"""A self-referral that is left and gone on with, taken back, or filled from what was told before;
and what typing never does."""

from __future__ import annotations

import asyncio

import pytest

from tests.conversations.person import Person, words
from tests.conversations.referring import Referring, begun, cases
from tests.stack import Stack


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
        await talk("these days he waits at the bus stop", "put that down")
        await talk("next", "could be hurt")
        await talk("just me", "children")
        await talk("take out my name", "out of your form", "children")
        await talk("show me it", "This is all of it")
        assert talk.boxes == {
            "nation": "England",
            "happening": "“my ex follows me home every night”\nthese days he waits at the bus stop",
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
