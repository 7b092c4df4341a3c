"""The schema, step by step (Alembic). The service brings it up to date before it listens."""

from __future__ import annotations

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory

from helpline.config import Config
from helpline.db import Database
from helpline.models import EscrowBase, KeyBase, LedgerBase


def alembic_config(url: str) -> AlembicConfig:
    """Alembic's configuration for one database address."""
    made = AlembicConfig()
    made.set_main_option("script_location", str(Path(__file__).parent))
    # Alembic's options are ConfigParser's: a percent sign must be doubled.
    made.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return made


async def upgrade(config: Config) -> None:
    """Main database to the newest revision; the tables of the small databases beside it made where
    they are missing. Files that are made are for their owner alone.
    """
    await asyncio.to_thread(command.upgrade, alembic_config(config.main_database), "head")
    for address, base in (
        (config.key_database, KeyBase),
        (config.ledger_database, LedgerBase),
        (config.escrow_database, EscrowBase),
    ):
        database = Database(address)
        try:
            async with database.engine.begin() as connection:
                await connection.run_sync(base.metadata.create_all)
        finally:
            await database.close()
    # SQLite gives a file's logs the same rights.
    for file in config.data_dir.glob("*.db*"):
        file.chmod(0o600)


def revisions() -> list[str]:
    """All revisions of the main database, the newest first."""
    script = ScriptDirectory.from_config(alembic_config("sqlite://"))
    return [one.revision for one in script.walk_revisions()]
