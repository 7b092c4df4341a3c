"""The erasure ledger: what was destroyed, so that no backup brings it back.

A line is on the disk before the key it speaks of is destroyed. It says an HMAC of the key's name
and the day: with a backup at hand it tells which rows must go again, without one it tells nothing.
The ledger is in no backup; replaying it (helpline/services/log/replay.py) comes before listening.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from helpline.db import Database
from helpline.models import Erased, LedgerSalt, now

_MARK_BYTES = 20


class Ledger:
    """Notes erasures and knows them again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._salt: bytes | None = None

    async def _salted(self) -> bytes:
        if self._salt is None:
            async with self._database.write() as session:
                kept = await session.scalar(select(LedgerSalt.salt).where(LedgerSalt.id == 1))
                if kept is None:
                    kept = os.urandom(32)
                    session.add(LedgerSalt(id=1, salt=kept))
            self._salt = kept
        return self._salt

    async def note(self, *names: str, day: date | None = None) -> None:
        """These keys are to be destroyed: on the disk when this returns. A name that is noted
        already keeps its first day.
        """
        if not names:
            return
        salt = await self._salted()
        on = day or now().date()
        rows = [{"mark": _mark(salt, name), "day": on} for name in names]
        async with self._database.write() as session:
            await session.execute(insert(Erased).on_conflict_do_nothing(), rows)

    async def erased(self, names: Iterable[str]) -> dict[str, date]:
        """Those of the names that were destroyed, and on which day."""
        salt = await self._salted()
        async with self._database.read() as session:
            rows = (await session.execute(select(Erased.mark, Erased.day))).all()
        days = {row.mark: row.day for row in rows}
        marks = {name: _mark(salt, name) for name in names}
        return {name: days[mark] for name, mark in marks.items() if mark in days}

    async def drop_before(self, day: date) -> int:
        """Removes what is older than any backup can be; gives how much."""
        async with self._database.write() as session:
            gone = await session.scalars(
                delete(Erased).where(Erased.day < day).returning(Erased.mark)
            )
            number = len(gone.all())
        await self._database.truncate_log()
        return number


def _mark(salt: bytes, name: str) -> bytes:
    return hmac.new(salt, name.encode(), hashlib.sha256).digest()[:_MARK_BYTES]
