"""The brief corrected by words: what is taken out is out. While waiting a yes is asked anew; with a
worker the yes holds for what is left."""

import pytest

from helpline.services.brief.briefs import Briefs
from tests.support import Helpline
from tests.visitor import Visitor

FIRST = "last year my ex threatened to hurt me"
SECOND = "he waits outside my work on Alder Street every day"


async def waiting(helpline: Helpline) -> Visitor:
    """Somebody who has told two things, and waits with the brief on the screen."""
    helpline.engine.answers({"text": "I hear you.", "response": "utter_recognising_listen"})
    visitor = await helpline.visitor()
    for told in (FIRST, SECOND):
        await visitor.say(told)
        await helpline.settled()
    await helpline.services.handoff.ask(await helpline.id_of(visitor), "asked")
    await visitor.next("owner", owner="waiting")
    await visitor.had("entry", kind="brief")
    visitor.seen.clear()
    return visitor


async def cards(helpline: Helpline, visitor: Visitor) -> int:
    """How many cards were posted."""
    lines = await helpline.lines(await helpline.id_of(visitor))
    return len([line for line in lines if line.kind == "brief"])


async def after(helpline: Helpline, visitor: Visitor, said: str) -> dict[str, str]:
    """The parts of the card that comes in answer to a command."""
    await visitor.say(said)
    await helpline.settled()
    card = await visitor.had("entry", kind="brief")
    visitor.seen.clear()
    return {part["id"]: part["text"] for part in card["card"]["parts"]}


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("take out number 1", SECOND),
        ("please remove the first one", SECOND),
        ("leave number 2 out", FIRST),
        ("delete the last one", FIRST),
        ("tynnwch rhif 1 allan", SECOND),
    ],
)
async def test_a_sentence_is_taken_out_wherever_it_stands(
    helpline: Helpline, said: str, left: str
) -> None:
    visitor = await waiting(helpline)
    parts = await after(helpline, visitor, said)
    gone = FIRST if left == SECOND else SECOND
    assert left in parts["happening"]
    assert gone not in str(parts)
    assert not any(quote in str(parts.get("signs")) for quote in (gone, gone[:30]))


async def test_a_part_is_taken_out_by_its_name(helpline: Helpline) -> None:
    visitor = await waiting(helpline)
    parts = await after(helpline, visitor, "can you leave out the signs")
    assert "signs" not in parts
    assert FIRST in parts["happening"]


async def test_what_is_not_there_is_said_and_nothing_is_changed(helpline: Helpline) -> None:
    visitor = await waiting(helpline)
    await visitor.say("take out number 7")
    await visitor.next("entry", says="I can't find that in your summary")
    await helpline.settled()
    assert await cards(helpline, visitor) == 1


async def test_a_yes_from_before_does_not_hold_for_what_was_changed(helpline: Helpline) -> None:
    visitor = await waiting(helpline)
    conversation_id = await helpline.id_of(visitor)
    briefs: Briefs = helpline.services.briefs
    await briefs.answer(conversation_id, "b1", {"happening": f"“{FIRST}”"}, True, True)
    await after(helpline, visitor, "take out number 1")
    row = await helpline.row(conversation_id)
    assert row is not None
    assert row.agreed_at is None
    assert row.shared_from is None
    async with helpline.services.database.read() as session:
        assert await briefs.agreed(session, row) is None


async def test_what_is_no_command_stays_a_message_to_whoever_comes(helpline: Helpline) -> None:
    visitor = await waiting(helpline)
    await visitor.say("he took out my number plates")
    await helpline.settled()
    assert await cards(helpline, visitor) == 1


PHONE = "07700 900123"


async def with_a_worker(helpline: Helpline, agreed: bool) -> Visitor:
    """A worker has taken the chat; the brief, with a number in it, was agreed to or not."""
    visitor = await waiting(helpline)
    conversation_id = await helpline.id_of(visitor)
    parts = {"happening": f"“{FIRST}”", "safe_contact": PHONE}
    await helpline.services.briefs.answer(conversation_id, "b1", parts, agreed, False)
    await helpline.services.desk.chats.take(conversation_id, await helpline.worker())
    await visitor.next("owner", owner="worker")
    return visitor


async def seen_by_the_worker(helpline: Helpline, visitor: Visitor) -> str:
    row = await helpline.row(await helpline.id_of(visitor))
    assert row is not None
    async with helpline.services.database.read() as session:
        return str(await helpline.services.briefs.agreed(session, row))


async def test_a_part_is_taken_from_a_worker_too_and_the_rest_stays_agreed(
    helpline: Helpline,
) -> None:
    visitor = await with_a_worker(helpline, agreed=True)
    assert PHONE in await seen_by_the_worker(helpline, visitor)
    await visitor.say("leave out my phone number")
    await visitor.next("entry", says="That is out of your summary now")
    shown = await seen_by_the_worker(helpline, visitor)
    assert PHONE not in shown
    assert FIRST in shown
    assert await cards(helpline, visitor) == 1


@pytest.mark.parametrize(
    ("agreed", "said"),
    [(True, "take out number 1"), (True, "leave out my name"), (False, "leave out the number")],
)
async def test_what_may_be_meant_for_the_worker_changes_nothing(
    helpline: Helpline, agreed: bool, said: str
) -> None:
    visitor = await with_a_worker(helpline, agreed)
    before = await seen_by_the_worker(helpline, visitor)
    await visitor.say(said)
    await helpline.settled()
    assert await seen_by_the_worker(helpline, visitor) == before
    assert await cards(helpline, visitor) == 1
