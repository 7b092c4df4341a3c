"""Each table and file has a rule, each rule is kept: too old goes, younger stays."""

import importlib
import inspect
import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from fnmatch import fnmatch
from typing import Any, NamedTuple

import pytest
from sqlalchemy import MetaData, select

from bot.sealed import SealedMemory
from helpline.app import serving
from helpline.config import Config
from helpline.errors import ConfigError, KeyGone
from helpline.models import (
    Alert,
    Audit,
    Base,
    Brief,
    ContentStamp,
    Conversation,
    Entry,
    EscrowBase,
    Key,
    KeyBase,
    LedgerBase,
    Presence,
    SignInLink,
    Timer,
    Worker,
    WorkerSession,
    now,
)
from helpline.retention_rules import FILES, TABLES, markdown
from helpline.services.audit import note_audit
from helpline.services.reading import Reads
from helpline.services.retention import RetentionClock
from helpline.services.stores import Stores, open_stores
from tests.fake_engine import TOKEN
from tests.support import ROOT

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
NOW = now().replace(hour=12, minute=0, second=0, microsecond=0)
SCHEMAS: dict[str, MetaData] = {
    "waymark.db": Base.metadata,
    "keys.db": KeyBase.metadata,
    "erased.db": LedgerBase.metadata,
    "escrow.db": EscrowBase.metadata,
}


def declared(store: str) -> dict[str, list[str]]:
    return {rule.name: rule.columns.split() for rule in TABLES if rule.store == store}


@pytest.mark.parametrize("store", SCHEMAS)
def test_every_table_and_every_column_has_a_rule(store: str) -> None:
    schema = {name: table.columns.keys() for name, table in SCHEMAS[store].tables.items()}
    if store == "waymark.db":
        schema["alembic_version"] = ["version_num"]
    assert declared(store) == schema


async def test_what_lies_on_the_disk_is_what_the_rules_say(config: Config) -> None:
    """Not the models: the files themselves, the engine's among them."""
    SealedMemory(config.data_dir / "engine.db").close()
    async with open_stores(config):
        pass
    databases = sorted(config.data_dir.glob("*.db"))
    assert {file.name for file in databases} == {rule.store for rule in TABLES}
    for file in databases:
        with closing(sqlite3.connect(file)) as opened:
            tables = {
                name: [row[1] for row in opened.execute(f"PRAGMA table_info({name})")]
                for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
        assert {name: sorted(columns) for name, columns in tables.items()} == {
            name: sorted(columns) for name, columns in declared(file.name).items()
        }


async def test_every_file_of_a_running_service_has_a_rule(
    config: Config, reads: Reads, free_port: Callable[[], int]
) -> None:
    settings = Config(
        data_dir=config.data_dir,
        content_dir=ROOT / "data",
        web_dir=config.data_dir / "no-web-pages",
        engine_token=TOKEN,
        public_port=free_port(),
        desk_port=free_port(),
        actions_port=free_port(),
        engine_port=free_port(),
    )
    patterns = [one for rule in FILES if rule.store == "file" for one in rule.name.split(", ")]
    async with serving(settings, reads) as services:
        await services.conversations.open("adult", "en", None)
        await services.stores.keys.rotate()
        names = [
            str(file.relative_to(config.data_dir))
            for file in config.data_dir.rglob("*")
            if file.is_file()
        ]
    assert "waymark.db-wal" in names
    assert "service.lock" in names
    undeclared = [name for name in names if not any(fnmatch(name, one) for one in patterns)]
    assert undeclared == []
    assert all(
        (config.data_dir / name).stat().st_mode & 0o077 == 0
        for name in names
        if (config.data_dir / name).exists()
    ), "for their owner alone"


@pytest.mark.parametrize("rule", [*TABLES, *FILES], ids=lambda rule: f"{rule.store} {rule.name}")
def test_what_enforces_a_rule_is_there(rule: Any) -> None:
    path = rule.by.split(".")
    for cut in range(len(path), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(path[:cut]))
        except ModuleNotFoundError:
            continue
        for name in path[cut:]:
            found = getattr(found, name)
        assert inspect.isroutine(found)
        return
    pytest.fail(f"there is no {rule.by}")


def test_the_page_holds_the_same_table() -> None:
    assert markdown() in (ROOT / "docs" / "retention.md").read_text()


@pytest.mark.parametrize("rule", TABLES, ids=lambda rule: rule.name)
def test_the_models_docstring_says_what_is_held_and_how_long(rule: Any) -> None:
    models = {
        mapper.class_.__tablename__: mapper.class_
        for base in (Base, KeyBase, LedgerBase, EscrowBase)
        for mapper in base.registry.mappers
    }
    if rule.name in ("alembic_version", "memory"):
        assert rule.name not in models
        return
    assert re.search(r"Holds: .*Kept: ", models[rule.name].__doc__ or "", re.S)


# The rows: each is made twice, once just too old and once just not.


class Case(NamedTuple):
    """`make` writes a row that is this old, under this name; `left` says which names are there."""

    make: Callable[[Stores, str, timedelta], Awaitable[None]]
    left: Callable[[Stores], Awaitable[set[str]]]
    kept: timedelta
    precision: timedelta = MINUTE


async def add(stores: Stores, *rows: Any) -> None:
    async with stores.database.write() as session:
        for row in rows:
            session.add(row)
            await session.flush()


async def names(stores: Stores, column: Any) -> set[str]:
    async with stores.database.read() as session:
        return {str(one) for one in await session.scalars(select(column))}


def a_chat(name: str, **values: Any) -> Conversation:
    base = {"audience": "adult", "language": "en", "reasons": [], "erase_at": NOW + DAY}
    return Conversation(id=name, **{**base, **values})


async def chat(stores: Stores, name: str, age: timedelta) -> None:
    await stores.keys.make(name)
    await add(
        stores,
        a_chat(name, erase_at=NOW - age),
        Entry(conversation_id=name, seq=1, author="visitor", body=b"sealed"),
        Brief(conversation_id=name, parts=b"sealed"),
    )


async def reviewed(stores: Stores, name: str, age: timedelta) -> None:
    await stores.keys.make(f"note:{name}")
    await add(
        stores,
        Alert(
            id=name, kind="immediate_danger", status="reviewed", reviewed_at=NOW - age, note=b"s"
        ),
    )


async def counted(stores: Stores, name: str, age: timedelta) -> None:
    await add(
        stores, Alert(id=name, kind="harmful_request", status="counted", created_at=NOW - age)
    )


async def worker(stores: Stores, name: str, age: timedelta) -> None:
    await add(stores, Worker(email=name, name=name, active=False, revoked_at=NOW - age))


async def colleague(stores: Stores, name: str) -> int:
    one = Worker(email=f"of {name}", name="Kim")
    await add(stores, one)
    return one.id


async def idle_session(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    token = name.encode()
    await add(
        stores,
        WorkerSession(token_hash=token, worker_id=who, seen_at=NOW - age, created_at=NOW - age),
    )


async def long_session(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    token = name.encode()
    await add(
        stores, WorkerSession(token_hash=token, worker_id=who, seen_at=NOW, created_at=NOW - age)
    )


async def link(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    over = NOW - age
    await add(
        stores,
        SignInLink(token_hash=name.encode(), worker_id=who, purpose="enrol", expires_at=over),
    )


async def desk(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    await add(stores, Presence(socket_id=name, worker_id=who, until=NOW - age))


async def timer(stores: Stores, name: str, age: timedelta) -> None:
    await add(stores, Timer(kind="forget", subject=name, due_at=NOW + HOUR, made_at=NOW - age))


async def approved(stores: Stores, name: str, age: timedelta) -> None:
    await add(stores, ContentStamp(key=name, digest="0", worker_id=None, at=NOW - age))


async def audited(stores: Stores, name: str, age: timedelta) -> None:
    async with stores.database.write() as session:
        await note_audit(session, 1, "take", name, at=NOW - age)


async def unused_key(stores: Stores, name: str, age: timedelta) -> None:
    # Beside a chat that is there: an empty database is no reason to destroy keys.
    await add(stores, a_chat(f"of {name}"))
    await stores.keys.make(name)
    async with stores.key_database.write() as session:
        row = await session.get(Key, name)
        assert row is not None
        row.made_at = NOW - age


async def noted(stores: Stores, name: str, age: timedelta) -> None:
    await stores.ledger.note(name, day=(NOW - age).date())


async def tokens(stores: Stores, column: Any) -> set[str]:
    async with stores.database.read() as session:
        return {one.decode() for one in await session.scalars(select(column))}


async def key_names(stores: Stores) -> set[str]:
    return await stores.keys.names()


CASES: dict[str, Case] = {
    "conversation": Case(chat, lambda s: names(s, Conversation.id), timedelta(0)),
    "entry": Case(chat, lambda s: names(s, Entry.conversation_id), timedelta(0)),
    "brief": Case(chat, lambda s: names(s, Brief.conversation_id), timedelta(0)),
    "alert": Case(reviewed, lambda s: names(s, Alert.id), 90 * DAY),
    "alert, counted": Case(counted, lambda s: names(s, Alert.id), 90 * DAY),
    "worker": Case(worker, lambda s: names(s, Worker.email), 365 * DAY),
    "worker_session": Case(
        idle_session, lambda s: tokens(s, WorkerSession.token_hash), 15 * MINUTE
    ),
    "worker_session, long": Case(
        long_session, lambda s: tokens(s, WorkerSession.token_hash), 8 * HOUR
    ),
    "sign_in_link": Case(link, lambda s: tokens(s, SignInLink.token_hash), timedelta(0)),
    "presence": Case(desk, lambda s: names(s, Presence.socket_id), timedelta(0)),
    "timer": Case(timer, lambda s: names(s, Timer.subject), 8 * DAY),
    "content_stamp": Case(approved, lambda s: names(s, ContentStamp.key), (180 + 365) * DAY),
    "audit": Case(audited, lambda s: names(s, Audit.subject), 365 * DAY, DAY),
    "key": Case(unused_key, key_names, DAY),
    "key, of a chat": Case(chat, key_names, timedelta(0)),
    "erased": Case(noted, lambda s: erased_names(s), (35 + 7) * DAY, DAY),
}
# Nothing personal, or no time: what makes these go is tested where they are made.
WITHOUT_A_CLOCK = {
    "audit_anchor": "tests/unit/helpline/test_audit.py",
    "alembic_version": "tests/migrations/test_migrations.py",
    "wrapping": "tests/atrest/test_rotation.py",
    "escrowed": "tests/atrest/test_escrow.py",
    "recovery_key": "tests/atrest/test_escrow.py",
    "ledger_salt": "tests/atrest/test_ledger.py",
    "memory": "tests/unit/bot/test_sealed.py",
}


async def erased_names(stores: Stores) -> set[str]:
    return set(await stores.ledger.erased(["old", "young"]))


def test_every_rule_has_a_row_that_is_too_old() -> None:
    timed = {name.partition(",")[0] for name in CASES}
    assert timed | WITHOUT_A_CLOCK.keys() == {rule.name for rule in TABLES}
    assert timed & WITHOUT_A_CLOCK.keys() == set()
    assert all((ROOT / test).is_file() for test in WITHOUT_A_CLOCK.values())


def clock(stores: Stores, **days: float) -> RetentionClock:
    base = {"keep_audit_days": 365.0, "keep_worker_days": 365.0, "backup_days": 35.0}
    return RetentionClock(
        stores.database, stores.keys, stores.ledger, stores.erasing, **{**base, **days}
    )


@pytest.mark.parametrize("name", CASES)
async def test_a_row_goes_when_its_time_is_over_and_not_before(stores: Stores, name: str) -> None:
    case = CASES[name]
    await case.make(stores, "old", case.kept + case.precision)
    await case.make(stores, "young", case.kept - case.precision)
    assert {"old", "young"} <= await case.left(stores)
    await clock(stores).run(NOW)
    assert {"old", "young"} & await case.left(stores) == {"young"}
    await clock(stores).run(NOW)
    assert {"old", "young"} & await case.left(stores) == {"young"}, "a second run changes nothing"


async def test_an_open_alert_never_goes_by_itself(stores: Stores) -> None:
    await stores.keys.make("alert:open")
    await add(
        stores,
        Alert(id="open", kind="immediate_danger", excerpt=b"sealed", created_at=NOW - 5000 * DAY),
    )
    await clock(stores).run(NOW)
    assert await names(stores, Alert.id) == {"open"}
    assert await stores.keys.find("alert:open")


async def test_with_the_row_go_its_keys(stores: Stores) -> None:
    await reviewed(stores, "old", 91 * DAY)
    await chat(stores, "over", DAY)
    await clock(stores).run(NOW)
    for name in ("note:old", "over"):
        with pytest.raises(KeyGone):
            await stores.keys.find(name)
    assert set(await stores.ledger.erased(["note:old", "alert:old", "over", "other"])) == {
        "note:old",
        "alert:old",
        "over",
    }


async def test_a_worker_stays_while_a_chat_of_theirs_is_kept(stores: Stores) -> None:
    await worker(stores, "gone", 400 * DAY)
    async with stores.database.read() as session:
        number = await session.scalar(select(Worker.id))
    await add(stores, a_chat("theirs", worker_id=number, owner="worker"))
    await clock(stores).run(NOW)
    assert await names(stores, Worker.email) == {"gone"}
    await clock(stores).run(NOW + 2 * DAY)
    assert await names(stores, Worker.email) == set()


async def test_with_another_database_in_its_place_no_key_is_destroyed(stores: Stores) -> None:
    await stores.keys.make("chat")
    await clock(stores).run(NOW)
    assert await stores.keys.find("chat")


async def test_a_used_link_goes_at_once(stores: Stores) -> None:
    who = await colleague(stores, "sam")
    await add(
        stores,
        SignInLink(
            token_hash=b"t", worker_id=who, purpose="enrol", expires_at=NOW + DAY, used_at=NOW
        ),
    )
    await clock(stores).run(NOW)
    assert await tokens(stores, SignInLink.token_hash) == set()


async def test_the_settings_move_the_times(config: Config) -> None:
    settings = Config(data_dir=config.data_dir, keep_alert_days=10)
    async with open_stores(settings) as stores:
        await reviewed(stores, "old", 11 * DAY)
        await reviewed(stores, "young", 9 * DAY)
        await audited(stores, "old", 41 * DAY)
        await audited(stores, "young", 39 * DAY)
        await worker(stores, "old", 6 * DAY)
        await worker(stores, "young", 4 * DAY)
        await noted(stores, "old", 10 * DAY)
        await noted(stores, "young", 8 * DAY)
        await clock(stores, keep_audit_days=40, keep_worker_days=5, backup_days=2).run(NOW)
        assert await names(stores, Alert.id) == {"young"}
        assert {"old", "young"} & await names(stores, Audit.subject) == {"young"}
        assert await names(stores, Worker.email) == {"young"}
        assert await erased_names(stores) == {"young"}


@pytest.mark.parametrize(
    ("variable", "wrong"),
    [
        ("WAYMARK_KEEP_HOURS", ["0", "0.5", "169", "-1", "nan", "soon"]),
        ("WAYMARK_WORDS_HOURS", ["0", "169"]),
        ("WAYMARK_KEEP_ALERT_DAYS", ["0", "366"]),
        ("WAYMARK_KEEP_AUDIT_DAYS", ["29", "2191"]),
        ("WAYMARK_KEEP_WORKER_DAYS", ["0", "2191"]),
        ("WAYMARK_BACKUP_DAYS", ["0", "366", "inf"]),
    ],
)
def test_a_slip_in_a_setting_neither_erases_at_once_nor_keeps_for_ever(
    variable: str, wrong: list[str]
) -> None:
    for value in wrong:
        with pytest.raises(ConfigError, match=variable):
            Config.from_environment({variable: value})


async def test_the_clock_runs_each_hour_and_not_more_often(stores: Stores) -> None:
    one = clock(stores)
    await one.run_hourly(NOW)
    await desk(stores, "old", MINUTE)
    await one.run_hourly(NOW + 59 * MINUTE)
    assert await names(stores, Presence.socket_id) == {"old"}
    await one.run_hourly(NOW + HOUR)
    assert await names(stores, Presence.socket_id) == set()


async def test_the_running_service_runs_the_clock(helpline: Any) -> None:
    stores = helpline.services.stores
    async with stores.database.write() as session:
        who = Worker(email="kim", name="Kim")
        session.add(who)
        await session.flush()
        session.add(Presence(socket_id="old", worker_id=who.id, until=NOW - timedelta(days=5000)))
    await helpline.services.timers.look()
    assert await names(stores, Presence.socket_id) == set()
