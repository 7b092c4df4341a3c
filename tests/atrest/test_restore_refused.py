"""When a backup is not restored or not made: nothing of what was there is changed."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest

from helpline.app import serving
from helpline.backups import manifest
from helpline.backups.copying import left_out, make_backup
from helpline.backups.restoring import NotRestored, check, restore
from helpline.config import Config
from helpline.locks import SERVICE, hold
from helpline.models import (
    now,
)
from helpline.services.turns.reading import Reads
from tests.atrest.backed_up import with_content
from tests.atrest.conftest import Type
from tests.atrest.test_escrow import hands, lose, words_in  # noqa: F401 - a fixture among them


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
