"""A step is done again when, and only when, what goes into it or comes out of it has changed."""

from pathlib import Path

import pytest

from scripts import stamps


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stamps, "STAMPS", tmp_path / "stamps")
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "nlu.yml").write_text("hello")
    return folder


def test_the_same_inputs_are_the_same(inputs: Path) -> None:
    assert stamps.digest([inputs]) == stamps.digest([inputs])


@pytest.mark.parametrize("change", ["content", "name", "new file", "version"])
def test_a_change_is_seen(inputs: Path, change: str) -> None:
    before = stamps.digest([inputs], "3.11")
    if change == "content":
        (inputs / "nlu.yml").write_text("hullo")
    elif change == "name":
        (inputs / "nlu.yml").rename(inputs / "nlu2.yml")
    elif change == "new file":
        (inputs / "rules.yml").write_text("")
    assert stamps.digest([inputs], "3.12" if change == "version" else "3.11") != before


def test_what_a_build_leaves_beside_its_sources_does_not_count(inputs: Path) -> None:
    before = stamps.digest([inputs])
    for name in ("__pycache__", "node_modules", "dist"):
        (inputs / name).mkdir()
        (inputs / name / "made.js").write_text("made")
    assert stamps.digest([inputs]) == before


def test_a_step_is_current_only_while_its_outcome_is_there(inputs: Path) -> None:
    wanted, made = stamps.digest([inputs]), inputs / "model"
    assert not stamps.is_current("train", wanted, [made])
    made.write_text("weights")
    stamps.write("train", wanted)
    assert stamps.is_current("train", wanted, [made])
    made.unlink()
    assert not stamps.is_current("train", wanted, [made])


def test_a_step_that_was_broken_off_is_done_again(inputs: Path) -> None:
    stamps.write("train", stamps.digest([inputs]))
    stamps.forget("train")
    assert not stamps.is_current("train", stamps.digest([inputs]), [])
