"""Rasa's own classifiers learn what ours learns from, and are told what was changed of them."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from bench.reference import __main__ as reference
from bench.reference.arrays import make_key, write_arrays
from understanding.corpus import read_corpus
from understanding.labels import make_labelled


def test_the_pipeline_of_rasa_init_keeps_its_parts_but_two() -> None:
    config = reference.make_config("stock", 7)
    names = [one["name"] for one in config["pipeline"]]
    assert names == [
        "WhitespaceTokenizer", "RegexFeaturizer", "LexicalSyntacticFeaturizer",
        "CountVectorsFeaturizer", "CountVectorsFeaturizer", "DIETClassifier", "EntitySynonymMapper",
    ]  # fmt: skip
    diet = config["pipeline"][5]
    assert (diet["epochs"], diet["batch_size"]) == (7, reference.STOCK_BATCH)
    assert "number_of_transformer_layers" not in diet


def test_diet_on_our_features_has_no_transformer() -> None:
    diet = reference.make_config("features", 50)["pipeline"][1]
    assert (diet["number_of_transformer_layers"], diet["entity_recognition"]) == (0, False)
    assert diet["batch_size"] == 128


def test_a_project_holds_all_that_ours_learns_from(root: Path, tmp_path: Path) -> None:
    texts = reference.write_project(tmp_path, reference.make_config("stock", 1))
    assert len(texts) == len(make_labelled(read_corpus(root / "data"))[0])
    content = YAML(typ="safe", pure=True).load((tmp_path / "nlu.yml").read_text())
    written = "".join(one["examples"] for one in content["nlu"])
    assert written.count("\n") == len(texts)
    assert not set(written) & set("[]{}")


def test_a_text_has_one_row_of_what_our_reading_sees(root: Path, tmp_path: Path) -> None:
    texts = ["he follows me", " he  follows me ", "hello"]
    write_arrays(tmp_path / "arrays.npz", texts, root / "models" / "understanding")
    with np.load(tmp_path / "arrays.npz") as arrays:
        assert arrays["keys"].tolist() == [make_key("he follows me"), make_key("hello")]
        assert len(arrays["dense"]) == 2
        assert len(arrays["values"]) == len(arrays["buckets"]) == arrays["ends"][-1]


def test_what_takes_too_long_ends_with_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def wait(*_: object) -> list[str]:
        raise subprocess.TimeoutExpired("rasa", 60)

    monkeypatch.setattr(reference, "compare", wait)
    assert reference.main(["stock", "--minutes", "1", "--folder", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "reference: stock was not done in 1 minutes\n"
