"""Messages of which everything was decided: read whole or refused, learned from as they say, and
none of them from a blind set."""

import json
from pathlib import Path

import numpy as np
import pytest

from understanding import collecting
from understanding.blind import SETS
from understanding.corpus import Corpus, read_corpus
from understanding.errors import CorpusError
from understanding.indicator_texts import read_examples
from understanding.labels import label_alert, make_labelled
from understanding.messages import Labelled, bare, list_files, read_labelled
from understanding.names import ALERTS, INDICATORS, INTENTS
from understanding.training import make_inputs
from understanding.training_indicators import HANDS, make_examples, make_truth

ROW = {"text": "SECRET he is here", "intent": "immediate_danger", "alerts": ["immediate_danger"],
       "indicators": []}  # fmt: skip


def _write(path: Path, *rows: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_a_message_is_read_with_all_its_labels(tmp_path: Path) -> None:
    # A line separator inside a message ends no line.
    path = _write(tmp_path / "one.jsonl", ROW | {"text": "he is\u2028here"}, ROW)
    path.write_text(path.read_text().replace("\\u2028", "\u2028"))
    first, second = read_labelled(path)
    assert first.text == "he is\u2028here"
    assert second == Labelled(
        "SECRET he is here", "immediate_danger", frozenset({"immediate_danger"}), frozenset()
    )


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ([], "is not a message with all its labels"),
        ({"text": "SECRET", "intent": "greet", "alerts": []}, "with all its labels"),
        (ROW | {"text": " "}, "has no text"),
        (ROW | {"text": 5}, "has no text"),
        (ROW | {"intent": "dance"}, "an intent is not in the specification"),
        (ROW | {"intent": ["greet"]}, "an intent is not in the specification"),
        (ROW | {"alerts": ["fear"]}, "a label is not in the specification"),
        (ROW | {"indicators": "fear"}, "a label is not in the specification"),
        (ROW | {"indicators": [["fear"]]}, "a label is not in the specification"),
    ],
)
def test_what_is_not_whole_is_refused_by_its_line(
    tmp_path: Path, row: object, complaint: str
) -> None:
    path = _write(tmp_path / "messages" / "odd.jsonl", ROW, row)
    with pytest.raises(CorpusError, match=rf"^messages/odd\.jsonl:2.*{complaint}") as error:
        read_labelled(path)
    assert "SECRET" not in str(error.value)


def test_every_alert_of_a_message_is_decided() -> None:
    message = Labelled("they are at the door", "greet", frozenset({ALERTS[0]}), frozenset())
    other = Labelled("someone rang", "immediate_danger", frozenset(), frozenset())
    corpus = Corpus(
        intents={"greet": ["hello"]},
        positive={name: [] for name in ALERTS},
        negative={name: [] for name in ALERTS},
        hands={"first": [message], "second": [other]},
    )
    corpus.intents |= {name: [] for name in INTENTS if name not in corpus.intents}
    texts, labels = make_labelled(corpus)
    assert dict(zip(texts, labels, strict=True)) == {
        "hello": "greet", message.text: "greet", other.text: "immediate_danger",
    }  # fmt: skip
    marks = {
        name: dict(zip(texts, label_alert(name, texts, labels, corpus), strict=True))
        for name in ALERTS
    }
    # Even where the intent would say otherwise.
    assert marks[ALERTS[0]] == {"hello": 0, message.text: 1, other.text: 0}
    assert marks[ALERTS[2]] == {"hello": 0, message.text: 0, other.text: 0}


def test_every_indicator_of_a_message_is_decided() -> None:
    corpus = Corpus(
        intents={name: [] for name in INTENTS},
        positive={name: [] for name in ALERTS},
        hands={
            "first": [Labelled("he waits", "disclose_stalking", frozenset(), frozenset({"fear"}))]
        },
    )
    [example] = make_examples([], corpus)
    assert example.about == HANDS
    # A wording that finds something else does not make that unknown: somebody has said.
    truth = make_truth([example], np.ones((1, len(INDICATORS)), dtype=bool))
    assert truth.tolist() == [[int(name == "fear") for name in INDICATORS]]


def test_the_files_are_among_what_a_model_depends_on(root: Path) -> None:
    data = root / "data"
    files = {path.relative_to(data).as_posix() for path in list_files(data)}
    assert len(files) >= 4
    assert files <= make_inputs(data, read_corpus(data)).keys()


def test_a_text_stands_once_and_in_no_blind_set(root: Path) -> None:
    corpus = read_corpus(root / "data")
    texts = [bare(one.text) for one in corpus.messages]
    assert len(texts) == len(set(texts))
    blind = {bare(one.text) for path in SETS.values() for one in read_labelled(path)}
    # Numbers only: what fails here must not show whoever reads it a message.
    spent = len(blind & set(texts))
    assert spent == 0
    lists = [*corpus.intents.values(), *corpus.positive.values(), *corpus.negative.values()]
    elsewhere = {bare(text) for some in [*lists, corpus.calm, corpus.unrelated] for text in some}
    elsewhere |= {bare(one.text) for one in read_examples(root / "data")}
    assert set(texts) & elsewhere == set()


def test_the_hands_wrote_of_everything(root: Path) -> None:
    messages = read_corpus(root / "data").messages
    assert {one.intent for one in messages} == set(INTENTS)
    assert {name for one in messages for name in one.alerts} == set(ALERTS)
    assert {name for one in messages for name in one.indicators} == set(INDICATORS)


def test_what_is_blind_known_or_there_twice_is_left_out() -> None:
    def make(text: str) -> Labelled:
        return Labelled(text, "greet", frozenset(), frozenset())

    written = [make(text) for text in ("It's me!", "hello", "its me", "Hiya", "👋", "👋")]
    taken = collecting.take(written, frozenset({"hiya"}), frozenset({"hello"}))
    assert [one.text for one in taken.messages] == ["It's me!", "👋"]
    assert (taken.blind, taken.known, taken.twice) == (1, 1, 2)


def test_collecting_writes_one_form_and_shows_no_words(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blind = read_labelled(SETS["first"])[0].text
    written = _write(
        tmp_path / "w.jsonl",
        {"voice": "man 40", "indicators": ["fear", "weapon"], "alerts": [], "intent": "greet",
         "text": "zebedeequux é"},
        ROW | {"text": blind},
    )  # fmt: skip
    data = tmp_path / "copy" / "data"
    data.mkdir(parents=True)
    for part in (root / "data").iterdir():
        if part.name != "messages":
            (data / part.name).symlink_to(part)
    for _ in range(2):
        assert collecting.main([str(written), "fifth", "--data", str(data)]) == 0
        said = capsys.readouterr().out
        assert said == "1 of 2 taken over; left out: 1 of a blind set, 0 known, 0 twice\n"
    assert (data / "messages" / "fifth.jsonl").read_text() == (
        '{"text": "zebedeequux é", "intent": "greet", "alerts": [], '
        '"indicators": ["weapon", "fear"]}\n'
    )


def test_collecting_names_the_line_it_cannot_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = _write(tmp_path / "w.jsonl", ROW | {"intent": "dance"})
    assert collecting.main([str(written), "fifth", "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        f"collecting: {tmp_path.name}/w.jsonl:1: an intent is not in the specification\n"
    )
