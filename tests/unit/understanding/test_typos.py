"""A word with a slip in it is read as the word that was meant, and every real word as itself."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understanding import Reader
from understanding.errors import ArtefactError
from understanding.patterns import load_spelling
from understanding.plain import make_plain
from understanding.typos import Typos, count_words, dump_words

TEXTS = ["he is outside my house", "someone is following me", "the weans are in the hoose"] * 4
TYPOS = Typos(count_words(TEXTS, load_spelling()))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("folowing", "following"), ("hosue", "house"), ("outsidde", "outside"), ("houze", "house")],
)
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    assert TYPOS.mend(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "weans", "hoose",  # stand in what was learned from
        "mouse", "horse", "beans",  # English
        "followings", "housed",  # with an ending
        "nouse",  # the first letter is another
        "hse", "houuuse", "h0use", "house’",
    ],
)  # fmt: skip
def test_a_word_stays_as_it_is(word: str) -> None:
    assert TYPOS.mend(word) == word


def test_a_phones_spelling_is_mended_and_then_written_out() -> None:
    assert make_plain("he doesntt know", load_spelling(), TYPOS.mend).text == "he does not know"
    assert make_plain("he doesntt know", load_spelling()).text == "he doesntt know"


def test_the_words_of_the_evidence_are_those_that_were_typed() -> None:
    text = "he is FOLOWING me"
    plain = make_plain(text, load_spelling(), TYPOS.mend)
    start, end = plain.origin(plain.text.index("following"), plain.text.index(" me"))
    assert text[start:end] == "FOLOWING"


@given(st.text(st.sampled_from(string.ascii_lowercase), max_size=24))
def test_mending_twice_is_mending_once(word: str) -> None:
    assert TYPOS.mend(TYPOS.mend(word)) == TYPOS.mend(word)


def test_what_was_written_is_read_back() -> None:
    counts = count_words(TEXTS, {})
    assert Typos.from_file(dump_words(counts)).mend("folowing") == "following"


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"a": "b"}'])
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(ArtefactError):
        Typos.from_file(content)


@pytest.mark.parametrize(
    ("alert", "text"),
    [
        ("immediate_danger", "he is brekaing down the door"),
        ("immediate_danger", "hes otuside with a knfie"),
        ("suicidal_thoughts", "i want to kill mysefl"),
    ],
)
def test_a_slip_hides_no_danger(alert: str, text: str, reader: Reader) -> None:
    assert alert in reader.glance(text)
