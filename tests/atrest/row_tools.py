"""What rows of a test's making are written and read with."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from helpline.models import now
from helpline.services.stores import Stores

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
NOW = now().replace(hour=12, minute=0, second=0, microsecond=0)


class Case(NamedTuple):
    """`make` writes a row that is this old, under this name; `left` says which names are there."""

    make: Callable[[Stores, str, timedelta], Awaitable[None]]
    left: Callable[[Stores], Awaitable[set[str]]]
    kept: timedelta
    precision: timedelta = MINUTE


async def add(stores: Stores, *rows: Any) -> None:
    async with stores.database.write() as session:
        for row in rows:
            session.add(row)
            await session.flush()


async def names(stores: Stores, column: Any) -> set[str]:
    async with stores.database.read() as session:
        return {str(one) for one in await session.scalars(select(column))}


async def tokens(stores: Stores, column: Any) -> set[str]:
    async with stores.database.read() as session:
        return {one.decode() for one in await session.scalars(select(column))}
