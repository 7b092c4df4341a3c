"""What a newcomer would try first: the trained assistant, the real actions, a database."""

from __future__ import annotations

import pytest

from tests.conversations.person import Person
from tests.stack import Stack

WORK = "my ex keeps turning up outside my work and i dont know what to do"
PERSON = "can i talk to someone real"
KNIFE = "hes outside my door with a knife"


async def test_the_first_words_say_what_this_is_and_ask_whether_it_is_safe(staffed: Stack) -> None:
    async with Person(staffed.public) as visitor:
        welcome = await visitor.answer()
    assert "not a person" in welcome
    assert "999" in welcome
    assert "safe" in welcome.lower()
    assert "browser" in welcome


async def test_a_disclosure_is_taken_seriously_and_reflected(staffed: Stack) -> None:
    async with Person(staffed.public) as visitor:
        await visitor.answer()
        await visitor.say(WORK)
        answer = await visitor.answer("assistant")
        assert "turning up" in answer
        assert "stalking" in answer
        assert visitor.entries[-1]["choices"]


async def test_two_things_told_are_named_with_four(staffed: Stack) -> None:
    async with Person(staffed.public) as visitor:
        await visitor.answer()
        await visitor.say("my ex follows me home every night and he texts me 50 times a day")
        answer = await visitor.answer("assistant")
    for word in ("fixated", "obsessive", "unwanted", "repeated"):
        assert word in answer.lower()
    assert "sounds like stalking" in answer


async def test_asking_for_a_person_leads_into_the_queue_with_a_brief(staffed: Stack) -> None:
    async with Person(staffed.public) as visitor:
        await visitor.answer()
        await visitor.say(WORK)
        await visitor.answer("assistant")
        await visitor.say(PERSON)
        await visitor.until(lambda f: f["type"] == "owner" and f["owner"] == "waiting")
        await visitor.settled()
        brief = visitor.brief()
        assert brief is not None
        parts = {part["id"]: part for part in brief["card"]["parts"]}
        assert "outside my work" in parts["happening"]["text"]
        assert visitor.owner["position"] >= 1


async def test_with_nobody_on_shift_no_queue_is_promised(unstaffed: Stack) -> None:
    async with Person(unstaffed.public) as visitor:
        await visitor.answer()
        await visitor.say(PERSON)
        answer = await visitor.answer("service")
        assert "No helpline worker is here now" in answer
        assert "Next: " in answer
        assert visitor.owner["owner"] == "assistant"
        assert all(f.get("owner") != "waiting" for f in visitor.frames)


async def test_danger_is_answered_by_the_emergency_entry_first(staffed: Stack) -> None:
    async with Person(staffed.public) as visitor:
        await visitor.answer()
        await visitor.say("hello")
        await visitor.answer("assistant")
        said = await visitor.say(KNIFE)
        # How soon is measured by the bench; that nothing comes before it is held to here.
        entry = await visitor.until(lambda f: f["type"] == "entry" and f["seq"] > said)
        assert (entry["author"], entry["kind"]) == ("service", "safety")
        assert "999" in entry["text"]
        rest = await visitor.answer("service")
        assert "55" in entry["text"] + rest


async def test_danger_with_nobody_there_says_so(unstaffed: Stack) -> None:
    async with Person(unstaffed.public) as visitor:
        await visitor.answer()
        await visitor.say(KNIFE)
        answer = await visitor.answer("service")
        assert "999" in answer
        assert "no one is reading this now" in answer.lower()
        assert all(f.get("owner") != "waiting" for f in visitor.frames)


async def test_yes_and_no_follow_the_question_that_was_asked(staffed: Stack) -> None:
    async with Person(staffed.public) as visitor:
        await visitor.answer()
        await visitor.choose("yes")
        safe = await visitor.answer("assistant")
    async with Person(staffed.public) as other:
        await other.answer()
        await other.say("no")
        not_safe = await other.answer("assistant")
    assert safe != not_safe
    assert "999" in not_safe


@pytest.mark.parametrize("text", ["/restart", "/talk_to_human", " /restart", "/immediate_danger"])
async def test_text_that_looks_like_a_command_is_only_text(staffed: Stack, text: str) -> None:
    async with Person(staffed.public) as visitor:
        await visitor.answer()
        await visitor.say(text)
        assert await visitor.answer("assistant", "service")
        assert visitor.owner["owner"] in {"assistant", "waiting"}
        assert visitor.entries[0]["seq"] == 1


async def test_young_people_get_words_of_their_own(staffed: Stack) -> None:
    async with Person(staffed.public, audience="young") as visitor:
        await visitor.answer()
        await visitor.say("who can i talk to about this")
        answer = await visitor.answer("assistant", "service")
    assert "Childline" in answer
