"""Wordings by which something is said in so many words: whom they take in, and whom they leave."""

import re
from pathlib import Path

import pytest

from content.errors import ContentError
from content.plainly_told import PlainlyTold
from content.sayings import Sayings, answers
from tests.support import ROOT

WHO_WRITES = Sayings(ROOT / "data" / "arrival" / "who_writes.yml")
PLAINLY = PlainlyTold(ROOT / "data")


@pytest.mark.parametrize(
    ("text", "young"),
    [
        ("im 15 and he follows me home", True),
        ("hi i'm 14, he keeps messaging me", True),
        ("hi i\u2019m 14, he keeps messaging me", True),
        ("he wont stop and im only 16", True),
        ("i am 12 years old and a man texts me", True),
        ("im 15 minutes away from him", False),
        ("im 15 weeks pregnant and he follows me", False),
        ("im 34 and he follows me", False),
        ("shes 15 and he follows her", False),
        ("my pupil wrote \u201cim 15 and he follows me\u201d", False),
        ("i'm 10 miles from his house", False),
    ],
)
def test_who_says_in_passing_that_they_are_under_18(text: str, young: bool) -> None:
    assert WHO_WRITES.has("young_in_passing", text) is young


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("my sisters ex is outside her house", {"names_close", "to_them"}),
        ("a pupil is being followed", {"names_in_care"}),
        ("someone comes into her room at night", {"to_them"}),
        ("my mates ex keeps following me", {"names_close", "myself", "done_to_me"}),
        ("he comes into my room at night", {"myself"}),
        ("my ex wont stop", set()),
    ],
)
def test_whom_a_message_is_about(text: str, names: set[str]) -> None:
    whom = {"names_close", "names_in_care", "to_them", "myself", "done_to_me"}
    assert {one for one in whom if WHO_WRITES.has(one, text)} == names


def test_a_grave_sign_is_plainly_told_only_with_a_word_for_it() -> None:
    signs = ["tracking_device", "sexual_violence", "loitering"]
    text = "he put an airtag in my car and waits outside"
    assert PLAINLY.among(signs, text, "en") == ["tracking_device", "loitering"]
    # Welsh is read by its own wordings.
    assert PLAINLY.among(signs, text, "cy") == signs


TOPICS = """
parts: {order: "(?:spo|order)"}
topics:
  orders:
    - utter_orders_broken: ["broke \\\\w+ <order>"]
    - utter_law_orders: ["<order>s?"]
    - utter_police_who: {saying: police.who}
"""


def test_topics_stand_in_their_order_with_their_wordings(tmp_path: Path) -> None:
    (tmp_path / "wordings").mkdir()
    path = tmp_path / "wordings" / "orders.yml"
    path.write_text(TOPICS)
    (broken, asked, who) = Sayings(path).topic("orders")
    assert [about for about, _ in (broken, asked, who)] == list(answers(tmp_path))
    assert isinstance(broken[1], re.Pattern)
    assert broken[1].search("He BROKE his spo")
    assert not broken[1].search("he broke his border")
    assert who == ("utter_police_who", "police.who")


def test_a_part_may_be_known_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "some.yml"
    path.write_text("sayings: {own: ['in <place>']}")
    assert Sayings(path, {"place": "(?:leeds|cardiff)"}).has("own", "I live in Cardiff")


@pytest.mark.parametrize(
    "written",
    [
        "topics: {two: [{utter_a: [a], utter_b: [b]}]}",
        "topics: {other: [{utter_a: {said: b}}]}",
        "sayings: {broken: '('}",
        "sayings: {unknown: ['<nobody>']}",
        "sayings: {itself: ['<a>']}\nparts: {a: '<a>'}",
        "sayings: {number: [1]}",
        "parts: {}",
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, written: str) -> None:
    path = tmp_path / "some.yml"
    path.write_text(written)
    with pytest.raises(ContentError, match=r"some\.yml"):
        Sayings(path)
