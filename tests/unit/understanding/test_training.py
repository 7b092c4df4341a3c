"""Training data is checked, patterns are checked, and an unchanged input trains nothing."""

import json
import re
from pathlib import Path

import pytest

from understanding import ALERTS, INDICATORS, INTENTS
from understanding.corpus import Corpus, read_corpus, read_topics
from understanding.errors import ArtefactError, CorpusError
from understanding.indicator_texts import read_examples
from understanding.messages import bare
from understanding.patterns import compile_wording, load_book
from understanding.training import main
from understanding.training_alerts import MOST_FALSE

FEWEST = {
    "immediate_danger": 250,
    "suicidal_thoughts": 150,
    "child_in_danger": 120,
    "threat_by_visitor": 80,
    "someone_else_typing": 120,
    "harmful_request": 120,
}


@pytest.fixture(scope="module")
def corpus(root: Path) -> Corpus:
    return read_corpus(root / "data")


def test_every_intent_has_ninety_examples_each_once(corpus: Corpus) -> None:
    assert set(corpus.intents) == set(corpus.names)
    assert corpus.names[: len(INTENTS)] == INTENTS
    few = {name: len({bare(t) for t in texts}) for name, texts in corpus.intents.items()}
    assert {name: count for name, count in few.items() if count < 90} == {}


def test_every_alert_has_enough_examples_and_look_alikes(corpus: Corpus) -> None:
    assert set(corpus.positive) == set(FEWEST) == set(ALERTS)
    few = {name: len({bare(t) for t in texts}) for name, texts in corpus.positive.items()}
    assert {name: few[name] for name, fewest in FEWEST.items() if few[name] < fewest} == {}
    assert len({bare(text) for texts in corpus.negative.values() for text in texts}) >= 900


def test_every_indicator_has_enough_examples_and_look_alikes(root: Path) -> None:
    examples = read_examples(root / "data")
    for name in INDICATORS:
        own = [one for one in examples if one.about == name]
        assert sum(one.says(name) == 1 for one in own) >= 40, name
        assert sum(one.says(name) == 0 for one in own) >= 25, name


def test_an_unknown_intent_is_named(tmp_path: Path) -> None:
    (tmp_path / "skill").mkdir()
    (tmp_path / "skill" / "nlu.yml").write_text(
        'version: "3.1"\nnlu:\n  - intent: dance\n    examples: |\n      - hi\n'
    )
    with pytest.raises(CorpusError, match=r"skill/nlu\.yml: .*dance"):
        read_corpus(tmp_path)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("following", "domain.yml: this cannot be the name of an intent: following"),
        ("Ask About It", "domain.yml: this cannot be the name of an intent: Ask About It"),
    ],
)
def test_a_topics_name_means_nothing_else(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "domain.yml").write_text(f"intents:\n  - greet\n  - {line}\n  - event_chosen\n")
    with pytest.raises(CorpusError, match=re.escape(complaint)):
        read_topics(tmp_path / "domain.yml")


def test_a_topic_of_ones_own_needs_examples(root: Path, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(root / "data")
    domain = (root / "domain.yml").read_text()
    (tmp_path / "domain.yml").write_text(domain.replace("intents:\n", "intents:\n  - ask_x\n"))
    with pytest.raises(CorpusError, match="fewer than 20 examples for: ask_x"):
        read_corpus(tmp_path / "data")


def test_missing_examples_are_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert error.startswith("understanding: training failed: no examples for: greet, ")
    assert error.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_nothing_changed_nothing_trained(
    root: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (model / "manifest.json").stat().st_mtime_ns
    assert main(["--data", str(root / "data"), "--out", str(model)]) == 0
    assert "nothing to train" in capsys.readouterr().out
    assert (model / "manifest.json").stat().st_mtime_ns == before


def test_the_manifest_says_what_was_measured(model: Path) -> None:
    metrics = json.loads((model / "manifest.json").read_text())["metrics"]
    assert set(metrics["alerts"]) == set(ALERTS)
    assert metrics["intents"]["macro_f1"] >= 0.75
    assert metrics["intents"]["out_of_scope_seen"] >= 0.8
    assert metrics["alerts"]["immediate_danger"]["recall"] >= 0.85
    assert metrics["alerts"]["suicidal_thoughts"]["recall"] >= 0.85
    # Wordings raise a few that the model alone does not.
    for name, one in metrics["alerts"].items():
        assert one["by_hands"]["false"] <= MOST_FALSE[name] + 0.01, name


def test_every_alert_and_indicator_has_wordings() -> None:
    assert {*ALERTS, *INDICATORS} <= set(load_book().marks)


@pytest.mark.parametrize("pattern", ["a.*b", "(?:ab)+", r"\w{2,}"])
def test_a_pattern_without_bounds_is_refused(pattern: str) -> None:
    with pytest.raises(ArtefactError, match="unbounded"):
        compile_wording(pattern, {}, "test.yml")


def test_the_must_lists_are_not_copied_from_the_training_data(corpus: Corpus) -> None:
    known = {text for texts in corpus.intents.values() for text in texts}
    known |= {
        t for lists in (corpus.positive, corpus.negative) for ts in lists.values() for t in ts
    }
    source = (Path(__file__).parent / "test_alerts.py").read_text(encoding="utf-8")
    listed = set(re.findall(r'^        "(.+)",$', source, re.MULTILINE))
    assert len(listed) > 60
    assert len(listed & known) <= 6, "only the specification's own sentences may stand in both"
