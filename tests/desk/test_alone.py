"""A lead who opens chats alone does so under other people's eyes: a look that is overdue is told to
on call, and so is doing it often; other leads see who."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.exc import OperationalError

from helpline.models import Audit, Figure, OverrideReview, Worker, now
from helpline.services.desk.alone import LOOKED_AT_WITHIN, OFTEN, OFTEN_WITHIN
from helpline.services.desk.overrides import Asked, Came, Reasons
from tests.desk.desks import Desk
from tests.desk.on_call import Hook, Start, by_mail
from tests.desk.smtp import MailServer

WHY = "her last words were that he is at the door"
CANNOT_WAIT = "the other lead is on a plane"


async def opens_alone(desk: Desk, lead: Worker, alone: bool = True) -> str:
    """The lead asks for a chat that waits, or opens it alone; the override's id."""
    chat = await desk.waiting()
    reasons = Reasons(WHY, cannot_wait=CANNOT_WAIT if alone else None)
    asked = Asked(uuid.uuid4().hex, "immediate_danger", reasons)
    await desk.services.desk.overrides.ask(chat, lead, asked)
    await desk.services.notices.settle()
    async with desk.services.database.read() as session:
        rows = await session.scalars(
            select(OverrideReview.id).order_by(OverrideReview.opened_at.desc()).limit(1)
        )
        return str(rows.first())


async def sweeps(desk: Desk, at: datetime) -> None:
    await desk.services.desk.alone.sweep(at)
    await desk.services.notices.settle()


@contextmanager
def failing(desk: Desk, statement: str) -> Iterator[None]:
    """The database refuses statements that hold this, as a full disk would."""

    def refuse(_connection: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        if statement in sql:
            raise OperationalError(sql, {}, Exception("database or disk is full"))

    engine = desk.services.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", refuse)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", refuse)


@pytest.fixture
async def called(start: Start, hook: Hook) -> Desk:
    """A desk with a webhook for whoever is on call, and somebody on shift."""
    desk = await start(on_call_webhook=str(hook.server.make_url("/told")))
    await desk.page()
    return desk


async def test_on_call_is_told_each_day_that_nobody_has_looked(called: Desk, hook: Hook) -> None:
    lead, kit = await called.helpline.worker("Lou", "lead"), await called.helpline.worker("Kit")
    override = await opens_alone(called, lead)
    day, minute = LOOKED_AT_WITHIN, timedelta(minutes=2)
    opened = now()
    await sweeps(called, opened + day - minute)
    assert hook.posts == []
    for times in (1, 2):
        late = opened + times * day + times * minute
        await sweeps(called, late)
        assert len(hook.posts) == times
        await sweeps(called, late + minute)
        assert len(hook.posts) == times, "once a day"
    told = {"override": override, "what": "alone_overdue"}
    assert all(told.items() <= post.items() for post in hook.posts)
    await called.services.desk.second_person.answer(override, kit, True, "I would have too")
    await sweeps(called, opened + 9 * day)
    assert len(hook.posts) == 2


async def test_what_two_people_decided_is_told_to_nobody(called: Desk, hook: Hook) -> None:
    lead = await called.helpline.worker("Lou", "lead")
    await opens_alone(called, lead, alone=False)
    await sweeps(called, now() + 40 * LOOKED_AT_WITHIN)
    assert hook.posts == []


async def test_one_who_does_it_often_is_told_of_and_the_other_leads_see_who(
    called: Desk, hook: Hook
) -> None:
    lou, ola = [await called.helpline.worker(name, "lead") for name in ("Lou", "Ola")]
    kit = await called.helpline.worker("Kit")
    await opens_alone(called, ola)
    often = called.services.desk.alone.often

    async def seen_by(worker: Worker, at: datetime | None = None) -> list[tuple[str, int]]:
        async with called.services.database.read() as session:
            return [(one["by"], one["number"]) for one in await often(session, worker, at)]

    for number in range(1, OFTEN + 2):
        await opens_alone(called, lou)
        assert len(hook.posts) == max(0, number - OFTEN + 1)
        expected = [("Lou", number)] if number >= OFTEN else []
        assert (await seen_by(ola), await seen_by(lou), await seen_by(kit)) == (expected, [], [])
    assert {post["what"] for post in hook.posts} == {"alone_often"}
    assert await seen_by(ola, now() + OFTEN_WITHIN + timedelta(hours=1)) == []
    async with called.services.database.read() as session:
        rows = await session.scalars(select(Figure).where(Figure.name == "opened_before"))
        assert {row.label: row.number for row in rows.all()} == {"alone": OFTEN + 2}


async def test_what_lies_far_back_is_no_habit(called: Desk, hook: Hook) -> None:
    lead = await called.helpline.worker("Lou", "lead")
    for _ in range(OFTEN - 1):
        await opens_alone(called, lead)
    async with called.services.database.write() as session:
        long_ago = now() - OFTEN_WITHIN - timedelta(hours=1)
        await session.execute(update(OverrideReview).values(opened_at=long_ago))
    await opens_alone(called, lead)
    assert hook.posts == []


async def test_the_mail_names_nobody_and_says_what_is_to_be_done(
    start: Start, mail: MailServer
) -> None:
    desk = await start(**by_mail(mail))
    await desk.page()
    lead = await desk.helpline.worker("Lou", "lead")
    for _ in range(OFTEN):
        await opens_alone(desk, lead)
    await sweeps(desk, now() + LOOKED_AT_WITHIN + timedelta(minutes=2))
    often, *late = mail.mails
    assert "three chats or more alone within 30 days" in often
    assert len(late) == OFTEN
    assert all("for a day nobody has" in one for one in late)
    for one in mail.mails:
        assert not any(word in one for word in ("Lou", WHY, CANNOT_WAIT, "immediate_danger"))


async def test_the_trail_says_that_it_was_done_alone(desk: Desk) -> None:
    await desk.page()
    lead = await desk.helpline.worker("Lou", "lead")
    await opens_alone(desk, lead)
    async with desk.services.database.read() as session:
        rows = await session.scalars(select(Audit.detail).where(Audit.action == "override"))
        assert rows.all() == ["immediate_danger, told, alone"]


async def test_a_count_that_fails_hides_no_opening_and_is_done_later(
    called: Desk, hook: Hook
) -> None:
    """The lead reads that the chat is open, the trail has it, and on call is told all the same."""
    lead, kit = await called.helpline.worker("Lou", "lead"), await called.helpline.worker("Kit")
    for _ in range(OFTEN - 1):
        await opens_alone(called, lead)
    chat = await called.waiting()
    asked = Asked("o1", "immediate_danger", Reasons(WHY, cannot_wait=CANNOT_WAIT))
    with failing(called, "SET counted_at"):
        came = await called.services.desk.overrides.ask(chat, lead, asked)
    assert came == Came(opened=True, told=True)
    await called.services.notices.settle()
    assert hook.posts == []
    async with called.services.database.read() as session:
        rows = await session.scalars(select(Audit.detail).where(Audit.subject == chat))
        assert rows.all() == ["immediate_danger, told, alone"]
    for minutes in (2, 4):
        await sweeps(called, now() + timedelta(minutes=minutes))
        assert [post["what"] for post in hook.posts] == ["alone_often"], "once"
    async with called.services.database.read() as session:
        board = await called.services.desk.second_person.board(session, kit)
    assert len(board) == OFTEN


async def test_what_cannot_be_written_down_is_not_opened(called: Desk) -> None:
    """Opening, its line in the trail and its review are one transaction: nobody looks unseen."""
    lead = await called.helpline.worker("Lou", "lead")
    for written in ("INTO audit", "INTO override_review", "figure"):
        chat = await called.waiting()
        asked = Asked("o1", "immediate_danger", Reasons(WHY, cannot_wait=CANNOT_WAIT))
        with failing(called, written), pytest.raises(OperationalError):
            await called.services.desk.overrides.ask(chat, lead, asked)
        shown = await called.services.desk.view.chat(chat, lead)
        assert shown["override"] is None
        lines = await called.helpline.lines(chat)
        assert not any(line.kind == "opened" for line in lines), "and nobody was told that it is"
