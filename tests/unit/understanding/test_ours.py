"""What is ours, however unlike all that was learned from: whoever names their stalker, or says that
they are stalked, is never told that they were not understood."""

from unittest import mock

import pytest

from understanding import Reader
from understanding.intents import IntentModel
from understanding.names import OUT_OF_SCOPE
from understanding.patterns import load_book, load_spelling
from understanding.plain import make_plain
from understanding.reader import OURS

BOOK, SPELLING = load_book(), load_spelling()
#: What an unknown message is read as: nothing of ours, and then the nearest.
UNKNOWN = ((OUT_OF_SCOPE, 0.8), ("disclose_stalking", 0.1), ("ask_law", 0.05))
MINE = [
    "my stalker has taken up beekeeping",
    "My ex stalker bought the flat upstairs",
    "i'm being stalked by a mime",
    "i was once stalked for a bet",
    "she stalks me on a tandem",
    "they keep stalking us from a barge",
]
NOT_MINE = [
    "i could murder a pizza",
    "a heron stalks its prey",
    "what is the capital of peru",
    "celery stalks in the fridge",
]


@pytest.mark.parametrize("text", MINE)
def test_whoever_names_their_stalker_is_never_out_of_scope(reader: Reader, text: str) -> None:
    with mock.patch.object(IntentModel, "rank", return_value=UNKNOWN):
        reading = reader.read(text)
    assert reading.intent != OUT_OF_SCOPE
    assert OUT_OF_SCOPE not in dict(reading.ranking)


@pytest.mark.parametrize("text", NOT_MINE)
def test_what_is_none_of_ours_stays_so(reader: Reader, text: str) -> None:
    with mock.patch.object(IntentModel, "rank", return_value=UNKNOWN):
        assert reader.read(text).intent == OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("text", "ours"), [*((one, True) for one in MINE), *((one, False) for one in NOT_MINE)]
)
def test_the_wordings_alone_say_which(text: str, ours: bool) -> None:
    assert BOOK.has(OURS, make_plain(text, SPELLING).text) is ours
