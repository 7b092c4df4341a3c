"""A later chat of the same person: linked by a worker, seen by who works on the case, and no way
for the visitor to anything of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from helpline.errors import CaseGone, CaseRefused, NotTheirs
from helpline.models import CaseReturn, Worker
from tests.assessing.sheets import case_with, prompts, saving, trained
from tests.cases.agreeing import case_of
from tests.support import Helpline
from tests.visitor import Visitor

HOW = "she said the code word, and where the bus stop is"


async def taken(helpline: Helpline, name: str = "Kit") -> tuple[Visitor, str, Worker]:
    """Another visitor, in a chat with another worker."""
    visitor = await helpline.visitor()
    chat = await helpline.id_of(visitor)
    worker = await helpline.worker(name)
    await helpline.services.handoff.ask(chat, "asked")
    await helpline.services.worker_chats.take(chat, worker)
    return visitor, chat, worker


async def reasons(helpline: Helpline, case_id: str) -> list[tuple[str, str]]:
    return [(one.because, one.about) for one in await prompts(helpline, case_id)]


async def test_who_comes_back_in_another_chat_makes_a_new_look_due_on_their_case(
    helpline: Helpline,
) -> None:
    sam, services = await trained(helpline), helpline.services
    first = await helpline.visitor()
    case = await case_with(helpline, first, sam)
    await services.assessing.versions.save(case.id, sam, saving("s", 0))
    await services.erasing.erase(await helpline.id_of(first))
    later, chat, kit = await taken(helpline)
    await later.say("he keeps following me and he broke into my house")
    await helpline.settled()
    assert await reasons(helpline, case.id) == [], "nobody has said yet that it is them"
    await services.cases.later_chats.link(chat, kit, case.reference.lower(), HOW)
    found = await reasons(helpline, case.id)
    assert ("returned", "") in found
    assert ("told", "following") in found, "what was told before it was linked counts too"
    # And what comes after, in that chat, is due on the case as well.
    await later.say("he broke the restraining order and came to my house")
    await helpline.settled()
    assert ("breach", "breach_of_order") in await reasons(helpline, case.id)
    await later.say("he is outside my door right now with a knife")
    await helpline.settled()
    assert ("alert", "immediate_danger") in await reasons(helpline, case.id)
    board = await services.desk_view.board(sam)
    assert "They came back to the chat" in {one["why"] for one in board["look_again"]}
    assert (await services.desk_view.board(kit))["look_again"] == []


async def test_who_works_on_the_case_sees_who_linked_it_and_how_they_knew(
    helpline: Helpline,
) -> None:
    sam, services = await trained(helpline), helpline.services
    case = await case_with(helpline, await helpline.visitor(), sam)
    _later, chat, kit = await taken(helpline)
    await services.cases.later_chats.link(chat, kit, case.reference, HOW)
    shown = await services.cases.view.open(case.id, sam)
    [one] = shown["later_chats"]
    assert (one["conversation"], one["by"], one["told"]) == (chat, "Kit", HOW)
    assert one["owner"] == "worker"
    assert shown["returned"] is not None
    with pytest.raises(NotTheirs):
        await services.cases.view.open(case.id, kit)
    folder = services.config.data_dir
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert HOW.encode() not in held
    # The later chat is over: the link stays, and says so.
    await services.erasing.erase(chat)
    [one] = (await services.cases.view.open(case.id, sam))["later_chats"]
    assert one["owner"] is None
    with pytest.raises(NotTheirs):
        await services.cases.later_chats.unlink(case.id, kit, chat)
    await services.cases.later_chats.unlink(case.id, sam, chat)
    assert (await services.cases.view.open(case.id, sam))["later_chats"] == []


async def test_the_visitor_of_the_later_chat_gets_nothing_by_it(helpline: Helpline) -> None:
    """Whoever has read the reference over a shoulder, and is believed, has not got the case."""
    sam, services = await trained(helpline), helpline.services
    case = await case_with(helpline, await helpline.visitor(), sam)
    later, chat, kit = await taken(helpline)
    before = [line.seq for line in await helpline.lines(chat)]
    await services.cases.later_chats.link(chat, kit, case.reference, HOW)
    assert [line.seq for line in await helpline.lines(chat)] == before, "no sign of it"
    async with services.database.read() as session:
        row = await helpline.row(chat)
        assert row is not None
        assert await services.cases.files.of_conversation(session, chat) is None
    async with services.database.write() as session:
        await services.cases.ends.withdraw(session, row)
    found = await case_of(helpline, case.id)
    assert found is not None
    assert found.status == "open"
    assert case.reference not in later.texts


async def test_a_link_needs_the_chat_and_a_case_that_is_worked_on(helpline: Helpline) -> None:
    sam, services = await trained(helpline), helpline.services
    case = await case_with(helpline, await helpline.visitor(), sam)
    _later, chat, kit = await taken(helpline)
    link = services.cases.later_chats.link
    for reference in ("", "nothing", "AAA-AAA", case.reference[:-1]):
        with pytest.raises(CaseGone):
            await link(chat, kit, reference, HOW)
    with pytest.raises(NotTheirs):
        await link(chat, sam, case.reference, HOW)
    await link(chat, kit, case.reference, HOW)
    with pytest.raises(CaseRefused, match="linked_already"):
        await link(chat, kit, case.reference, HOW)
    assert case.conversation_id is not None
    other = await helpline.visitor()
    closed = await case_with(helpline, other, sam)
    await services.cases.work.withdrawn(closed.id, sam, "she said so")
    with pytest.raises(CaseGone):
        await link(chat, kit, closed.reference, HOW)
    async with services.database.read() as session:
        assert len((await session.scalars(select(CaseReturn))).all()) == 1
