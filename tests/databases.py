"""Migrated databases without waiting: brought up to date once per process, then copied; and what
is asked of them compiled once per process.

A service opens its engines once and compiles each of its statements once. Tests open some thousand,
and half of the processor time of a test was SQLAlchemy compiling what it had compiled for the test
before. (docs/decisions/0079)
"""

import functools
import shutil
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import LRUCache

from helpline.config import Config
from helpline.migrations import upgrade

_STATEMENTS = 2000


@functools.cache
def _template() -> tempfile.TemporaryDirectory[str]:
    # Kept by the cache, removed when the run ends.
    return tempfile.TemporaryDirectory(prefix="waymark-template-", ignore_cleanup_errors=True)


async def lay_down(folder: Path) -> None:
    """Puts empty databases of the newest schema into a folder that has none."""
    _compile_once()
    template = Path(_template().name)
    if not _names(template):
        await upgrade(Config(data_dir=template))
    if not _names(folder):
        _copy(template, folder)


@functools.cache
def _compile_once() -> None:
    """From now on all engines on SQLite files share what they have compiled."""
    compiled: LRUCache[Any, Any] = LRUCache(_STATEMENTS)

    def create(*arguments: Any, **options: Any) -> AsyncEngine:
        engine = create_async_engine(*arguments, **options)
        engine.sync_engine._compiled_cache = compiled
        return engine

    mock.patch("helpline.db.create_async_engine", create).start()
    # What is compiled is kept by dialect, and each engine has a dialect of its own. They are alike.
    alike = {"__eq__": lambda one, other: type(one) is type(other), "__hash__": _hash_of_kind}
    mock.patch.multiple(SQLiteDialect_aiosqlite, create=True, **alike).start()


def _hash_of_kind(dialect: object) -> int:
    return hash(type(dialect))


def _copy(template: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in _names(template):
        shutil.copy(template / name, folder / name)


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*.db*"))


def bytes_of(folder: Path) -> bytes:
    """All that stands in the databases and their write-ahead logs, as a thief would read it."""
    return b"".join((folder / name).read_bytes() for name in _names(folder))
