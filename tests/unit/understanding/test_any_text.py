"""Whatever is sent, it is read in bounded time, the same each time, and nothing of it gets out."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from understanding import ALERTS, INDICATORS, INTENTS, Reader, Reading
from understanding.encoder import Encoder
from understanding.patterns import load_spelling
from understanding.plain import make_plain
from understanding.sentences import MAX_PIECES, cut_sentences, pick_pieces

PHRASES = """he is outside my door with a knife not . ? ! he'll KILL me tonight 😀 ’ ﬁ é ex i want
to die aaaaaaaa never what if 10.30 my kids phone"""
WORDS = st.sampled_from([*PHRASES.split(), "\n", "\ud800", "\x00", "\u200d", "\u202e"])
TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(st.characters(), max_size=80),
    st.lists(WORDS, max_size=60).map(" ".join),
)

LONG = [
    "😀🙈" * 1500,
    "a" * 4000,
    "he is not " * 400,
    "he said he is outside my door with a knife and " * 80,
    ". ".join(f"day {n} he rang {n * 7} times" for n in range(150)),
    "\ud800\x00\u202e" * 1300,
    "é\u0301\u0302" * 1300,
    "﷽" * 3000,
    "word " * 20_000,
    "\n" * 4000,
]


def check_reading(reading: Reading, text: str) -> None:
    assert reading.intent in INTENTS
    assert 0.0 <= reading.confidence <= 1.0
    assert set(reading.alerts) <= set(ALERTS)
    assert set(reading.indicators) <= set(INDICATORS)
    assert set(reading.evidence) == {*reading.alerts, *reading.indicators}
    for spans in reading.evidence.values():
        assert spans
        assert list(spans) == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_any_text_is_read_and_read_again_the_same(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    check_reading(reading, text)
    assert reader.read(text) == reading
    assert set(reader.glance(text)) <= set(reading.alerts)


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_long_texts_take_bounded_work(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    encoded: list[str] = []
    encode = Encoder.encode

    def count(encoder: Encoder, piece: str) -> object:
        encoded.append(piece)
        return encode(encoder, piece)

    monkeypatch.setattr(Encoder, "encode", count)
    before = time.thread_time()
    check_reading(reader.read(text), text)
    assert len(encoded) <= MAX_PIECES + 1
    assert len(encoded) == len(set(encoded)) or len(encoded) == len(set(encoded)) + 1
    assert time.thread_time() - before < 5.0


def test_the_last_words_of_a_long_text_are_read(reader: Reader) -> None:
    text = ". ".join(f"on day {n} the bus came at {n}" for n in range(100))
    assert "suicidal_thoughts" not in reader.read(text).alerts
    assert "suicidal_thoughts" in reader.read(f"{text}. i want to kill myself").alerts


def test_repeats_are_read_once_and_the_newest_eight_always() -> None:
    text = "one. " * 3 + ". ".join(f"word {n}" for n in range(40))
    pieces = pick_pieces(text, cut_sentences(text))
    words = [text[a:b].rstrip(".") for a, b in pieces]
    assert len(words) == MAX_PIECES
    assert words[-8:] == [f"word {n}" for n in range(32, 40)]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("He’s OUTSIDE", "he is outside"),
        ("hes outside rn", "he is outside right now"),
        ("heyyyy", "hey"),
        ("I WON'T", "i will not"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("café… ok", "cafe. ok"),
        ("st\u200dop it!!!", "stop it!"),
        ("at 10.30", "at 10_30"),
    ],
)
def test_plain_form(text: str, plain: str) -> None:
    assert make_plain(text, load_spelling()).text == plain


def test_spans_lead_back_to_what_was_written(reader: Reader) -> None:
    text = "So 😀😀 … well:  my  EX’s   mate, he’s   following mé — help"
    reading = reader.read(text)
    assert text[slice(*reading.evidence["following"][0])] == "following mé"


def test_nothing_is_logged_or_printed(
    reader: Reader, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        reader.read("zebedee is outside my door \ud800 with a knife")
        reader.glance("zebedee")
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")


def test_threads_read_alike(reader: Reader) -> None:
    texts = [f"he rang me {n} times and waited outside my school" for n in range(40)]
    alone = [reader.read(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(reader.read, texts)) == alone
