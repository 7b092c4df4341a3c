"""What the helpline can tell other agencies of patterns: kinds of behaviour, platforms and
kinds of places by nation, when people write, and the same of cases by region; of whole quarters
that are over, in numbers that point at nobody."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import Pattern, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.cases.regions import REGIONS
from helpline.services.figures.named import Named
from helpline.services.figures.patterns import (
    CASES,
    CHATS,
    IN_PLACE,
    MEANS,
    METHOD,
    PART,
    PARTS,
    PLACE,
    PLATFORM,
    REGION,
    WEEKDAY,
    WEEKDAYS,
)
from helpline.services.figures.quarters import Quarter, over_by
from helpline.services.figures.withholding import FEWEST, Row, published, with_one_total
from understanding import INDICATORS

NATIONS = ("england", "wales", "scotland", "northern_ireland", "")
#: Where cases are, what was not chosen last.
PLACES = (*REGIONS, "")


class Intelligence:
    """Reads what was counted, and shows only what the rule allows."""

    def __init__(self, database: Database, named: Named) -> None:
        self._database = database
        #: What has a row for each nation: the kind of the count, how the page calls it, its names.
        self._by_nation = {
            METHOD: ("methods", INDICATORS),
            PLATFORM: ("platforms", named.platforms),
            PLACE: ("places", named.places),
        }
        #: The same for each region, of cases, and what the table to take along calls it.
        self._by_region = {
            REGION: ("regions", INDICATORS, "cases"),
            MEANS: ("platforms_by_region", named.platforms, "case_platform"),
            IN_PLACE: ("places_by_region", named.places, "case_place"),
        }

    async def over(self, wanted: Quarter | None, lead: Worker) -> dict[str, Any]:
        """A quarter (None: the last one that is over), as docs/desk-protocol.md says. ValueError
        for one that is not over or too long ago. The trail notes who looked."""
        quarter, known = self._chosen(wanted)
        async with self._database.write() as session:
            await note_audit(session, lead.id, "intelligence_view", quarter.name)
            tables = self._tables(await _numbers(session, quarter))
        return {
            "quarter": quarter.name,
            "quarters": [one.name for one in known],
            "fewest": FEWEST,
            **{
                called: [
                    {"name": name, "cells": row.cells, "total": row.total}
                    for name, row in tables.by_nation[kind]
                ]
                for kind, (called, _) in self._by_nation.items()
            },
            "chats": tables.chats.total,
            "cases": {"cells": tables.cases.cells, "total": tables.cases.total},
            **{
                called: [
                    {"name": name, "cells": row.cells, "total": row.total}
                    for name, row in tables.by_region[kind]
                ]
                for kind, (called, _, _) in self._by_region.items()
            },
            **{
                kind: row.cells
                for kind, row in (
                    ("nations", tables.chats),
                    ("weekdays", tables.weekdays),
                    ("parts", tables.parts),
                )
            },
        }

    async def noted(self, wanted: Quarter | None, lead: Worker, chart: str) -> None:
        """The trail notes who took a chart of it along as a picture. ValueError as in `over`."""
        quarter, _ = self._chosen(wanted)
        async with self._database.write() as session:
            await note_audit(
                session, lead.id, "intelligence_export", quarter.name, f"picture: {chart}"
            )

    async def exported(self, wanted: Quarter | None, lead: Worker) -> str:
        """The same as a table (CSV). The trail notes who took it along."""
        quarter, _ = self._chosen(wanted)
        async with self._database.write() as session:
            await note_audit(session, lead.id, "intelligence_export", quarter.name)
            tables = self._tables(await _numbers(session, quarter))
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow(["quarter", "what", "name", "where", "number"])

        def line(what: str, name: str, where: str, number: int | None) -> None:
            shown = "withheld" if number is None else number
            table.writerow([quarter.name, what, name, where or "not said", shown])

        for kind, rows in tables.by_nation.items():
            for name, row in rows:
                for nation, number in row.cells.items():
                    line(kind, name, nation, number)
                line(kind, name, "all", row.total)
        for nation, number in tables.chats.cells.items():
            line("chats", "chats", nation, number)
        line("chats", "chats", "all", tables.chats.total)
        of_cases = [
            (what, name, row)
            for kind, (_, _, what) in self._by_region.items()
            for name, row in tables.by_region[kind]
        ]
        for what, name, row in [*of_cases, ("cases", CASES, tables.cases)]:
            for region, number in row.cells.items():
                line(what, name, region, number)
            line(what, name, "all", row.total)
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

    def _tables(self, numbers: dict[tuple[str, str, str], int]) -> _Tables:
        """Everything that is shown of a quarter, by the rule. What nobody told of is left out: that
        there was none is said by the list being short."""
        chats, weekdays, parts = with_one_total(
            published({where: numbers.get((CHATS, CHATS, where), 0) for where in NATIONS}),
            published({name: numbers.get((WEEKDAY, name, ""), 0) for name in WEEKDAYS}),
            published({name: numbers.get((PART, name, ""), 0) for _, name in PARTS}),
        )
        by_nation = {
            kind: _rows(numbers, kind, names, NATIONS)
            for kind, (_, names) in self._by_nation.items()
        }
        by_region = {
            kind: _rows(numbers, kind, names, PLACES)
            for kind, (_, names, _) in self._by_region.items()
        }
        cases = published({where: numbers.get((REGION, CASES, where), 0) for where in PLACES})
        return _Tables(by_nation, chats, weekdays, parts, by_region, cases)


def _rows(
    numbers: dict[tuple[str, str, str], int],
    kind: str,
    names: Sequence[str],
    places: Sequence[str],
) -> list[tuple[str, Row]]:
    """A row by nation or region for each name that was told of, the most frequent first."""
    rows = [
        (name, published({where: numbers.get((kind, name, where), 0) for where in places}))
        for name in names
        if any((kind, name, where) in numbers for where in places)
    ]
    return sorted(rows, key=lambda one: (-(one[1].total or 0), one[0]))


@dataclass(frozen=True, slots=True)
class _Tables:
    by_nation: dict[str, list[tuple[str, Row]]]
    chats: Row
    weekdays: Row
    parts: Row
    by_region: dict[str, list[tuple[str, Row]]]
    cases: Row


async def _numbers(session: AsyncSession, quarter: Quarter) -> dict[tuple[str, str, str], int]:
    rows = await session.scalars(
        select(Pattern).where(Pattern.month >= quarter.first, Pattern.month < quarter.next.first)
    )
    found: dict[tuple[str, str, str], int] = {}
    for row in rows.all():
        key = (row.kind, row.name, row.nation)
        found[key] = found.get(key, 0) + row.number
    return found
