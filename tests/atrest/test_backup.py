"""Backups: complete or not there, free of what must go, and refused where they would do harm."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from helpline.app import serving
from helpline.backups import manifest
from helpline.backups.copying import left_out, make_backup
from helpline.backups.pruning import prune
from helpline.backups.restoring import NotRestored, check, restore
from helpline.config import Config
from helpline.errors import KeyGone
from helpline.locks import SERVICE, hold
from helpline.models import (
    Alert,
    Aside,
    AssessmentDraft,
    Audit,
    Brief,
    Case,
    Conversation,
    Entry,
    Override,
    Presence,
    QueueMove,
    ReferralDraft,
    ReferralPack,
    SafeWord,
    SignInLink,
    Timer,
    Worker,
    WorkerSession,
    now,
)
from helpline.services.audit.chain import first_broken, note_audit
from helpline.services.leaving.erasing import engine_name
from helpline.services.stores import open_stores
from helpline.services.turns.reading import Reads
from tests.atrest.conftest import Type
from tests.atrest.rows import a_referral
from tests.atrest.test_escrow import hands, lose, words_in  # noqa: F401 - a fixture among them
from tests.atrest.thief import danger, found
from tests.support import running

CANARY = "canarywordbackup"


async def with_content(config: Config) -> None:
    """A worker who is here, a line of audit, and a chat under way: a row in each table that goes
    into no backup."""
    async with open_stores(config) as stores:
        await stores.keys.make("chat")
        async with stores.database.write() as session:
            session.add(Worker(id=1, email="sam@example.org", name="Sam"))
            session.add(
                Conversation(id="chat", audience="adult", language="en", reasons=[], erase_at=now())
            )
            await session.flush()
            session.add(Entry(conversation_id="chat", seq=1, author="visitor", body=b"sealed"))
            session.add(Brief(conversation_id="chat", parts=b"sealed"))
            session.add(ReferralDraft(conversation_id="chat", parts=b"sealed"))
            session.add(SafeWord(conversation_id="chat", mark=b"a keyed mark"))
            session.add(AssessmentDraft(conversation_id="chat", worker_id=1, words=b"sealed"))
            session.add(
                Override(
                    id="chat",
                    conversation_id="chat",
                    worker_id=1,
                    client_id="chat",
                    risk="immediate_danger",
                    words=b"sealed",
                    told=True,
                    until=now(),
                )
            )
            session.add(
                Aside(
                    id="chat",
                    conversation_id="chat",
                    kind="note",
                    worker_id=1,
                    client_id="chat",
                    body=b"sealed",
                )
            )
            session.add(
                QueueMove(
                    id="chat",
                    conversation_id="chat",
                    worker_id=1,
                    client_id="chat",
                    move="first",
                    reason=b"sealed",
                )
            )
            session.add(
                Case(
                    id="case",
                    reference="case",
                    origin="self_referral",
                    parts=b"sealed",
                    audience="adult",
                    language="en",
                    agreed_at=now(),
                )
            )
            await session.flush()
            session.add(a_referral("case", "case"))
            await session.flush()
            session.add(
                ReferralPack(
                    referral_id="case", link_hash=b"case", expires_at=now(), body=b"sealed"
                )
            )
            session.add(Timer(kind="forget", subject="chat", due_at=now()))
            session.add(Presence(socket_id="chat", worker_id=1, until=now()))
            session.add(WorkerSession(token_hash=b"chat", worker_id=1))
            session.add(
                SignInLink(token_hash=b"chat", worker_id=1, purpose="enrol", expires_at=now())
            )
            await note_audit(session, 1, "sign_in")


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


async def test_it_is_refused_over_a_running_service_and_over_what_is_there(
    config: Config, typed: Type, reads: Reads
) -> None:
    await with_content(config)
    made = await asyncio.to_thread(make_backup, config, config.data_dir.parent / "backups")
    before = (config.data_dir / "waymark.db").read_bytes()
    with hold(config.data_dir / SERVICE, "held", shared=True):
        said = await typed("restore", made, "--replace")
    assert (said.code, said.err) == (1, "helpline: the service is running: stop it first\n")
    said = await typed("restore", made)
    assert said.code == 1
    assert "--replace" in said.err
    assert (config.data_dir / "waymark.db").read_bytes() == before
    assert (await typed("restore", made, "--replace")).code == 0


@pytest.mark.parametrize("name", ["waymark.db", "escrow.db", "manifest.json"])
async def test_a_damaged_backup_is_refused_and_changes_nothing(
    config: Config, typed: Type, name: str
) -> None:
    await with_content(config)
    made = await asyncio.to_thread(make_backup, config, config.data_dir.parent / "backups")
    raw = (made / name).read_bytes()
    before = {file.name for file in config.data_dir.iterdir()}
    for damaged in (raw[:-9], bytes([raw[0] ^ 1]) + raw[1:], None):
        (made / name).unlink()
        if damaged is not None:
            (made / name).write_bytes(damaged)
        said = await typed("restore", made, "--replace")
        assert (said.code, said.out) == (1, ""), damaged
        (made / name).write_bytes(raw)
    assert {file.name for file in config.data_dir.iterdir()} - before <= {"service.lock"}
    assert (await typed("restore", made, "--replace")).code == 0


async def test_a_backup_older_than_the_ledger_or_newer_than_the_code_is_refused(
    config: Config,
) -> None:
    await with_content(config)
    made = await asyncio.to_thread(make_backup, config, config.data_dir.parent / "backups")
    assert check(config, made, replace=True, at=now() + timedelta(days=34))
    with pytest.raises(NotRestored, match="WAYMARK_BACKUP_DAYS"):
        check(config, made, replace=True, at=now() + timedelta(days=36))
    told = json.loads((made / "manifest.json").read_bytes())
    (made / "manifest.json").write_text(json.dumps({**told, "revision": "9999"}))
    with pytest.raises(NotRestored, match="newer"):
        check(config, made, replace=True)
    (made / "manifest.json").write_text(json.dumps({**told, "format": 2}))
    with pytest.raises(manifest.BadBackup, match="another version"):
        check(config, made, replace=True)
    outside = {"files": {**told["files"], "../data/waymark.db": "0"}}
    (made / "manifest.json").write_text(json.dumps({**told, **outside}))
    with pytest.raises(manifest.BadBackup, match="missing"):
        check(config, made, replace=True)


async def test_a_restore_that_was_broken_off_keeps_the_service_from_starting(
    config: Config, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    await with_content(config)
    made = await asyncio.to_thread(make_backup, config, config.data_dir.parent / "backups")

    def power_cut(*_paths: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr("helpline.backups.restoring.merge_escrow", power_cut)
        with pytest.raises(KeyboardInterrupt):
            await restore(config, made, replace=True)
    with pytest.raises(NotRestored, match="run it again"):
        async with serving(config, reads):
            pass
    assert (await restore(config, made, replace=True)).workers == 1


async def test_a_full_disk_leaves_what_was_there(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    await with_content(config)
    made = await asyncio.to_thread(make_backup, config, config.data_dir.parent / "backups")
    before = (config.data_dir / "waymark.db").read_bytes()

    def full(_from: Path, to: Path) -> None:
        to.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("shutil.copyfile", full)
        with pytest.raises(OSError):
            await restore(config, made, replace=True)
    assert (config.data_dir / "waymark.db").read_bytes() == before
    assert not (config.data_dir / "waymark.db.restoring").exists()


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


@pytest.mark.parametrize("days", ["0", "36", "-1"])
async def test_backups_cannot_be_kept_for_longer_than_erasures_are_remembered(
    config: Config, typed: Type, days: str, tmp_path: Path
) -> None:
    await with_content(config)
    said = await typed("backup", tmp_path / "backups", f"--keep-days={days}")
    assert said.code == 2
    assert "WAYMARK_BACKUP_DAYS" in said.err
    assert not (tmp_path / "backups").exists()


async def test_without_a_recovery_key_a_backup_says_what_that_means(
    config: Config, typed: Type, tmp_path: Path
) -> None:
    await with_content(config)
    assert "There is no recovery key" in (await typed("backup", tmp_path / "backups")).out


async def test_another_kind_of_database_names_its_own_tool(
    config: Config, typed: Type, tmp_path: Path
) -> None:
    said = await typed(
        "backup", tmp_path / "b", database_url="postgresql+asyncpg://u:secret@db/waymark"
    )
    assert (said.code, said.out) == (1, "")
    assert "pg_dump" in said.err
    assert all(f"--exclude-table-data={name}" in said.err for name in left_out())
    assert "secret" not in said.err
    said = await typed(
        "restore", tmp_path / "b", database_url="postgresql+asyncpg://u:secret@db/waymark"
    )
    assert said.code == 1
    assert "WAYMARK_DATABASE_URL" in said.err
