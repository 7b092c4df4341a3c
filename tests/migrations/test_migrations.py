"""The schema, step by step: it leads to what the code expects, on SQLite and on PostgreSQL."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from helpline.config import Config
from helpline.db import Database
from helpline.errors import AlreadyOpened
from helpline.migrations import alembic_config, upgrade
from helpline.models import Audit, Base, Conversation, Override, Timer, Worker, now
from helpline.services.audit.chain import first_broken, note_audit
from helpline.services.desk.alone import AloneWatch
from helpline.services.desk.overrides import Asked, Came, Overrides, Reasons
from helpline.services.leaving.retention import RetentionClock
from helpline.services.log import ownership
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import EntryLog
from helpline.services.log.events import Events
from helpline.services.notices import Notices
from helpline.services.stores import open_stores
from tests.support import ROOT, shared_content


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of our own, reached over a socket in its folder; its address."""
    # A short path: a socket's name may have 107 characters.
    folder, runtime = tempfile.mkdtemp(prefix="wm-pg-"), tempfile.mkdtemp()
    with pytest.MonkeyPatch.context() as patch:
        # Asked for while it is imported; without it, where nobody is logged in, there is a warning.
        patch.setenv("XDG_RUNTIME_DIR", runtime)
        import pgserver

        server = pgserver.get_server(folder, cleanup_mode="delete")
        yield f"postgresql+asyncpg://postgres@/postgres?host={folder}"
        server.cleanup()
    for made in (folder, runtime):
        shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'waymark.db'}"
        return
    url: str = request.getfixturevalue("postgres")
    yield url
    asyncio.run(_run(url, _empty))


def _empty(connection: Connection) -> None:
    connection.execute(text("DROP SCHEMA public CASCADE"))
    connection.execute(text("CREATE SCHEMA public"))
    connection.commit()


async def _run(url: str, job):  # type: ignore[no-untyped-def]
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        result = await connection.run_sync(job)
    await engine.dispose()
    return result


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def test_the_newest_revision_is_what_the_models_say(address: str) -> None:
    command.upgrade(alembic_config(address), "head")
    assert asyncio.run(_run(address, _differences)) == []
    assert asyncio.run(_run(address, _tables)) == set(Base.metadata.tables)


def test_every_step_can_be_undone_and_done_again(address: str) -> None:
    config = alembic_config(address)
    revisions = list(ScriptDirectory.from_config(config).walk_revisions())
    for _ in range(2):
        for revision in reversed(revisions):
            command.upgrade(config, revision.revision)
        assert asyncio.run(_run(address, _differences)) == []
        for revision in revisions:
            command.downgrade(config, revision.down_revision or "base")
        assert asyncio.run(_run(address, _tables)) == set()


def test_there_is_one_line_of_revisions() -> None:
    assert len(ScriptDirectory.from_config(alembic_config("sqlite://")).get_heads()) == 1


def test_a_percent_sign_in_a_password_survives() -> None:
    url = "postgresql+asyncpg://u:p%40ss@db/waymark"
    assert alembic_config(url).get_main_option("sqlalchemy.url") == url


def test_what_was_there_before_the_second_step_gets_its_times(address: str) -> None:
    """Timers under way and workers whose access has ended, in a database of the first version."""
    config = alembic_config(address)
    command.upgrade(config, "0001")

    def fill(connection: Connection) -> None:
        for statement in (
            "INSERT INTO timer (kind, subject, due_at, tries)"
            " VALUES ('forget', 'x', '2026-01-02 03:04:05', 0)",
            "INSERT INTO worker (id, email, name, role, active, created_at)"
            " VALUES (1, 'a', 'A', 'worker', :off, '2026-01-01 00:00:00'),"
            " (2, 'b', 'B', 'worker', :on, '2026-01-01 00:00:00')",
        ):
            given = {"off": False, "on": True} if ":off" in statement else {}
            connection.execute(text(statement), given)
        connection.commit()

    asyncio.run(_run(address, fill))
    command.upgrade(config, "head")

    async def look() -> None:
        database = Database(address)
        async with database.read() as session:
            timer = (await session.scalars(select(Timer))).one()
            assert timer.made_at == timer.due_at
            ended = await session.get(Worker, 1)
            assert ended is not None
            assert ended.revoked_at is not None
            assert abs(ended.revoked_at - now()) < timedelta(days=1)
            here = await session.get(Worker, 2)
            assert here is not None
            assert here.revoked_at is None
        await database.close()

    asyncio.run(look())


async def test_a_second_start_changes_nothing_and_keeps_what_is_there(tmp_path: Path) -> None:
    config = Config(data_dir=tmp_path)
    await upgrade(config)
    database = Database(config.main_database)
    async with database.write() as session:
        session.add(Worker(id=1, email="a@example.org", name="A"))
    await upgrade(config)
    async with database.read() as session:
        assert (await session.get(Worker, 1)) is not None
    await database.close()


async def test_sixteen_claims_on_postgresql_have_one_winner_too(postgres: str) -> None:
    await asyncio.to_thread(command.upgrade, alembic_config(postgres), "head")
    database = Database(postgres)
    async with database.write() as session:
        session.add_all(Worker(id=n, email=f"{n}@example.org", name=str(n)) for n in range(16))
        await session.flush()
        for chat in range(10):
            session.add(
                Conversation(
                    id=f"chat{chat}",
                    audience="adult",
                    language="en",
                    owner="waiting",
                    reasons=[],
                    erase_at=now(),
                )
            )

    async def race(chat: str, worker: int) -> bool:
        async with database.write() as session:
            return await ownership.claim(session, chat, worker, now())

    for chat in range(10):
        won = await asyncio.gather(*(race(f"chat{chat}", worker) for worker in range(16)))
        assert sum(won) == 1
    await database.close()
    await _run(postgres, _empty)


async def test_sixteen_leads_who_open_one_chat_have_one_winner_on_postgresql_too(
    postgres: str, tmp_path: Path
) -> None:
    """The other database has no single writer: the row itself is what they queue for."""
    config = Config(data_dir=tmp_path, database_url=postgres)
    async with open_stores(config) as stores:
        database, keys, events = stores.database, stores.keys, Events()
        log = EntryLog(keys, config.keep_hours)
        content = shared_content(ROOT / "data")
        conversations = Conversations(database, keys, log, content, config.keep_hours)
        # Nobody is on call: no client is needed.
        notices = Notices(config, database, mock.Mock(), content)
        alone = AloneWatch(database, notices, events)
        overrides = Overrides(database, keys, conversations, events, alone)
        leads = [
            Worker(id=n, email=f"{n}@example.org", name=str(n), role="lead") for n in range(16)
        ]
        async with database.write() as session:
            session.add_all(leads)
        chat = (await conversations.open("adult", "en", None)).conversation.id
        async with database.write() as session:
            assert await ownership.enter_queue(session, chat)
        asked = Asked("o1", "immediate_danger", Reasons("why", cannot_wait="at the door"))
        ends = await asyncio.gather(
            *(overrides.ask(chat, lead, asked) for lead in leads), return_exceptions=True
        )
        assert ends.count(Came(opened=True, told=True)) == 1
        assert sum(isinstance(end, AlreadyOpened) for end in ends) == 15
        async with database.read() as session:
            assert len((await session.scalars(select(Override))).all()) == 1
            told = await log.read(session, chat, 0)
        assert sum("without asking you first" in (line.body.text or "") for line in told) == 1
        await stores.erasing.erase(chat)
        async with database.read() as session:
            assert (await session.scalars(select(Override))).all() == []
    await _run(postgres, _empty)


async def test_what_was_erased_and_what_is_over_goes_on_postgresql_too(
    postgres: str, tmp_path: Path
) -> None:
    """The erasure ledger, the retention clock and the audit's anchor, on the other database."""
    config = Config(data_dir=tmp_path, database_url=postgres)
    async with open_stores(config) as stores:
        async with stores.database.write() as session:
            session.add(Worker(id=1, email="a@example.org", name="A"))
            await note_audit(session, 1, "take", "old", at=now() - timedelta(days=400))
            await note_audit(session, 1, "take", "young")
            for name in ("erased", "over", "stays"):
                session.add(
                    Conversation(
                        id=name,
                        audience="adult",
                        language="en",
                        reasons=[],
                        erase_at=now() + timedelta(hours=-1 if name == "over" else 1),
                    )
                )
        await stores.ledger.note("erased")
    async with open_stores(config) as stores:
        assert stores.replayed.conversations == 1
        clock = RetentionClock(
            stores.database, stores.keys, stores.ledger, stores.erasing, 365, 365, 730, 35
        )
        await clock.run()
        for statement in (
            "UPDATE audit SET subject = 'x'",
            "DELETE FROM audit",
            "UPDATE audit_anchor SET through_id = 0",
            "DELETE FROM audit_anchor",
        ):
            with pytest.raises(DBAPIError, match="only added to"):
                async with stores.database.write() as session:
                    await session.execute(text(statement))
        async with stores.database.read() as session:
            assert (await session.scalars(select(Conversation.id))).all() == ["stays"]
            subjects = (await session.scalars(select(Audit.subject).order_by(Audit.id))).all()
            assert subjects == ["young", "1"]
            assert await first_broken(session) is None
            assert await stores.heads.verify() is None
            forgotten = (await session.scalars(select(Timer.kind))).all()
            assert forgotten == ["forget", "forget"]
    await _run(postgres, _empty)
