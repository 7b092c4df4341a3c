"""What all tables share. Times are UTC, kept without a zone (SQLite has none)."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import MetaData, Table
from sqlalchemy.orm import DeclarativeBase

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Tables of the main database."""

    metadata = MetaData(naming_convention=_NAMES)


class KeyBase(DeclarativeBase):
    """Tables of the key store, a database of its own."""

    metadata = MetaData(naming_convention=_NAMES)


class LedgerBase(DeclarativeBase):
    """Tables of the erasure ledger, a database of its own."""

    metadata = MetaData(naming_convention=_NAMES)


class EscrowBase(DeclarativeBase):
    """Tables of the escrow, a database of its own."""

    metadata = MetaData(naming_convention=_NAMES)


def now() -> datetime:
    """The present, UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def table_of(model: type[DeclarativeBase]) -> Table:
    """The table of a mapped class, for statements that want rows and no objects."""
    table = model.__table__
    assert isinstance(table, Table)
    return table
