"""What the models see of a text does not depend on the way it was put together."""

import numpy as np
import pytest

from understanding.features import find_marks, join_marks
from understanding.patterns import load_book, load_spelling
from understanding.plain import make_plain
from understanding.sentences import cut_sentences


@pytest.mark.parametrize(
    "text",
    [
        "he follows me home. he has a knife! my ex, i mean. what is the law on that?",
        "nothing. at all. here.",
        "hes outside my work again and i dont know what to do. can i talk to someone",
    ],
)
def test_the_marks_of_a_text_are_those_of_its_sentences(text: str) -> None:
    book, plain = load_book(), make_plain(text, load_spelling()).text
    spans = cut_sentences(plain)
    assert len(spans) > 1
    joined = join_marks([find_marks(book, plain[start:end]) for start, end in spans])
    assert np.array_equal(joined, find_marks(book, plain))
