"""What happens is heard with the words it rests on; the parser keeps no word; incidents add up."""

from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from understanding import INDICATORS, Reader, add_up
from understanding.clauses import DENIED, HEAD_WORDS, MINE, SUPPOSED, TAIL_WORDS, Clauses, Parser
from understanding.corpus import read_corpus
from understanding.errors import CorpusError
from understanding.incidents import MOST, Told, count_incidents
from understanding.indicator_texts import read_examples
from understanding.indicators import Part, find_words
from understanding.kinds import count_columns, find_kinds, make_row, mark_kinds
from understanding.patterns import load_book
from understanding.sentences import cut_sentences
from understanding.training_indicators import OWN_ACTS, TELLING, choose_limit, make_examples


@pytest.fixture(scope="module")
def parser() -> Parser:
    found = Parser.find()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "word", "mark"),
    [
        ("he has not hit me", "hit", DENIED),
        ("if he comes to my house i will move", "comes", SUPPOSED),
        ("can he read my messages", "read", SUPPOSED),
        ("he might follow me", "follow", SUPPOSED),
        ("i rang him twice", "rang", MINE),
    ],
)
def test_a_clause_says_of_its_words_what_they_are(
    parser: Parser, text: str, word: str, mark: int
) -> None:
    assert parser.read(text).at(text.index(word)) & mark
    told = parser.read(f"he followed me home. {text}")
    assert told.at(3) == 0


def test_kinds_found_first_and_marked_after_are_the_same(parser: Parser) -> None:
    text = "what if he follows me home. he never hit my sister but he has a key"
    clauses, spans = parser.read(text), cut_sentences(text)
    bare = find_kinds(text, spans, Clauses())
    assert any(bare)
    assert mark_kinds(bare, clauses) == find_kinds(text, spans, clauses) != bare


def test_what_was_said_he_would_do_is_told(parser: Parser) -> None:
    text = "he said he would kill me"
    assert parser.read(text).at(text.index("kill")) == 0


def test_the_parser_keeps_no_word(parser: Parser) -> None:
    strings = parser._nlp.vocab.strings
    before = len(strings)
    parser.read("zebedeequux followed me to blorptown with his mate wibblefrotz")
    assert "zebedeequux" not in strings
    assert len(strings) == before


def test_what_is_parsed_has_an_end(parser: Parser) -> None:
    clauses = parser.read("he is outside my door and " * 700)
    assert len(clauses.starts) == HEAD_WORDS + TAIL_WORDS
    assert clauses.starts[-1] > 17_000
    assert parser.read("🙈 " * 3000).starts == ()


HEARD = {
    "loitering": ("the same lad is sat across from my flat most nights, engine running", "sat"),
    "third_party_contact": ("she has been ringing my boss and my nan about me", "boss"),
    "home_intrusion": ("came home and he had been inside, my drawers were rearranged", "drawers"),
    "breach_of_order": ("theres a non mol and he still texts, he laughs at it", "non mol"),
}


@pytest.mark.parametrize(("name", "text", "word"), [(n, t, w) for n, (t, w) in HEARD.items()])
def test_what_no_wording_knows_is_heard_with_its_words(
    reader: Reader, name: str, text: str, word: str
) -> None:
    spans = reader.read(text).evidence[name]
    assert any(word in text[start:end] for start, end in spans)
    assert all(end - start < len(text) for start, end in spans)


@pytest.mark.parametrize(
    "text",
    [
        "what if he follows me home",
        "could he put a spy app on my phone",
        "can someone get into my email without the password",
        "do stalkers carry knives",
        "who can help me",
        "whats the weather like in leeds",
    ],
)
def test_what_is_asked_or_supposed_is_not_heard(reader: Reader, text: str) -> None:
    assert reader.read(text).indicators == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("should i tell police my ex waits outside my work every day", "loitering"),
        ("do you think its him that smashed my car windows last night", "property_damage"),
        ("he could of put spyware on my phone he quotes my private texts back at me", "spyware"),
    ],
)
def test_what_is_plainly_told_in_a_question_is_heard(reader: Reader, text: str, name: str) -> None:
    """The question is about something else: what happened is told (SURE)."""
    assert name in reader.read(text).indicators


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("he followed me, third time this week", Told(1, 3)),
        ("she rang on monday and came round on friday", Told(2, 0)),
        ("he did it four times", Told(4, 0)),
        ("he was outside again", Told(1, 2)),
        ("he followed me 100000 times", Told(1, 0)),
        ("he followed me", Told(1, 0)),
    ],
)
def test_incidents_are_counted(text: str, told: Told) -> None:
    assert count_incidents(text, ["following"]) == told


def test_no_incident_without_something_done() -> None:
    assert count_incidents("my ex, third time this week", ["former_partner", "fear"]) == Told()


def test_a_course_of_conduct_is_seen_over_many_messages(reader: Reader) -> None:
    seen = 0
    totals = []
    for text in [
        "hi",
        "my ex followed me home on monday",
        "im scared",
        "and he was outside my work on tuesday",
        "thats the fourth time this month he turned up at my work",
    ]:
        seen = add_up(seen, reader.read(text).told)
        totals.append(seen)
    assert totals == [0, 1, 1, 2, 4]


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=8))
def test_incidents_only_grow_and_have_an_end(told: list[tuple[int, int]]) -> None:
    total = 0
    for count, at_least in told:
        after = add_up(total, Told(count, at_least))
        assert total <= after <= MOST
        assert after >= min(at_least, MOST)
        total = after


def test_every_indicator_has_its_forty_and_twenty_five(root: Path) -> None:
    examples = read_examples(root / "data")
    for name in INDICATORS:
        assert sum(one.says(name) == 1 for one in examples) >= 40, name
        assert sum(one.about == name and one.says(name) == 0 for one in examples) >= 25, name
    assert len({one.text for one in examples}) == len(examples)


def test_an_unknown_indicator_is_named_and_no_text_of_it(tmp_path: Path) -> None:
    (tmp_path / "indicators").mkdir()
    path = tmp_path / "indicators" / "odd.yml"
    path.write_text("indicator: dancing\npositive: [secret words]\nnegative: []\n")
    with pytest.raises(CorpusError, match=r"indicators/odd\.yml: .*dancing") as error:
        read_examples(tmp_path)
    assert "secret" not in str(error.value)


def test_what_tells_of_a_situation_is_no_example_of_nothing(root: Path) -> None:
    calm = {one.about for one in make_examples([], read_corpus(root / "data"))}
    alerts = {f"~{name}" for name in OWN_ACTS}
    assert "~greet" in calm
    assert calm & {f"~{name}" for name in TELLING} <= alerts


def test_the_limit_is_where_most_is_right() -> None:
    scores = np.array([0.9, 0.6, 0.55, 0.2, 0.1])
    truth = np.array([1, 1, 0, 0, 0])
    none = np.zeros(5, dtype=bool)
    assert 0.55 < choose_limit(scores, truth, none) <= 0.6


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("he follows me home", "follows me home"),
        ("if he follows me home", None),
        ("what if he follows me home", None),
        ("do stalkers follow people home", None),
    ],
)
def test_words_that_only_suppose_carry_no_finding(
    parser: Parser, text: str, words: str | None
) -> None:
    spans = [(0, len(text))]
    [found] = find_kinds(text, spans, parser.read(text))
    assert found
    part = Part(spans[0], cast(Any, None), found, make_row([found]))
    weights = np.ones(count_columns(), dtype=np.float32)
    span = find_words(load_book(), text, part, weights)
    assert (text[slice(*span)] if span else None) == words
    # Nothing that speaks for it: then all of the part is what it rests on.
    assert find_words(load_book(), text, part, -weights) == spans[0]
