"""The databases and keys of a helpline, without the rest of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from helpline.config import Config
from helpline.db import Database
from helpline.models import Conversation, now
from helpline.services.keys.escrow import Escrow
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.ledger import Ledger
from helpline.services.keys.service_key import GivenKey
from helpline.services.log.entry_log import EntryLog
from tests.databases import lay_down

SERVICE_KEY = b"k" * 32


@pytest.fixture
async def config(tmp_path: Path) -> Config:
    await lay_down(tmp_path)
    return Config(data_dir=tmp_path, service_key=SERVICE_KEY)


@pytest.fixture
async def database(config: Config) -> AsyncIterator[Database]:
    made = Database(config.main_database)
    yield made
    await made.close()


@pytest.fixture
async def key_database(config: Config) -> AsyncIterator[Database]:
    made = Database(config.key_database)
    yield made
    await made.close()


@pytest.fixture
async def ledger(config: Config) -> AsyncIterator[Ledger]:
    database = Database(config.ledger_database)
    yield Ledger(database)
    await database.close()


@pytest.fixture
async def escrow(config: Config) -> AsyncIterator[Escrow]:
    database = Database(config.escrow_database)
    yield Escrow(database)
    await database.close()


@pytest.fixture
async def keys(key_database: Database, ledger: Ledger, escrow: Escrow) -> KeyStore:
    made = KeyStore(key_database, GivenKey(SERVICE_KEY), ledger, escrow)
    await made.open()
    return made


@pytest.fixture
def log(keys: KeyStore) -> EntryLog:
    return EntryLog(keys, keep_hours=24)


@pytest.fixture
async def conversation(database: Database, keys: KeyStore) -> str:
    """An open conversation with nothing said in it."""
    await keys.make("first")
    await add_conversation(database, "first")
    return "first"


async def add_conversation(database: Database, name: str, **values: object) -> None:
    usual = {"audience": "adult", "language": "en", "reasons": [], "erase_at": now()}
    made = Conversation(id=name, **{**usual, **values})
    async with database.write() as session:
        session.add(made)
