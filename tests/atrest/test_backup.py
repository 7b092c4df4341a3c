"""Backups: complete or not there, free of what must go, and refused where they would do harm."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from helpline.backups import manifest
from helpline.backups.copying import left_out, make_backup
from helpline.backups.pruning import prune
from helpline.backups.restoring import restore
from helpline.config import Config
from helpline.errors import KeyGone
from helpline.models import (
    Alert,
    Audit,
    Timer,
    now,
)
from helpline.services.audit.chain import first_broken, note_audit
from helpline.services.leaving.erasing import engine_name
from helpline.services.stores import open_stores
from helpline.services.turns.reading import Reads
from tests.atrest.backed_up import with_content
from tests.atrest.conftest import Type
from tests.atrest.test_escrow import hands, lose, words_in  # noqa: F401 - a fixture among them
from tests.atrest.thief import danger, found
from tests.support import running

CANARY = "canarywordbackup"


async def test_a_backup_of_a_running_service_comes_back_on_another_machine(  # type: ignore[no-untyped-def]
    tmp_path: Path,
    reads: Reads,
    typed: Type,
    hands,  # noqa: F811
) -> None:
    data, backups, elsewhere = tmp_path / "data", tmp_path / "backups", tmp_path / "elsewhere"
    data.mkdir()
    words = words_in((await typed("keys", "recovery", "new")).out)
    async with running(data, reads) as helpline:
        visitor, conversation_id, alert_id = await danger(helpline, CANARY)
        await helpline.worker("Sam")
        said = await typed("backup", backups)
        assert (said.code, said.err) == (0, "")
        await visitor.say("and it goes on")
        await helpline.settled()
    (made,) = backups.iterdir()
    assert {file.name for file in made.iterdir()} == {"waymark.db", "escrow.db", "manifest.json"}
    assert made.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in made.iterdir())
    assert found(CANARY, *made.iterdir()) == []

    said = await typed("restore", made, data=elsewhere)
    assert (said.code, said.err) == (0, "")
    assert "1 alerts, 0 cases, 1 workers" in said.out
    assert "cannot be read any more" in said.out
    assert "Alerts and cases whose words cannot be read now: 1." in said.out
    assert "There was no erasure ledger here" in said.out
    hands(words)
    assert "back from the escrow: 1." in (await typed("keys", "recover", data=elsewhere)).out
    async with running(elsewhere, reads) as helpline:
        assert await helpline.row(conversation_id) is None
        (alert,) = await helpline.alerts()
        assert await helpline.services.keys.find(f"alert:{alert_id}")
        assert (alert.id, alert.status) == (alert_id, "open")
        refused = await helpline.connect()
        assert await refused.hello(token=visitor.token, after=0) == {"type": "gone"}


async def test_what_is_promised_to_be_gone_soon_is_not_in_it(config: Config, typed: Type) -> None:
    await with_content(config)
    folder = config.data_dir.parent / "backups"
    made = await asyncio.to_thread(make_backup, config, folder)
    with closing(sqlite3.connect(made / "waymark.db")) as copy:
        rows = {
            name: copy.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        indexes = {
            name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        }
    assert {name for name, number in rows.items() if number} == {
        "worker",
        "audit",
        "alembic_version",
        "case_file",
        "partner_referral",
    }
    assert set(left_out()) < rows.keys(), "the tables are there, empty"
    assert "ix_conversation_queue" in indexes
    raw = (made / "waymark.db").read_bytes()
    # Names of columns may hold the word; the chat of that name is not there.
    assert b"chat" not in raw.replace(b"chat_", b"").replace(b"_chats", b"")
    async with open_stores(config) as stores, stores.database.read() as session:
        for name in left_out():
            number = await session.scalar(text(f"SELECT count(*) FROM {name}"))
            assert number == 1, f"{name}: a table that is empty shows nothing"


async def test_a_restored_trail_is_whole_and_the_schema_is_the_newest(config: Config) -> None:
    await with_content(config)
    made = await asyncio.to_thread(make_backup, config, config.data_dir.parent / "backups")
    done = await restore(config, made, replace=True)
    assert (done.workers, done.audit_rows, done.had_ledger) == (1, 1, True)
    async with open_stores(config) as stores, stores.database.write() as session:
        assert await first_broken(session) is None
        last = await session.scalar(select(Audit).order_by(Audit.id.desc()).limit(1))
        assert last is not None
        assert (last.action, last.worker_id) == ("restore", None)
        await note_audit(session, 1, "sign_in")
        assert await first_broken(session) is None


async def test_the_keys_of_chats_that_are_not_restored_go_and_alerts_let_go_of_them(
    config: Config,
) -> None:
    await with_content(config)
    async with open_stores(config) as stores, stores.database.write() as session:
        session.add(Alert(id="a", kind="immediate_danger", conversation_id="chat"))
    made = await asyncio.to_thread(make_backup, config, config.data_dir.parent / "backups")
    await restore(config, made, replace=True)
    async with open_stores(config) as stores:
        with pytest.raises(KeyGone):
            await stores.keys.find("chat")
        async with stores.database.read() as session:
            alert = await session.get(Alert, "a")
            assert alert is not None
            assert (alert.status, alert.conversation_id) == ("open", None)
            (timer,) = (await session.scalars(select(Timer))).all()
            assert timer.subject == engine_name(stores.keys.naming_key, "chat")


async def test_what_was_erased_since_the_backup_is_erased_again(
    config: Config, typed: Type
) -> None:
    await typed("keys", "recovery", "new")
    async with open_stores(config) as stores:
        for alert_id in ("goes", "stays"):
            await stores.keys.make(f"alert:{alert_id}")
            async with stores.database.write() as session:
                session.add(Alert(id=alert_id, kind="immediate_danger", excerpt=b"sealed"))
        await stores.keys.fill_escrow()
    made = await asyncio.to_thread(make_backup, config, config.data_dir.parent / "backups")
    async with open_stores(config) as stores:
        await stores.erasing.purge(["goes"])
    said = await typed("restore", made, "--replace")
    assert "erased again: 1 alerts" in said.out
    async with open_stores(config) as stores:
        assert await stores.escrow.names() == {"alert:stays"}
        async with stores.database.read() as session:
            assert (await session.scalars(select(Alert.id))).all() == ["stays"]
        with pytest.raises(KeyGone):
            await stores.keys.find("alert:goes")


async def test_a_lost_chat_key_is_said_and_its_row_goes(config: Config, typed: Type) -> None:
    """A copy that was made by other means holds chats; without their keys they are nothing."""
    await with_content(config)
    made = await asyncio.to_thread(make_backup, config, config.data_dir.parent / "backups")
    with closing(sqlite3.connect(made / "waymark.db")) as copy, copy:
        copy.execute("ATTACH ? AS live", (str(config.data_dir / "waymark.db"),))
        copy.execute("INSERT INTO conversation SELECT * FROM live.conversation")
    told = json.loads((made / "manifest.json").read_bytes())
    told["files"]["waymark.db"] = manifest.sha256_of(made / "waymark.db")
    (made / "manifest.json").write_text(json.dumps(told))
    lose(config.data_dir, "keys.db", "service.key")
    said = await typed("restore", made, "--replace")
    assert "Chats without a key, removed: 1." in said.out


async def test_old_backups_go_and_other_folders_stay(config: Config, typed: Type) -> None:
    await with_content(config)
    folder = config.data_dir.parent / "backups"
    old = await asyncio.to_thread(make_backup, config, folder, now() - timedelta(days=31))
    young = await asyncio.to_thread(make_backup, config, folder, now() - timedelta(days=29))
    for name in ("waymark-notes", "photos", ".waymark-20200101-000000.part"):
        (folder / name).mkdir()
    assert prune(folder, 30) == [old]
    assert {one.name for one in folder.iterdir()} == {young.name, "waymark-notes", "photos"}
    said = await typed("backup", folder, "--keep-days", "20")
    assert f"Removed {young}" in said.out
    assert not young.exists()
