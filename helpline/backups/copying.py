"""Making a backup: consistent copies beside a running service.

Only the tables that may be in one are copied (helpline/retention_rules/): what is promised to be
gone within a day is never written to the place where backups lie. No keys, no dialogue memory, no
erasure ledger.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from helpline.backups import manifest
from helpline.config import Config
from helpline.disk import sync
from helpline.errors import WaymarkError
from helpline.models import now
from helpline.retention_rules import TABLES

MAIN, ESCROW = "waymark.db", "escrow.db"
PREFIX = "waymark-"


class NotSqlite(WaymarkError):
    """The main database is not a file: its own tools make its backup."""


def kept_tables(store: str) -> set[str]:
    """The tables of a database whose rows go into a backup."""
    return {rule.name for rule in TABLES if rule.store == store and rule.in_backup}


def left_out() -> list[str]:
    """The tables of the main database whose rows do not."""
    return sorted(rule.name for rule in TABLES if rule.store == MAIN and not rule.in_backup)


def refuse_other_databases(config: Config) -> None:
    """NotSqlite, with what to type instead, for a database server."""
    if not config.main_database.startswith("sqlite"):
        excluded = " ".join(f"--exclude-table-data={name}" for name in left_out())
        raise NotSqlite(f"the database is not SQLite: use pg_dump {excluded} (docs/backup.md)")


def make_backup(config: Config, folder: Path, at: datetime | None = None) -> Path:
    """A new folder below `folder` with the copies and their manifest; complete, or not there.
    NotSqlite, OSError.
    """
    refuse_other_databases(config)
    source = Path(config.main_database.partition("///")[2])
    if not source.is_file():
        raise WaymarkError("there is no database in the data folder yet")
    moment = at or now()
    final = folder / f"{PREFIX}{moment:%Y%m%d-%H%M%S}"
    part = folder / f".{final.name}.part"
    folder.mkdir(parents=True, exist_ok=True)
    if part.exists():
        shutil.rmtree(part)
    part.mkdir(mode=0o700)
    copy_tables(source, part / MAIN, kept_tables(MAIN))
    copy_tables(config.data_dir / ESCROW, part / ESCROW, kept_tables(ESCROW))
    with closing(sqlite3.connect(part / MAIN)) as copy:
        (revision,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    manifest.write(part, revision, [MAIN, ESCROW], moment)
    for file in part.iterdir():
        file.chmod(0o600)
        sync(file)
    sync(part)
    part.rename(final)
    sync(folder)
    return final


def copy_tables(source: Path, target: Path, tables: set[str]) -> None:
    """A copy of a database that may be in use: its whole schema, the rows of these tables, all as
    of one moment.
    """
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous=FULL")
        copy.execute("ATTACH DATABASE ? AS live", (str(source),))
        copy.execute("BEGIN")
        schema = copy.execute(
            "SELECT type, name, sql FROM live.sqlite_master"
            " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            " ORDER BY type <> 'table'"
        ).fetchall()
        for kind, name, statement in schema:
            copy.execute(statement)
            if kind == "table" and name in tables:
                # Names come from the schema itself.
                copy.execute(f'INSERT INTO main."{name}" SELECT * FROM live."{name}"')  # noqa: S608
        copy.execute("COMMIT")
        copy.execute("DETACH DATABASE live")
