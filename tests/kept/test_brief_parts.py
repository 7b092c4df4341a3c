"""The brief in five parts, from a real chat: made of what was said, corrected by the visitor."""

from typing import Any

from helpline.services.brief.briefs import Briefs
from tests.support import Helpline
from tests.visitor import Visitor

TOLD = "last year my ex threatened to hurt me and he waits outside my work on Alder Street"


async def offered(helpline: Helpline, visitor: Visitor) -> dict[str, str]:
    """The parts of the newest brief card, by id."""
    await helpline.services.handoff.ask(await helpline.id_of(visitor), "asked")
    await visitor.next("owner", owner="waiting")
    brief = await visitor.had("entry", kind="brief")
    return {part["id"]: part["text"] for part in brief["card"]["parts"]}


async def told_all(helpline: Helpline) -> Visitor:
    helpline.engine.answers({"text": "It is a crime.", "response": "utter_law_answer"})
    visitor = await helpline.visitor()
    await visitor.say(TOLD)
    await helpline.settled()
    return visitor


async def shown_at_the_desk(helpline: Helpline, conversation_id: str) -> dict[str, Any]:
    row = await helpline.row(conversation_id)
    assert row is not None
    async with helpline.services.database.read() as session:
        brief = await helpline.services.briefs.agreed(session, row)
    assert brief is not None
    return {part["id"]: part["text"] for part in brief["parts"]}


async def test_signs_stand_with_the_words_they_rest_on(helpline: Helpline) -> None:
    visitor = await told_all(helpline)
    parts = await offered(helpline, visitor)
    assert TOLD in parts["happening"]
    threat = next(one for one in parts["signs"].splitlines() if one.startswith("Threats"))
    assert "“" in threat
    # Every quote is the visitor's own.
    for quote in [one.partition("”")[0] for one in parts["signs"].split("“")[1:]]:
        assert quote in TOLD
    assert "declined" not in parts


async def test_who_told_nothing_is_shown_no_empty_boxes_of_ours(helpline: Helpline) -> None:
    parts = await offered(helpline, await helpline.visitor())
    assert list(parts) == ["happening", "worry", "need", "safe_contact", "call_me"]


async def test_the_same_chat_is_the_same_brief_when_it_is_offered_again(
    helpline: Helpline,
) -> None:
    visitor = await told_all(helpline)
    first = await offered(helpline, visitor)
    await helpline.services.handoff.stay(await helpline.id_of(visitor))
    await visitor.next("owner", owner="assistant")
    visitor.seen.clear()
    assert await offered(helpline, visitor) == first


async def test_what_they_took_out_is_in_no_part_and_on_no_list(helpline: Helpline) -> None:
    visitor = await told_all(helpline)
    parts = await offered(helpline, visitor)
    conversation_id = await helpline.id_of(visitor)
    briefs: Briefs = helpline.services.briefs
    left = {**parts, "happening": "somebody frightens me"}
    await briefs.answer(conversation_id, "b1", left, agree=True, history=False)
    shown = await shown_at_the_desk(helpline, conversation_id)
    assert shown["happening"] == "somebody frightens me"
    worker = await helpline.worker()
    board = await helpline.services.desk.view.board(worker)
    for words in ("hurt me", "Alder Street"):
        assert words not in str(shown)
        assert words not in str(board)
