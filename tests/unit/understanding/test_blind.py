"""The blind sets have two annotators and a third who decides, and their agreement is counted."""

import json
from pathlib import Path

import pytest

from understanding import blind
from understanding.blind import SETS, LabelledTwice, read_set
from understanding.errors import CorpusError
from understanding.evaluating import agreement
from understanding.evaluating.agreement import compare, kappa
from understanding.messages import Labelled

LINES = [
    {"id": "a1", "text": "SECRET he is here", "intent": "immediate_danger",
     "alerts": ["immediate_danger"], "indicators": []},
    {"id": "a2", "text": "SECRET hello", "intent": "greet", "alerts": [], "indicators": []},
]  # fmt: skip


def _labels(number: str, intent: str, *indicators: str) -> dict[str, object]:
    return {"id": number, "intent": intent, "alerts": [], "indicators": list(indicators)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A set of two messages, of which the second annotator sees one otherwise."""
    _write(tmp_path / "messages.jsonl", *LINES)
    _write(tmp_path / "second.jsonl", {**LINES[0], "text": "not used"}, _labels("a2", "thank"))
    _write(tmp_path / "settled.jsonl", _labels("a2", "thank", "fear") | {"arguable": True})
    monkeypatch.setitem(blind.FOLDERS, "own", tmp_path)
    monkeypatch.setitem(blind.SETS, "own", tmp_path / "messages.jsonl")
    return tmp_path


def _write(path: Path, *rows: object) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_what_a_third_decided_counts_and_the_rest_is_as_both_say() -> None:
    labels = read_set("own")
    assert labels.author["a2"].intent == "greet"
    danger, thanks = labels.final()
    assert (danger.text, danger.alerts) == ("SECRET he is here", frozenset({"immediate_danger"}))
    assert (thanks.text, thanks.intent, thanks.indicators) == (
        "SECRET hello", "thank", frozenset({"fear"})
    )  # fmt: skip


@pytest.mark.parametrize(
    ("file", "rows", "told"),
    [
        ("second.jsonl", [LINES[0]], "second.jsonl does not label every message"),
        ("settled.jsonl", [], "settled.jsonl does not decide just where the two differ"),
        ("settled.jsonl", [_labels("a1", "greet"), _labels("a2", "thank")], "just where the two"),
        ("settled.jsonl", [_labels("a9", "thank")], "labels what is not there: a9"),
        ("settled.jsonl", [_labels("a2", "nonsense")], "settled.jsonl, a2: an intent is not in"),
    ],
)
def test_labels_that_do_not_fit_are_refused_without_words(
    folder: Path, file: str, rows: list[object], told: str
) -> None:
    _write(folder / file, *rows)
    with pytest.raises(CorpusError, match=told) as refused:
        read_set("own")
    assert "SECRET" not in str(refused.value)


def test_labels_that_are_no_file_are_refused(folder: Path) -> None:
    (folder / "second.jsonl").write_text("{")
    with pytest.raises(CorpusError, match=r"second.jsonl cannot be read"):
        read_set("own")


@pytest.mark.parametrize("name", [*SETS])
def test_every_set_was_labelled_twice(name: str) -> None:
    labels = read_set(name)
    assert len(labels.final()) == len(labels.author)
    # Two who read the same text alone agree on nearly every danger, or one of them did not read.
    for alert in ("immediate_danger", "suicidal_thoughts"):
        said = [
            [alert in one.alerts for one in who.values()] for who in (labels.author, labels.second)
        ]
        assert kappa(*said) > 0.95


def test_kappa_is_agreement_beyond_chance() -> None:
    assert kappa("aabb", "aabb") == 1.0
    assert kappa("aabb", "abab") == 0.0
    assert kappa("aabb", "bbaa") == -1.0
    assert kappa("aaaa", "aaaa") == 1.0
    # Cohen 1960, as scikit-learn counts it: 0.7 alike, 0.5 by chance.
    assert kappa("yyyyynnnnn", "yyyynnnnyy") == pytest.approx(0.4)


def test_agreement_counts_both_and_each_alone() -> None:
    def make(intent: str, *alerts: str) -> Labelled:
        return Labelled("SECRET", intent, frozenset(alerts), frozenset())

    labels = LabelledTwice(
        author={"1": make("greet", "immediate_danger"), "2": make("greet", "immediate_danger")},
        second={"1": make("greet", "immediate_danger"), "2": make("thank", "suicidal_thoughts")},
        settled={"2": make("thank")},
    )
    told = "\n".join(compare(labels))
    assert "intents: the same in 1 of 2" in told
    assert "immediate_danger: both 1, author alone 1, second alone 0" in told
    assert "suicidal_thoughts: both 0, author alone 0, second alone 1" in told
    assert told.endswith("decided by a third: 1 messages")
    assert "SECRET" not in told


def test_the_command_prints_every_set_and_no_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreement, "SETS", {"fourth": SETS["fourth"]})
    assert agreement.main() == 0
    told = capsys.readouterr().out
    assert told.startswith("The fourth blind set\nintents: the same in 1269 of 1321, kappa 0.959")
    assert len(told.splitlines()) == 11


def test_the_command_says_what_does_not_fit(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "settled.jsonl").unlink()
    monkeypatch.setattr(agreement, "SETS", {"own": folder / "messages.jsonl"})
    assert agreement.main() == 1
    assert capsys.readouterr().err.startswith("evaluating: ")
