"""Restoring a backup: checked first, put in place in one step, and then the erasure ledger is
replayed over it, before anything listens.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from helpline.backups import manifest
from helpline.backups.copying import ESCROW, MAIN
from helpline.config import Config
from helpline.disk import sync
from helpline.errors import WaymarkError
from helpline.locks import SERVICE, hold
from helpline.migrations import revisions
from helpline.models import Alert, Audit, Case, Conversation, Worker, now
from helpline.services.cases.seals import key_name
from helpline.services.log.replay import Replayed
from helpline.services.stores import Stores, open_stores

_HALF = f"{MAIN}.restoring"
_LEDGER = "erased.db"


class NotRestored(WaymarkError):
    """Nothing was changed; the message says why."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What is there now. `closed`: alerts and cases whose words have no key here. `had_ledger`:
    without one, what was erased since the backup is not known here.
    """

    made_at: datetime
    alerts: int
    cases: int
    closed: int
    workers: int
    audit_rows: int
    unreadable_chats: int
    again: Replayed
    had_ledger: bool


def refuse_half_restored(config: Config) -> None:
    """For the service's start: a restore that was broken off is done again first."""
    if (config.data_dir / _HALF).exists():
        raise NotRestored("a restore was broken off: run it again, with --replace")


def check(config: Config, folder: Path, replace: bool, at: datetime | None = None) -> datetime:
    """Whether this backup may be put in place; gives when it was made (UTC). NotRestored or
    BadBackup.
    """
    if config.database_url is not None:
        raise NotRestored("the database is not in the data folder (WAYMARK_DATABASE_URL)")
    found = manifest.read(folder)
    if not {MAIN, ESCROW} <= found.files.keys():
        raise manifest.BadBackup("it lacks a database")
    if found.revision not in revisions():
        raise NotRestored("the backup is of a newer version of Waymark than this one")
    moment = (at or now()).replace(tzinfo=UTC)
    if found.made_at < moment - timedelta(days=config.backup_days):
        raise NotRestored(
            f"the backup is older than {config.backup_days:g} days (WAYMARK_BACKUP_DAYS):"
            " what was erased since is no longer known"
        )
    for name in (MAIN, ESCROW):
        with closing(sqlite3.connect(f"file:{folder / name}?mode=ro", uri=True)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise manifest.BadBackup(f"{name} is damaged")
    if (config.data_dir / MAIN).exists() and not replace:
        raise NotRestored("there is a database in the data folder already; --replace removes it")
    return found.made_at


async def restore(
    config: Config, folder: Path, *, replace: bool = False, at: datetime | None = None
) -> Restored:
    """Puts a backup in place and erases again what was erased since it was made. NotRestored,
    BadBackup, or Held while the service runs.
    """
    with hold(config.data_dir / SERVICE, "the service is running: stop it first"):
        made_at = check(config, folder, replace, at)
        had_ledger = (config.data_dir / _LEDGER).exists()
        _put_in_place(config.data_dir, folder)
        async with open_stores(config) as stores:
            unreadable = await _match_keys(stores)
            done = await _counted(stores, made_at, unreadable, had_ledger)
            await stores.note("restore", f"of {made_at:%Y-%m-%d %H:%M}")
            # The trail ends elsewhere now than was remembered, and says why.
            await stores.heads.accept()
            return done


def _put_in_place(data_dir: Path, folder: Path) -> None:
    half = data_dir / _HALF
    try:
        shutil.copyfile(folder / MAIN, half)
        half.chmod(0o600)
        sync(half)
    except OSError:
        # A full disk, say: what was there is as it was.
        half.unlink(missing_ok=True)
        raise
    merge_escrow(data_dir / ESCROW, folder / ESCROW)
    # The old database's log must not be read as the new one's.
    for suffix in ("", "-wal", "-shm"):
        (data_dir / f"{MAIN}{suffix}").unlink(missing_ok=True)
    half.rename(data_dir / MAIN)
    sync(data_dir)


def merge_escrow(here: Path, backup: Path) -> None:
    """Adds what the escrow here lacks; what it has is newer. The ledger sorts out what must not
    be."""
    if not here.exists():
        shutil.copyfile(backup, here)
        here.chmod(0o600)
        return
    with closing(sqlite3.connect(here)) as live, live:
        live.execute("ATTACH DATABASE ? AS backup", (str(backup),))
        for table in ("escrowed", "recovery_key"):
            live.execute(f"INSERT OR IGNORE INTO main.{table} SELECT * FROM backup.{table}")  # noqa: S608


async def _match_keys(stores: Stores) -> int:
    """A chat without a key can never be read again, a key without a chat opens nothing: both go,
    and the engine is told. Gives how many chats had no key.
    """
    keys = {name for name in await stores.keys.names() if ":" not in name}
    async with stores.database.read() as session:
        chats = set((await session.scalars(select(Conversation.id))).all())
    for conversation_id in sorted(chats ^ keys):
        await stores.erasing.erase(conversation_id, tell_engine=True)
    async with stores.database.write() as session:
        await session.execute(
            update(Alert)
            .where(Alert.conversation_id.not_in(select(Conversation.id)))
            .values(conversation_id=None)
        )
        await session.execute(
            update(Case)
            .where(Case.conversation_id.not_in(select(Conversation.id)))
            .values(conversation_id=None)
        )
    return len(chats - keys)


async def _counted(
    stores: Stores, made_at: datetime, unreadable: int, had_ledger: bool
) -> Restored:
    keys = await stores.keys.names()
    async with stores.database.read() as session:
        sealed = await session.scalars(
            select(Alert.id).where(Alert.excerpt.is_not(None) | Alert.note.is_not(None))
        )
        closed = [one for one in sealed if not {f"alert:{one}", f"note:{one}"} & keys]
        cases = (await session.scalars(select(Case.id))).all()
        closed += [one for one in cases if key_name(one) not in keys]
        numbers = [
            await session.scalar(select(func.count()).select_from(table)) or 0
            for table in (Alert, Worker, Audit)
        ]
    alerts, workers, audit_rows = numbers
    return Restored(
        made_at,
        alerts,
        len(cases),
        len(closed),
        workers,
        audit_rows,
        unreadable,
        stores.replayed,
        had_ledger,
    )
