"""Each table, column and file has a rule, and the page and the models say the same."""

import importlib
import inspect
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from fnmatch import fnmatch
from typing import Any

import pytest
from sqlalchemy import MetaData

from bot.sealed import SealedMemory
from helpline.app import serving
from helpline.config import Config
from helpline.models import Base, EscrowBase, KeyBase, LedgerBase
from helpline.retention_rules import FILES, TABLES, markdown
from helpline.services.stores import open_stores
from helpline.services.turns.reading import Reads
from tests.fake_engine import TOKEN
from tests.support import ROOT

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
