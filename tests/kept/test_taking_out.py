"""The brief corrected by words while waiting: what is taken out is out, and a yes is asked anew."""

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
