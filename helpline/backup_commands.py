"""`python -m helpline backup …` and `restore …`."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from helpline.backups.copying import left_out, make_backup, refuse_other_databases
from helpline.backups.pruning import prune
from helpline.backups.restoring import restore
from helpline.config import Config
from helpline.errors import ConfigError
from helpline.locks import SERVICE, hold
from helpline.services.stores import open_stores

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_KEEP_DAYS = 30.0


def add_parsers(jobs: Subparsers) -> None:
    """Adds `backup` and `restore`."""
    backup = jobs.add_parser("backup", help="a copy of what may be kept, beside a running service")
    backup.add_argument("folder", type=Path, help="where the backups lie; a new one is made there")
    backup.add_argument("--keep-days", type=float, help="older ones are removed (default: 30)")
    again = jobs.add_parser("restore", help="put a backup in place; the service must be stopped")
    again.add_argument("folder", type=Path, help="one backup: the folder with manifest.json")
    again.add_argument("--replace", action="store_true", help="remove the database that is there")


async def run_backup(config: Config, options: argparse.Namespace) -> int:
    """Makes a backup and prunes old ones; WaymarkError or OSError. Gives the exit code."""
    keep_days = options.keep_days
    if keep_days is None:
        keep_days = min(_KEEP_DAYS, config.backup_days)
    if not 1 <= keep_days <= config.backup_days:
        raise ConfigError(
            [f"--keep-days: a number from 1 to {config.backup_days:g} (WAYMARK_BACKUP_DAYS)"]
        )
    refuse_other_databases(config)
    lines = []
    with hold(config.data_dir / SERVICE, "a restore is under way in this folder", shared=True):
        async with open_stores(config) as stores:
            await stores.keys.fill_escrow()
            has_recovery_key = await stores.escrow.recipient() is not None
            made = await asyncio.to_thread(make_backup, config, options.folder)
            await stores.note("backup")
    lines.append(f"Made {made}")
    lines.append("Not in it, on purpose: keys, the engine's memory, the erasure ledger, and the")
    lines.append(f"rows of {', '.join(left_out())}.")
    if not has_recovery_key:
        lines.append(
            "There is no recovery key: if keys.db is lost, no alert or case of this backup can be"
            " read. Make one with: python -m helpline keys recovery new"
        )
    lines += [f"Removed {old}" for old in await asyncio.to_thread(prune, options.folder, keep_days)]
    print("\n".join(lines))  # noqa: T201 - a command for a terminal
    return 0


async def run_restore(config: Config, options: argparse.Namespace) -> int:
    """Puts a backup in place and says what came of it; WaymarkError. Gives the exit code."""
    done = await restore(config, options.folder, replace=options.replace)
    lines = [
        f"Restored the backup of {done.made_at:%d.%m.%Y %H:%M} UTC:"
        f" {done.alerts} alerts, {done.cases} cases, {done.workers} workers,"
        f" {done.audit_rows} lines of audit.",
        "Chats that were under way are in no backup: they cannot be read any more.",
    ]
    if done.unreadable_chats:
        lines.append(f"Chats without a key, removed: {done.unreadable_chats}.")
    if done.again.alerts or done.again.cases or done.again.keys:
        lines.append(
            "Erased since the backup was made, and erased again:"
            f" {done.again.alerts} alerts, {done.again.cases} cases, {done.again.keys} keys."
        )
    if not done.had_ledger:
        lines.append(
            "There was no erasure ledger here (erased.db): an alert or a case that was reviewed or"
            " removed since the backup is back, until its time is over."
        )
    if done.closed:
        lines.append(
            f"Alerts and cases whose words cannot be read now: {done.closed}."
            " With the recovery key: python -m helpline keys recover"
        )
    print("\n".join(lines))  # noqa: T201 - a command for a terminal
    return 0
