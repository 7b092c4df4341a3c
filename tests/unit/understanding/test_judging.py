"""The blind sets are whole and blind, and judging counts rightly and shows no message."""

import json
from collections import Counter
from pathlib import Path

import pytest

from understanding import Reading, judging
from understanding.blind import SETS, read_final
from understanding.judging import judge, known_texts, report
from understanding.messages import Labelled, bare
from understanding.names import ALERTS, INDICATORS, INTENTS

# Short plain sentences ("hiya", "i dont want to be here anymore") come to two hands alike.
SHORT = 10


LEAST = {
    "first": (12, 30, 15),
    "second": (11, 28, 10),
    "third": (14, 41, 19),
    "fourth": (15, 42, 25),
}
"""So many messages at least for each intent, alert and indicator."""


@pytest.fixture(scope="module", params=[*SETS])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def blind(name: str) -> list[Labelled]:
    return read_final(name)


def test_every_label_is_known_and_often_enough(name: str, blind: list[Labelled]) -> None:
    intents = Counter(one.intent for one in blind)
    alerts = Counter(name for one in blind for name in one.alerts)
    indicators = Counter(name for one in blind for name in one.indicators)
    assert len(blind) >= 600
    assert set(intents) == set(INTENTS)
    assert set(alerts) == set(ALERTS)
    assert set(indicators) == set(INDICATORS)
    least = tuple(min(some.values()) for some in (intents, alerts, indicators))
    assert all(has >= asked for has, asked in zip(least, LEAST[name], strict=True))


def test_no_message_stands_there_twice(blind: list[Labelled]) -> None:
    twice = len(blind) - len({bare(one.text) for one in blind})
    assert twice == 0


def test_nothing_of_it_is_trained_on_but_a_few_short_lines(
    root: Path, blind: list[Labelled]
) -> None:
    known = known_texts(root / "data")
    words = [len(one.text.split()) for one in blind if bare(one.text) in known]
    # Numbers only: what fails here must not show whoever reads it a message.
    longest, share = max(words, default=0), len(words) / len(blind)
    assert longest <= SHORT
    assert share <= 0.09


def test_hard_negatives_name_messages_that_lack_that_label(name: str) -> None:
    lines = SETS[name].read_text(encoding="utf-8").splitlines()
    by_id = {row["id"]: row for row in map(json.loads, lines)}
    marks = json.loads(SETS[name].with_name("hard_negatives.json").read_text(encoding="utf-8"))
    assert len(by_id) == len(lines)
    for number, hard in marks.items():
        for mark in hard:
            part, _, label = mark.partition(":")
            assert label not in by_id[number].get(f"{part}s", ())


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
