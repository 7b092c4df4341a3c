"""The schema, step by step (Alembic). The service brings it up to date before it listens."""

from __future__ import annotations

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig

from helpline.config import Config
from helpline.db import Database
from helpline.models import KeyBase


def alembic_config(url: str) -> AlembicConfig:
    """Alembic's configuration for one database address."""
    made = AlembicConfig()
    made.set_main_option("script_location", str(Path(__file__).parent))
    # Alembic's options are ConfigParser's: a percent sign must be doubled.
    made.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return made


async def upgrade(config: Config) -> None:
    """Main database to the newest revision; the key store's one table made if it is missing."""
    await asyncio.to_thread(command.upgrade, alembic_config(config.main_database), "head")
    keys = Database(config.key_database)
    try:
        async with keys.engine.begin() as connection:
            await connection.run_sync(KeyBase.metadata.create_all)
    finally:
        await keys.close()
