"""Welsh that is typed is known for Welsh, danger in it is seen, and no English is taken for it."""

import json
from pathlib import Path

import pytest

from understanding import Reader, is_welsh
from understanding.corpus import read_corpus
from understanding.patterns import load_yaml

DANGER, SUICIDE = "immediate_danger", "suicidal_thoughts"


@pytest.mark.parametrize(
    ("text", "alert"),
    [
        ("mae o tu allan i'r drws gyda chyllell", DANGER),
        ("Mae e tu fas i'r drws, a fi mewn perygl", DANGER),
        ("mae hi yn y tŷ efo cyllell", DANGER),
        ("mae'n trio torri i mewn, ffoniwch yr heddlu", DANGER),
        ("mae o isio fy lladd i", DANGER),
        ("Helpwch fi plîs", DANGER),
        ("dwi mewn perygl rŵan", DANGER),
        ("mae e newydd fy nharo i", DANGER),
        ("mae ganddo wn", DANGER),
        ("dwi eisiau marw", SUICIDE),
        ("Rwy'n meddwl am ladd fy hun", SUICIDE),
        ("dwi ddim isio byw", SUICIDE),
        ("sai moyn byw rhagor", SUICIDE),
        ("does dim pwynt byw ddim mwy", SUICIDE),
        ("mae fy mhlant mewn perygl", "child_in_danger"),
        ("mae o wedi cymryd y plant", "child_in_danger"),
        ("sut alla i dracio ffôn fy nghyn", "harmful_request"),
    ],
)
def test_danger_in_welsh_is_seen_by_wordings_alone(reader: Reader, text: str, alert: str) -> None:
    assert alert in reader.glance(text)
    assert alert in reader.read(text).alerts


@pytest.mark.parametrize(
    "text",
    [
        "roedd o tu allan i'r tŷ neithiwr ond mae wedi mynd",
        "mae e'n aros tu allan bob nos",
        "dwi ddim mewn perygl",
        "beth yw stelcio?",
        "mae fy nghyn yn gyrru negeseuon",
    ],
)
def test_what_is_over_or_asked_in_general_is_no_alarm(reader: Reader, text: str) -> None:
    assert is_welsh(text)
    assert reader.glance(text) == ()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("gadael nawr", "safe_exit"),
        ("mae rhywun yn dod", "safe_exit"),
        ("rhaid i fi fynd", "safe_exit"),
        ("ga i siarad â rhywun os gwelwch yn dda", "talk_to_human"),
        ("dwi angen help", "ask_support_services"),
        ("pwy all fy helpu", "ask_support_services"),
        ("ydy hyn yn stelcio?", "am_i_being_stalked"),
        ("diolch yn fawr", "thank"),
    ],
)
def test_a_few_wishes_are_understood(reader: Reader, text: str, intent: str) -> None:
    assert reader.read(text).intent == intent


def test_what_is_not_understood_is_the_wish_to_speak_welsh(reader: Reader) -> None:
    text = "Mae'r gath wedi bwyta'r pysgodyn ar y bwrdd ac mae hi'n hapus iawn"
    assert reader.read(text).intent == "change_language"


def test_no_english_is_taken_for_welsh(root: Path) -> None:
    """Of all our examples and the blind sets: each that is taken for Welsh has a word that is."""
    corpus = read_corpus(root / "data")
    texts = [text for some in corpus.intents.values() for text in some]
    texts += [
        t for lists in (corpus.positive, corpus.negative) for ts in lists.values() for t in ts
    ]
    texts += [*corpus.calm, *corpus.unrelated]
    for place in ("messages.jsonl", "second/messages.jsonl"):
        lines = (root / "tests" / "blind" / place).read_text().splitlines()
        texts += [json.loads(line)["text"] for line in lines]
    found = [text for text in texts if is_welsh(text)]
    english = {"the", "he", "she", "is", "and", "to", "my", "me", "was", "him"}
    assert 20 < len(found) < 120
    assert [text for text in found if len(english & set(text.lower().split())) > 1] == []


def test_that_it_is_a_draft_stands_where_it_is_written(root: Path) -> None:
    place = root / "understanding" / "patterns" / "welsh.yml"
    assert "DRAFT: to be read by a Welsh speaker" in place.read_text()
    assert {DANGER, SUICIDE} < set(load_yaml(place))
