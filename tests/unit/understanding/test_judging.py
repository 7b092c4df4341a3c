"""The blind set is whole and blind, and judging counts rightly and shows no message."""

import json
from collections import Counter
from pathlib import Path

import pytest

from understanding import Reading, judging
from understanding.judging import Labelled, bare, judge, known_texts, read_blind, report
from understanding.names import ALERTS, INDICATORS, INTENTS

BLIND = Path("tests/blind")
# Short plain sentences ("hiya", "i dont want to be here anymore") come to two hands alike.
SHORT = 10


@pytest.fixture(scope="module")
def blind(root: Path) -> list[Labelled]:
    return read_blind(root / BLIND / "messages.jsonl")


def test_every_label_is_known_and_often_enough(blind: list[Labelled]) -> None:
    intents = Counter(one.intent for one in blind)
    alerts = Counter(name for one in blind for name in one.alerts)
    indicators = Counter(name for one in blind for name in one.indicators)
    assert len(blind) >= 600
    assert set(intents) == set(INTENTS)
    assert set(alerts) == set(ALERTS)
    assert set(indicators) == set(INDICATORS)
    assert min(intents.values()) >= 12
    assert min(alerts.values()) >= 30
    assert min(indicators.values()) >= 15


def test_no_message_stands_there_twice(blind: list[Labelled]) -> None:
    assert len({bare(one.text) or one.text for one in blind}) == len(blind)


def test_nothing_of_it_is_trained_on_but_a_few_short_lines(
    root: Path, blind: list[Labelled]
) -> None:
    known = known_texts(root / "data")
    shared = [one for one in blind if bare(one.text) in known]
    assert [one for one in shared if len(one.text.split()) > SHORT] == []
    assert len(shared) <= len(blind) // 25


def test_hard_negatives_name_messages_that_lack_that_label(root: Path) -> None:
    lines = (root / BLIND / "messages.jsonl").read_text(encoding="utf-8").splitlines()
    by_id = {row["id"]: row for row in map(json.loads, lines)}
    marks = json.loads((root / BLIND / "hard_negatives.json").read_text(encoding="utf-8"))
    assert len(by_id) == len(lines)
    for name, hard in marks.items():
        for mark in hard:
            part, _, label = mark.partition(":")
            assert label not in by_id[name].get(f"{part}s", ())


def test_judging_counts_what_is_found_missed_and_wrongly_seen() -> None:
    messages = [
        Labelled("one", "greet", frozenset({"immediate_danger"}), frozenset()),
        Labelled("two", "greet", frozenset({"immediate_danger"}), frozenset({"fear"})),
        Labelled("three", "thank", frozenset(), frozenset()),
    ]
    readings = [
        Reading("greet", 1.0, ("immediate_danger",), ()),
        Reading("thank", 1.0, (), ("fear",)),
        Reading("thank", 1.0, ("immediate_danger",), ()),
    ]
    scores = judge(messages, readings)
    danger = next(one for one in scores["alerts"] if one.name == "immediate_danger")
    assert (danger.found, danger.missed, danger.wrong) == (1, 1, 1)
    assert (danger.recall, danger.precision) == (0.5, 0.5)
    told = "\n".join(report(scores, 3, 2))
    assert "3 messages; 2 that are also trained on are left out." in told
    assert "accuracy 0.667" in told
    assert "| immediate_danger | 2 | 0.50 | 0.50 | 1 | 1 |" in told


def test_without_a_model_there_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judging.main(["--model", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("understanding: ")
