"""What was erased stays erased, whichever files of yesterday come back."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from helpline.config import Config
from helpline.db import Database
from helpline.errors import KeyGone
from helpline.migrations import upgrade
from helpline.models import Alert, Erased, LedgerBase
from helpline.services.keys.ledger import Ledger
from helpline.services.keys.sealing import place, unseal
from helpline.services.stores import open_stores
from helpline.services.turns.reading import Reads
from tests.atrest.thief import copied, danger
from tests.support import running

CANARY = "canarywordledger"
YESTERDAY = {
    "the database": ("waymark.db", "engine.db"),
    "the database and an old key store": ("waymark.db", "keys.db", "engine.db"),
    "an old key store alone": ("keys.db",),
    "everything but the ledger": ("waymark.db", "keys.db", "escrow.db", "engine.db"),
}


@pytest.mark.parametrize("files", YESTERDAY.values(), ids=YESTERDAY)
async def test_an_erased_chat_does_not_come_back_with_yesterdays_files(
    files: tuple[str, ...], tmp_path: Path, reads: Reads
) -> None:
    """
    visitor: … canary
    (yesterday's copy)
    visitor: exit
    (yesterday's files are put back)
    """
    data, yesterday = tmp_path / "data", tmp_path / "yesterday"
    data.mkdir()
    async with running(data, reads) as helpline:
        visitor = await helpline.visitor()
        await visitor.say(CANARY)
        await helpline.settled()
        erased = await helpline.id_of(visitor)
        stays = await helpline.visitor()
        await stays.say("this chat goes on")
        await helpline.settled()
        going_on = await helpline.id_of(stays)
        known_as = helpline.services.assistant.engine_name(erased)
        key = await helpline.services.keys.find(erased)
        copied(data, yesterday, *files)
        await visitor.send("exit")
        await visitor.closed()
        await helpline.services.timers.look()
        assert helpline.engine.erased == [known_as]

    copied(yesterday, data, *files)

    async with running(data, reads) as helpline:
        assert await helpline.row(erased) is None
        assert await helpline.lines(going_on) != []
        with pytest.raises(KeyGone):
            await helpline.services.keys.find(erased)
        assert await helpline.lines(erased) == []
        await helpline.services.timers.look()
        assert helpline.engine.erased == [known_as], "the engine is told again"
        refused = await helpline.connect()
        assert await refused.hello(token=visitor.token, after=0) == {"type": "gone"}
        again = await helpline.visitor()
        await again.say("and the service starts")
        await helpline.settled()
    assert all(key not in file.read_bytes() for file in data.iterdir())


async def test_a_reviewed_excerpt_and_a_purged_alert_do_not_come_back(
    tmp_path: Path, reads: Reads
) -> None:
    data, yesterday = tmp_path / "data", tmp_path / "yesterday"
    data.mkdir()
    names = ("waymark.db", "keys.db", "escrow.db")
    async with running(data, reads) as helpline:
        _, _, reviewed = await danger(helpline, CANARY)
        _, _, purged = await danger(helpline, CANARY)
        _, _, still_open = await danger(helpline, CANARY)
        copied(data, yesterday, *names)
        worker = await helpline.worker(role="lead")
        for one in (reviewed, purged):
            await helpline.services.alerts.review(one, worker.id, "called_999", "a note")
        await helpline.services.erasing.purge([purged])

    copied(yesterday, data, *names)

    async with running(data, reads) as helpline:
        alerts = {one.id: one for one in await helpline.alerts()}
        assert purged not in alerts
        assert alerts[reviewed].status == "reviewed"
        assert alerts[reviewed].excerpt is None
        for gone in (f"alert:{reviewed}", f"alert:{purged}", f"note:{purged}"):
            with pytest.raises(KeyGone):
                await helpline.services.keys.find(gone)
        key = await helpline.services.keys.find(f"alert:{still_open}")
        excerpt = alerts[still_open].excerpt
        assert excerpt is not None
        assert CANARY in unseal(key, excerpt, place(still_open, "excerpt")).decode()


async def test_a_crash_between_ledger_and_key_is_finished_at_the_next_start(
    tmp_path: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, reads) as helpline:
        visitor = await helpline.visitor()
        await visitor.say(CANARY)
        await helpline.settled()
        conversation_id = await helpline.id_of(visitor)

        async def power_cut(*_names: str) -> None:
            raise OSError

        monkeypatch.setattr(helpline.services.keys, "discard", power_cut)
        with pytest.raises(OSError):
            await helpline.services.erasing.erase(conversation_id)
        assert await helpline.row(conversation_id) is not None

    async with running(tmp_path, reads) as helpline:
        assert await helpline.row(conversation_id) is None
        with pytest.raises(KeyGone):
            await helpline.services.keys.find(conversation_id)


async def test_an_excerpt_whose_review_was_cut_short_is_closed_by_the_clock(
    tmp_path: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, reads) as helpline:
        _, _, alert_id = await danger(helpline, CANARY)
        worker = await helpline.worker(role="lead")

        async def power_cut(*_names: str) -> None:
            raise OSError

        with monkeypatch.context() as cut:
            cut.setattr(helpline.services.keys, "destroy", power_cut)
            with pytest.raises(OSError):
                await helpline.services.alerts.review(alert_id, worker.id, "called_999", "a note")
        assert await helpline.services.keys.find(f"alert:{alert_id}")
        await helpline.services.retention.run()
        with pytest.raises(KeyGone):
            await helpline.services.keys.find(f"alert:{alert_id}")
        assert await helpline.services.keys.find(f"note:{alert_id}")


async def test_the_ledger_says_no_name_and_no_time_of_day(config: Config) -> None:
    async with open_stores(config) as stores:
        await stores.keys.make("conversation-name")
        await stores.keys.destroy("conversation-name")
        async with stores.ledger_database.read() as session:
            row = (await session.scalars(select(Erased))).one()
    assert type(row.day) is date
    assert b"conversation-name" not in (config.data_dir / "erased.db").read_bytes()


async def test_two_ledgers_never_join(tmp_path: Path) -> None:
    marks = []
    for name in ("one", "two"):
        config = Config(data_dir=tmp_path / name)
        async with open_stores(config) as stores:
            await stores.ledger.note("same")
            async with stores.ledger_database.read() as session:
                marks.append(await session.scalar(select(Erased.mark)))
    assert marks[0] != marks[1]


async def test_what_is_older_than_any_backup_is_forgotten_and_the_first_day_counts(
    config: Config,
) -> None:
    async with open_stores(config) as stores:
        today = date(2026, 6, 1)
        await stores.ledger.note("old", day=today - timedelta(days=50))
        await stores.ledger.note("young", day=today)
        await stores.ledger.note("old", day=today)
        assert await stores.ledger.drop_before(today - timedelta(days=42)) == 1
        assert await stores.ledger.erased(["old", "young"]) == {"young": today}


@settings(max_examples=30)
@given(
    noted=st.sets(st.text(max_size=40), max_size=20),
    others=st.sets(st.text(max_size=40), max_size=20),
)
def test_the_ledger_knows_what_it_was_told_and_nothing_else(
    noted: set[str], others: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    async def check() -> None:
        config = Config(data_dir=tmp_path_factory.mktemp("ledger"))
        await _only_the_ledger(config)
        database = Database(config.ledger_database)
        await Ledger(database).note(*noted)
        assert set(await Ledger(database).erased(noted | others)) == noted
        await database.close()

    asyncio.run(check())


async def _only_the_ledger(config: Config) -> None:
    database = Database(config.ledger_database)
    async with database.engine.begin() as connection:
        await connection.run_sync(LedgerBase.metadata.create_all)
    await database.close()


async def test_restoring_a_purged_alert_as_a_row_alone_removes_it(config: Config) -> None:
    await upgrade(config)
    async with open_stores(config) as stores:
        await stores.ledger.note("alert:a", "note:a")
        async with stores.database.write() as session:
            session.add(Alert(id="a", kind="immediate_danger", status="open"))
    async with open_stores(config) as stores:
        assert stores.replayed.alerts == 1
        async with stores.database.read() as session:
            assert await session.get(Alert, "a") is None
