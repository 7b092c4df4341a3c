"""What the helpline can tell other agencies of patterns: kinds of behaviour by nation, and when
people write; of whole quarters that are over, in numbers that point at nobody."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import Pattern, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.figures.patterns import CHATS, METHOD, PART, PARTS, WEEKDAY, WEEKDAYS
from helpline.services.figures.withholding import FEWEST, Row, published, with_one_total
from understanding import INDICATORS

NATIONS = ("england", "wales", "scotland", "northern_ireland", "")
#: So many quarters back can be looked at: as long as the counts are kept.
QUARTERS = 8
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three whole months, e.g. 2026Q3. One at a time, so that no two looks overlap."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """ValueError for anything but e.g. "2026Q3"."""
        year, _, number = text.partition("Q")
        if len(year) != 4 or not year.isdigit() or number not in {"1", "2", "3", "4"}:
            raise ValueError("a quarter looks like 2026Q3")
        return cls(int(year), int(number))

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    @property
    def name(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, (self.number - 1) * _MONTHS + 1, 1)

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> Quarter:
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)


def over_by(at: datetime) -> list[Quarter]:
    """The quarters that can be looked at then, the newest first."""
    found = [Quarter.of(at.date()).before]
    while len(found) < QUARTERS:
        found.append(found[-1].before)
    return found


class Intelligence:
    """Reads what was counted, and shows only what the rule allows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def over(self, wanted: Quarter | None, lead: Worker) -> dict[str, Any]:
        """A quarter (None: the last one that is over), as docs/desk-protocol.md says. ValueError
        for one that is not over or too long ago. The trail notes who looked."""
        quarter, known = self._chosen(wanted)
        async with self._database.write() as session:
            await note_audit(session, lead.id, "intelligence_view", quarter.name)
            tables = _tables(await _numbers(session, quarter))
        return {
            "quarter": quarter.name,
            "quarters": [one.name for one in known],
            "fewest": FEWEST,
            "methods": [
                {"name": name, "cells": row.cells, "total": row.total}
                for name, row in tables.methods
            ],
            "chats": tables.chats.total,
            **{
                kind: row.cells
                for kind, row in (
                    ("nations", tables.chats),
                    ("weekdays", tables.weekdays),
                    ("parts", tables.parts),
                )
            },
        }

    async def exported(self, wanted: Quarter | None, lead: Worker) -> str:
        """The same as a table (CSV). The trail notes who took it along."""
        quarter, _ = self._chosen(wanted)
        async with self._database.write() as session:
            await note_audit(session, lead.id, "intelligence_export", quarter.name)
            tables = _tables(await _numbers(session, quarter))
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow(["quarter", "what", "name", "where", "chats"])

        def line(what: str, name: str, where: str, number: int | None) -> None:
            shown = "withheld" if number is None else number
            table.writerow([quarter.name, what, name, where or "not said", shown])

        for name, row in tables.methods:
            for nation, number in row.cells.items():
                line("method", name, nation, number)
            line("method", name, "all", row.total)
        for nation, number in tables.chats.cells.items():
            line("chats", "chats", nation, number)
        line("chats", "chats", "all", tables.chats.total)
        for what, row in (("weekday", tables.weekdays), ("part", tables.parts)):
            for name, number in row.cells.items():
                line(what, name, "all", number)
        return out.getvalue()

    def _chosen(self, wanted: Quarter | None) -> tuple[Quarter, list[Quarter]]:
        known = over_by(now())
        quarter = wanted or known[0]
        if quarter not in known:
            raise ValueError("that quarter is not over, or too long ago")
        return quarter, known


@dataclass(frozen=True, slots=True)
class _Tables:
    methods: list[tuple[str, Row]]
    chats: Row
    weekdays: Row
    parts: Row


def _tables(numbers: dict[tuple[str, str, str], int]) -> _Tables:
    """Everything that is shown of a quarter, by the rule. Kinds that nobody told of are left out:
    that they are none is said by the list being short."""
    methods = [
        (name, published({where: numbers.get((METHOD, name, where), 0) for where in NATIONS}))
        for name in INDICATORS
        if any((METHOD, name, where) in numbers for where in NATIONS)
    ]
    chats, weekdays, parts = with_one_total(
        published({where: numbers.get((CHATS, CHATS, where), 0) for where in NATIONS}),
        published({name: numbers.get((WEEKDAY, name, ""), 0) for name in WEEKDAYS}),
        published({name: numbers.get((PART, name, ""), 0) for _, name in PARTS}),
    )
    return _Tables(
        sorted(methods, key=lambda one: (-(one[1].total or 0), one[0])), chats, weekdays, parts
    )


async def _numbers(session: AsyncSession, quarter: Quarter) -> dict[tuple[str, str, str], int]:
    rows = await session.scalars(
        select(Pattern).where(Pattern.month >= quarter.first, Pattern.month < quarter.next.first)
    )
    found: dict[tuple[str, str, str], int] = {}
    for row in rows.all():
        key = (row.kind, row.name, row.nation)
        found[key] = found.get(key, 0) + row.number
    return found
