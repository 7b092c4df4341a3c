"""The gate: on the blind sets no figure falls below the floor that was recorded for it."""

import json
from pathlib import Path

import pytest

from understanding import Reader
from understanding.blind import FLOORS, SETS
from understanding.judging import (
    Score,
    find_fallen,
    judge_set,
    make_figures,
    record_floors,
)
from understanding.names import ALERTS, INDICATORS, INTENTS


@pytest.mark.parametrize("name", [*SETS])
def test_no_figure_is_below_its_floor(name: str, reader: Reader) -> None:
    """After a better model: python -m understanding.judging --record-floors"""
    scores, _, _ = judge_set(name, reader)
    assert find_fallen(make_figures(scores), json.loads(FLOORS[name].read_text())) == []


def _scores(missed: int) -> dict[str, list[Score]]:
    return {
        part: [Score(name, 10 - missed, missed, 0) for name in names]
        for part, names in (("intents", INTENTS), ("alerts", ALERTS), ("indicators", INDICATORS))
    }


@pytest.mark.parametrize(
    "name", ["intents_macro_f1", "immediate_danger_recall", "suicidal_thoughts_recall",
             "child_in_danger_recall", "safe_exit_recall", "indicators_micro_f1"],
)  # fmt: skip
def test_a_fall_is_named(name: str) -> None:
    figures = make_figures(_scores(missed=1))
    floors = {**figures, name: figures[name] + 0.001}
    [line] = find_fallen(figures, floors)
    assert line.startswith(f"{name} fell to ")
    assert find_fallen(figures, figures) == []


def test_a_figure_without_a_floor_is_named() -> None:
    assert len(find_fallen(make_figures(_scores(missed=1)), {})) == 7


def test_recorded_floors_hold_for_what_they_were_recorded_from(tmp_path: Path) -> None:
    figures = make_figures(_scores(missed=3))
    record_floors(tmp_path / "floors.json", figures)
    floors = json.loads((tmp_path / "floors.json").read_text())
    assert floors.keys() == figures.keys()
    assert find_fallen(figures, floors) == []
    assert find_fallen(make_figures(_scores(missed=4)), floors) != []
