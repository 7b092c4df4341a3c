"""What a training text is known to say, and what the encoder was never tuned on."""

import random
from pathlib import Path

from understanding.corpus import Corpus
from understanding.encoder import WEIGHTS
from understanding.labels import HELD_PERCENT, is_held, label_alert
from understanding.tuning.augment import rewrite
from understanding.tuning.examples import UNSAID, read_examples


def test_a_text_is_held_out_by_itself_alone() -> None:
    texts = [f"he rang me {n} times" for n in range(4000)]
    held = [text for text in texts if is_held(text)]
    assert held == [text for text in texts if is_held(text)]
    assert abs(len(held) / len(texts) - HELD_PERCENT / 100) < 0.02
    # For good: whoever moves the border must tune the encoder anew.
    assert not is_held("he rang me 0 times")
    assert is_held(held[0])


def test_one_alerts_examples_say_nothing_of_its_neighbour() -> None:
    corpus = Corpus(
        positive={"immediate_danger": ["he is here"], "child_in_danger": ["he hits my boy"]},
        negative={"immediate_danger": ["he was here"], "child_in_danger": ["my boy is fine"]},
        calm=["who can help me"],
    )
    texts = ["hello", "he is here", "he hits my boy", "he was here", "my boy is fine"]
    marks = label_alert("immediate_danger", [*texts, "who can help me"], ["greet"], corpus)
    assert marks == [0, 1, -1, 0, -1, 0]


def test_a_threat_stands_under_a_request_without_being_one() -> None:
    corpus = Corpus(
        intents={"request_harmful_help": ["i will burn her house down", "find her for me"]},
        positive={"harmful_request": ["find her for me"], "threat_by_visitor": ["i will burn it"]},
        negative={"harmful_request": [], "threat_by_visitor": []},
    )
    corpus.positive["threat_by_visitor"].append("i will burn her house down")
    corpus.intents["request_harmful_help"].append("who can i pay to scare her")
    corpus.unsure["threat_by_visitor"] = ["who can i pay to scare her"]
    texts = corpus.intents["request_harmful_help"]
    labels = ["request_harmful_help"] * 3
    assert label_alert("harmful_request", texts, labels, corpus) == [-1, 1, 1]
    assert label_alert("threat_by_visitor", texts, labels, corpus) == [1, 0, -1]


def test_every_text_is_an_example_once_with_all_that_is_known(root: Path, tmp_path: Path) -> None:
    (tmp_path / "fear.yml").write_text(
        'indicator: fear\npositive:\n  - {text: "I AM SCARED of zebedee", also: [weapon]}\n'
        'negative:\n  - "zebedee is a nice man"\n'
    )
    examples = read_examples(root / "data", tmp_path)
    by_text = {one.text: one for one in examples}
    assert len(by_text) == len(examples)
    said = by_text["i am scared of zebedee"]
    assert (said.intent, sum(said.indicators)) == (UNSAID, 2)
    assert sorted(set(by_text["zebedee is a nice man"].indicators)) == [UNSAID, 0]
    assert 0.10 < sum(one.held for one in examples) / len(examples) < 0.20


def test_rewriting_changes_a_text_little() -> None:
    text = "he keeps turning up outside my work and i do not know what to do"
    dice = random.Random(1)
    written = [rewrite(text, dice) for _ in range(200)]
    assert len(set(written)) > 20
    assert all(abs(len(one.split()) - len(text.split())) <= 3 for one in written)
    assert rewrite("hi", dice) in {"hi"}


def test_the_encoder_is_small_enough_for_the_repository(root: Path) -> None:
    assert (root / "understanding" / WEIGHTS).stat().st_size <= 40_000_000
