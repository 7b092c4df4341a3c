"""The written rule by which small numbers are withheld (docs/decisions/0054): so that nobody can be
found in a table, not even by subtracting.

1. A number from 1 to 4 is not shown.
2. Where one is withheld in a row that has a total, others are withheld too, from the row's end on,
   until there are at least two of them and they make at least 10 together. Where that can't be, the
   total is withheld. From the end, and not the smallest first: which one is chosen must say nothing
   of how large it is.
3. What is shown is rounded to the nearest 5, each number and each total by itself: rows need not
   add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST = 5
BASE = 5
#: What withheld numbers of one row make together, at least.
TOGETHER = 2 * FEWEST


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it may be seen. None: withheld."""

    cells: dict[str, int | None]
    total: int | None


def rounded(number: int) -> int:
    """To the nearest 5."""
    return BASE * ((number + BASE // 2) // BASE)


def published(numbers: Mapping[str, int]) -> Row:
    """The row of these numbers as it may be seen. Their order decides what is withheld beside a
    small one: what is needed least stands last."""
    withheld = {name for name, number in numbers.items() if 0 < number < FEWEST}
    shown = [name for name, number in numbers.items() if number and name not in withheld]
    total = sum(numbers.values())
    safe = not withheld
    while not safe:
        safe = len(withheld) >= 2 and sum(numbers[name] for name in withheld) >= TOGETHER
        if safe or not shown:
            break
        withheld.add(shown.pop())
    cells = {
        name: None if name in withheld else rounded(number) for name, number in numbers.items()
    }
    return Row(cells, rounded(total) if safe else None)


def with_one_total(*rows: Row) -> list[Row]:
    """Rows that share a total: where one of them has to withhold it, all do."""
    if all(row.total is not None for row in rows):
        return list(rows)
    return [Row(row.cells, None) for row in rows]
