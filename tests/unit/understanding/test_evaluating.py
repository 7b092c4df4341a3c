"""The report counts rightly, stands alone, and shows no word of a file that was given."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from understanding import Reader
from understanding.errors import CorpusError
from understanding.evaluating import lookalikes
from understanding.evaluating.__main__ import main
from understanding.evaluating.files import Message, read_messages
from understanding.evaluating.folds import make_groups
from understanding.evaluating.page import make_page, summarise
from understanding.evaluating.perturbing import CHANGES
from understanding.evaluating.results import (
    Intents,
    Label,
    Results,
    calibrate,
    expected_error,
    macro_and_micro,
)
from understanding.evaluating.slicing import group_by_length, group_by_voice

ROWS = [
    {"text": "my ex zebedeequux followed me home", "intent": "disclose_stalking", "alerts": [],
     "indicators": ["following", "former_partner"], "voice": "girl 16, phone"},
    {"text": "he's outside my door right now zebedeequux", "intent": "immediate_danger",
     "alerts": ["immediate_danger"], "indicators": ["loitering"], "voice": "man 71, formal"},
    {"text": "hello zebedeequux", "intent": "greet"},
]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "some.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


def test_a_file_is_evaluated_without_a_word_of_it(
    file: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "page" / "report.html"
    assert main([str(file), "--only-files", "--model", str(model), "--out", str(out)]) == 0
    page, printed = out.read_text(), capsys.readouterr()
    for words in ("zebedeequux", "followed me", "right now"):
        assert words not in page + printed.out + printed.err
    assert "Robustness" in page
    assert "swapped gender" in page
    assert "immediate_danger" in page
    assert "voice: under 18" not in page  # one message is no group
    assert not re.search(
        r"<(?:script|link|img|iframe)\b|\bsrc=|https?://(?!www\.w3\.org|purl)", page
    )


def test_rasas_own_format_is_read(tmp_path: Path) -> None:
    path = tmp_path / "nlu.yml"
    path.write_text('version: "3.1"\nnlu:\n  - intent: greet\n    examples: |\n      - hi\n')
    assert read_messages(path) == [Message("hi", "greet")]


@pytest.mark.parametrize("line", ["[]", "no", '{"text": "secret", "intent": "dance"}',
                                  '{"text": "secret", "alerts": ["x"]}'])  # fmt: skip
def test_a_bad_line_is_named_without_its_words(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(f'{{"text": "fine"}}\n{line}\n')
    with pytest.raises(CorpusError, match=r"bad\.jsonl:2") as error:
        read_messages(path)
    assert "secret" not in str(error.value)


def test_changes_change_how_a_message_looks_and_are_the_same_each_time() -> None:
    text = "My husband doesn't know, he's following my kids from the house"
    for name, change in CHANGES.items():
        assert change(text) != text, name
        assert change(text) == change(text)
        assert change("") == change("")
    assert CHANGES["swapped gender"](text).startswith("My wife doesn't know, she's following")
    assert "weans fae the hoose" in CHANGES["dialect"](text)
    assert "'" not in CHANGES["no apostrophes"](text)
    assert abs(len(CHANGES["typos"](text)) - len(text)) <= 3


def test_what_is_counted_is_right() -> None:
    intents = Intents(
        ["greet", "greet", "thank", "thank"],
        ["greet", "thank", "thank", "thank"],
        np.array([0.9, 0.7, 0.9, 0.3]),
    )
    assert intents.macro_f1() == pytest.approx((2 / 3 + 0.8) / 2)
    assert intents.confusions() == [(("greet", "thank"), 1)]
    assert [n for _, _, n in calibrate(intents)] == [1, 1, 2]
    assert expected_error(intents) == pytest.approx((0.7 + 0.7 + 2 * 0.1) / 4)
    label = Label("fear", np.array([1, 1, 0]), np.array([True, False, True]))
    assert macro_and_micro([label]) == (0.5, 0.5)


def test_a_page_draws_its_pictures_and_shows_our_own_examples_safely() -> None:
    chances = np.array([0.9, 0.2, 0.6])
    results = Results("Ours")
    results.intents = Intents(["greet", "thank"], ["greet", "greet"], np.array([0.9, 0.6]))
    results.examples = {("thank", "greet"): "ta <b>very</b> much"}
    results.alerts = [Label("immediate_danger", np.array([1, 0, 1]), chances >= 0.5, chances, 0.5)]
    results.robust = {"as written": 0.8, "typos": 0.75}
    page = make_page([results], "abc")
    assert page == make_page([results], "abc")
    assert page.count("<svg") == 2
    assert "ta &lt;b&gt;very&lt;/b&gt; much" in page
    assert summarise(results)[-1] == "  worst drop: 5.0 points (typos)"


def test_groups_of_messages() -> None:
    assert group_by_length("one two three four") == "4 to 12"
    assert group_by_voice(Message("x", voice="teen 16, second-language, phone")) == [
        "second language", "on a phone", "under 18",
    ]  # fmt: skip
    assert group_by_voice(Message("hes ootside")) == [
        "no capitals, no stops", "dialect words", "no apostrophes",
    ]  # fmt: skip
    alike = np.array([[1.0, 0.0], [0.99, 0.141], [0.0, 1.0]])
    groups = make_groups(["a", "b", "c"], alike, {})
    assert groups[0] == groups[1] != groups[2]
    # What one hand wrote is never read by a model that saw others of it.
    groups = make_groups(["a", "b", "c"], alike, {"c": "first", "a": "first"})
    assert len(set(groups)) == 1


def test_without_a_model_it_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--model", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("evaluating: ")


def test_reading_messages_never_needs_what_reports_need(root: Path) -> None:
    folder = root / "understanding"
    for path in folder.glob("*.py"):
        assert "evaluating" not in path.read_text(encoding="utf-8"), path.name


def test_look_alikes_of_a_blind_set_are_counted_without_a_word_of_it(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[dict[str, object]] = [
        {"id": "x1", "text": "i could murder a cup of tea"},
        {"id": "x2", "text": "im going round hers with a knife"},
        {"id": "x3", "text": "hide this page"},
        {"id": "x4", "text": "hes outside my door with a knife"},
        {"id": "x5", "text": "she is going to find me dead"},
    ]
    nothing = {"intent": "out_of_scope", "alerts": [], "indicators": []}
    marks = {
        "x1": ["alert:threat_by_visitor"],
        "x2": ["threat_by_visitor", "indicator:weapon"],
        "x3": ["safe_exit_lookalike"],
        "x5": ["suicidal_thoughts"],
    }
    # The author took x5 for a look-alike; it was decided to be the thing itself.
    itself = {**rows[4], **nothing, "alerts": ["suicidal_thoughts"]}
    for name, some in (
        ("messages", [{**row, **nothing} for row in rows]),
        ("second", [*({**row, **nothing} for row in rows[:4]), itself]),
        ("settled", [itself]),
    ):
        lines = "".join(json.dumps(row) + "\n" for row in some)
        (tmp_path / f"{name}.jsonl").write_text(lines)
    (tmp_path / "hard_negatives.json").write_text(json.dumps(marks))
    monkeypatch.setitem(lookalikes.FOLDERS, "first", tmp_path)
    monkeypatch.setitem(lookalikes.SETS, "first", tmp_path / "messages.jsonl")
    assert lookalikes.count(reader, "first") == [
        "  threat_by_visitor: 1 of 2",
        "  safe_exit: 1 of 1",
    ]
