"""Nothing that is withheld can be worked out: not by subtracting, and not by who knows the rule."""

from __future__ import annotations

import itertools
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.services.figures.withholding import (
    BASE,
    FEWEST,
    TOGETHER,
    Row,
    published,
    rounded,
    with_one_total,
)

_NUMBERS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), min_size=1)
_SLACK = BASE // 2


def seen(numbers: tuple[int, ...]) -> tuple[object, ...]:
    row = published({str(place): number for place, number in enumerate(numbers)})
    return *row.cells.values(), row.total


@pytest.mark.parametrize(("cells", "most"), [(1, 40), (2, 40), (3, 20), (4, 12)])
def test_who_sees_a_row_and_knows_the_rule_cannot_tell_what_was_withheld(
    cells: int, most: int
) -> None:
    """Every row there can be, by what is seen of it. Of each withheld number at least four values
    remain, 1 to 4 or more: all rows that look the same are compared, the rule and all."""
    alike: dict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
    for numbers in itertools.product(range(most + 1), repeat=cells):
        alike[seen(numbers)].append(numbers)
    looked = 0
    for shown, rows in alike.items():
        if max(sum(row) for row in rows) > most - FEWEST:
            # Rows beyond the edge of what was tried could look the same.
            continue
        for place in range(cells):
            if shown[place] is None:
                looked += 1
                assert len({row[place] for row in rows}) >= FEWEST - 1, (shown, rows[:9])
    assert looked


@given(_NUMBERS)
def test_no_small_number_is_shown_and_nothing_exactly(numbers: dict[str, int]) -> None:
    row = published(numbers)
    for name, number in numbers.items():
        shown = row.cells[name]
        if 0 < number < FEWEST:
            assert shown is None
        if shown is not None:
            assert shown == rounded(number)
            assert shown % BASE == 0
            assert number == 0 or shown >= FEWEST
    assert row.total is None or row.total == rounded(sum(numbers.values()))


@given(_NUMBERS)
def test_subtracting_what_is_shown_from_the_total_leaves_two_or_more_and_many_ways(
    numbers: dict[str, int],
) -> None:
    """As somebody with the table and a pencil does it: the bounds of each withheld number, from
    the rounded total and all rounded cells."""
    row = published(numbers)
    withheld = [name for name, shown in row.cells.items() if shown is None]
    if row.total is None or not withheld:
        return
    assert len(withheld) >= 2
    assert sum(numbers[name] for name in withheld) >= TOGETHER
    shown = [number for number in row.cells.values() if number]
    highest = row.total + _SLACK - sum(max(FEWEST, one - _SLACK) for one in shown)
    for _ in withheld:
        # The others are at least one each; what is left is the most that this one can be.
        assert highest - (len(withheld) - 1) >= FEWEST


def test_rows_with_one_total_withhold_it_together() -> None:
    whole, held = published({"a": 30, "b": 12}), published({"a": 3})
    assert (whole.total, held.total) == (40, None)
    assert with_one_total(whole, held) == [Row(whole.cells, None), held]
    assert with_one_total(whole, whole) == [whole, whole]


@pytest.mark.parametrize(
    ("numbers", "cells", "total"),
    [
        ({"a": 0, "b": 0}, [0, 0], 0),
        ({"a": 4}, [None], None),
        ({"a": 4, "b": 4}, [None, None], None),
        ({"a": 4, "b": 40}, [None, None], 45),
        ({"a": 4, "b": 5, "c": 40}, [None, 5, None], 50),
        ({"a": 1, "b": 40, "c": 5}, [None, None, None], 45),
        ({"a": 7, "b": 8}, [5, 10], 15),
    ],
)
def test_by_example(numbers: dict[str, int], cells: list[int | None], total: int | None) -> None:
    row = published(numbers)
    assert (list(row.cells.values()), row.total) == (cells, total)
