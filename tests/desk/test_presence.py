"""Who counts as on shift: what the assistant's promise of a person rests on."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from helpline.models import now
from helpline.services.shifts.presence import PresenceBook
from tests.desk.desks import Desk, desk_on

# A Monday at noon in winter, and the night after.
OPEN = datetime(2026, 11, 23, 12, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 23, tzinfo=UTC)


async def test_nobody_is_on_shift_until_a_desk_is_open_and_after_it_is_closed(desk: Desk) -> None:
    presence = desk.services.presence
    assert not await presence.on_shift()
    page = await desk.page()
    assert await presence.on_shift()
    assert await presence.workers_on_shift() == 1
    other = await desk.page("Kit")
    await page.socket.close()
    await other.board(presence={"on_shift": 1, "open_now": presence.open_now()})
    await other.send("available", on=False)
    await other.board(presence={"on_shift": 0, "open_now": presence.open_now()})
    assert not await presence.on_shift()
    await other.send("available", on=True)
    await other.board(presence={"on_shift": 1, "open_now": presence.open_now()})


async def test_a_worker_with_two_desks_open_is_one_worker(desk: Desk) -> None:
    worker = await desk.helpline.worker()
    cookie = await desk.cookie_of(worker)
    for _ in range(2):
        await (await desk.connect(cookie)).board()
    assert await desk.services.presence.workers_on_shift() == 1


async def test_a_desk_that_gives_no_sign_is_forgotten_after_45_seconds(desk: Desk) -> None:
    presence, worker = desk.services.presence, await desk.helpline.worker()
    moment = now()
    await presence.seen("a" * 32, worker.id, available=True, at=moment)
    assert await presence.workers_on_shift(moment + timedelta(seconds=44)) == 1
    assert await presence.workers_on_shift(moment + timedelta(seconds=46)) == 0
    await presence.seen("a" * 32, worker.id, available=True, at=moment + timedelta(seconds=30))
    assert await presence.workers_on_shift(moment + timedelta(seconds=70)) == 1
    await presence.gone("a" * 32)
    assert await presence.workers_on_shift(moment) == 0


async def test_in_production_an_open_desk_counts_only_in_opening_hours(tmp_path: Path) -> None:
    async with desk_on(tmp_path) as desk:
        worker = await desk.helpline.worker()
        hours, database = desk.services.hours, desk.services.database
        assert hours.open_somewhere(OPEN)
        production = PresenceBook(database, hours, "production", always_on_shift=False)
        local = PresenceBook(database, hours, "local", always_on_shift=False)
        for clock, counted in ((OPEN, 1), (NIGHT, 0)):
            # Tables keep UTC without a zone.
            moment = clock.replace(tzinfo=None)
            await production.seen("a" * 32, worker.id, available=True, at=moment)
            assert await production.workers_on_shift(moment) == counted
            assert await local.workers_on_shift(moment) == 1


async def test_always_on_shift_counts_one_with_nobody_there(desk: Desk) -> None:
    book = PresenceBook(desk.services.database, desk.services.hours, "local", always_on_shift=True)
    assert await book.on_shift()
    assert await book.workers_on_shift() == 1


async def test_a_visitor_is_put_in_a_queue_only_while_a_desk_is_open(desk: Desk) -> None:
    conversation = await desk.visitor()
    await desk.services.handoff.ask(conversation, "asked")
    row = await desk.helpline.row(conversation)
    assert row is not None
    assert row.owner == "assistant"
    told = (await desk.helpline.lines(conversation))[-1]
    said = "\n".join(line.body.text or "" for line in await desk.helpline.lines(conversation))
    assert told.author == "service"
    assert f"Next: {desk.services.hours.next_open_words('england', 'en')}" in said
    await desk.page()
    await desk.services.handoff.ask(conversation, "asked")
    row = await desk.helpline.row(conversation)
    assert row is not None
    assert row.owner == "waiting"
