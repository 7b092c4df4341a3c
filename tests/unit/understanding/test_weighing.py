"""Before an alert is raised its signs are weighed; the evidence is the sentence that says it."""

import numpy as np
import pytest

from understanding.encoder import DIMENSIONS, Vector
from understanding.features import BUCKETS, Features
from understanding.linear import Linear
from understanding.names import ALERTS
from understanding.sentinel import Piece, Sentinel, is_bare_answer
from understanding.training_weighing import fit_weighing
from understanding.weighing import FLOOR, SIGNS, flags, make_signs

CHILD = ALERTS.index("child_in_danger")
HIGHEST, WHOLE, SENTENCE, WORDED, CALMED = range(len(SIGNS))


def _signs(*pieces: float, calm: tuple[int, ...] = (), raised: tuple[str, ...] = ()) -> Vector:
    """The child's signs where the whole message and its sentences score so."""
    scores = np.repeat(np.array(pieces, dtype=np.float32)[:, None], len(ALERTS), axis=1)
    against = np.zeros(scores.shape, dtype=np.float32)
    against[list(calm)] = 1
    signs: Vector = make_signs(scores, against, flags(raised))[:, CHILD]
    return signs


def test_the_highest_is_the_whole_or_a_sentence_that_counts_half() -> None:
    assert _signs(1.0, 2.0, 5.0).tolist() == [3.0, 1.0, 5.0, 0.0, 0.0]
    assert _signs(4.0, 2.0, -5.0).tolist() == [4.0, 4.0, 2.0, 0.0, 0.0]


def test_what_its_words_speak_against_does_not_count_and_is_told() -> None:
    assert _signs(1.0, 2.0, 5.0, calm=(0, 2)).tolist() == [1.5, 1.0, 2.0, 0.0, 1.0]
    assert _signs(1.0, 2.0, 5.0, calm=(2,))[CALMED] == 0.0, "of the whole message"
    assert _signs(4.0, calm=(0,)).tolist() == [FLOOR, 4.0, FLOOR, 0.0, 1.0]


def test_a_message_of_one_sentence_is_that_sentence() -> None:
    assert _signs(4.0).tolist() == [4.0, 4.0, 4.0, 0.0, 0.0]


def test_a_wording_is_a_sign_of_its_own_alert() -> None:
    assert _signs(-90.0, raised=("child_in_danger",)).tolist() == [FLOOR, FLOOR, FLOOR, 1.0, 0.0]
    assert _signs(-90.0, raised=("harmful_request",))[WORDED] == 0.0


def _sentinel(limit: float) -> Sentinel:
    """Its model scores by the first number of a piece's vector; only the highest score counts."""
    dense = np.zeros((DIMENSIONS, len(ALERTS)), dtype=np.float32)
    dense[0] = 1
    none = np.zeros((0, len(ALERTS)), dtype=np.float32)
    weighing = np.zeros((len(SIGNS) + 1, len(ALERTS)), dtype=np.float32)
    weighing[HIGHEST] = 1
    buckets = np.zeros((BUCKETS, len(ALERTS)), dtype=np.float32)
    model = Linear(dense, buckets, none, np.zeros(len(ALERTS), dtype=np.float32))
    return Sentinel(model, weighing, np.full(len(ALERTS), limit, dtype=np.float32))


def _piece(start: int, end: int, score: float, *calm: str) -> Piece:
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    vector[0] = score
    empty = np.zeros(0, dtype=np.float32)
    features = Features(vector, np.zeros(0, dtype=np.int64), empty, empty)
    return Piece((start, end), features, frozenset(calm))


def test_the_evidence_is_the_sentence_that_says_more_than_the_whole() -> None:
    pieces = [_piece(0, 30, 1.0), _piece(0, 10, -3.0), _piece(10, 30, 4.0)]
    found = _sentinel(0.8).raise_alerts(pieces, ())
    assert found["immediate_danger"] == [(10, 30)]


def test_the_evidence_is_else_the_sentence_that_says_most_that_nothing_speaks_against() -> None:
    pieces = [_piece(0, 30, 3.0), _piece(0, 10, 2.0, "child_in_danger"), _piece(10, 30, 1.0)]
    found = _sentinel(0.8).raise_alerts(pieces, ())
    assert found["immediate_danger"] == [(0, 10)]
    assert found["child_in_danger"] == [(10, 30)]
    silenced = [_piece(0, 9, 3.0, *ALERTS)]
    assert _sentinel(0.8).raise_alerts(silenced, ()) == {}
    assert _sentinel(0.0).raise_alerts(silenced, ())["child_in_danger"] == [(0, 9)]


def test_two_alerts_are_silent_where_all_that_is_read_speaks_against_them() -> None:
    found = _sentinel(0.0).raise_alerts([_piece(0, 9, 3.0, *ALERTS)], ())
    assert set(ALERTS) - set(found) == {"suicidal_thoughts", "someone_else_typing"}
    assert _sentinel(0.0).raise_alerts([_piece(0, 9, 2.9, *ALERTS)], ()) == {}
    told = [_piece(0, 20, 3.0, *ALERTS), _piece(0, 9, 3.0, *ALERTS), _piece(9, 20, 3.0)]
    assert set(_sentinel(0.0).raise_alerts(told, ())) == set(ALERTS)


@pytest.mark.parametrize(
    ("intent", "sure", "text", "bare"),
    [
        ("affirm", 0.9, "blue door", True),
        ("affirm", 0.7, "blue door", False),
        ("affirm", 0.9, "he is at the door", False),
        ("safe_exit", 0.9, "door", False),
    ],
)
def test_a_bare_answer_is_short_and_surely_one(
    intent: str, sure: float, text: str, bare: bool
) -> None:
    assert is_bare_answer([(intent, sure)], text) is bare


def _material() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A thousand messages: the highest score tells half, a sentence by itself the other half."""
    dice = np.random.default_rng(7)
    signs = dice.normal(size=(1_000, len(SIGNS))).astype(np.float32)
    truth = (signs[:, HIGHEST] + signs[:, SENTENCE] > 0.5).astype(int)
    return signs, truth, np.zeros(len(truth), dtype=bool)


def test_what_counts_is_learned_and_the_same_twice() -> None:
    signs, truth, hard = _material()
    weights, chances = fit_weighing(signs, truth, hard)
    again, chances_again = fit_weighing(signs, truth, hard)
    assert np.array_equal(weights, again)
    assert np.array_equal(chances, chances_again)
    assert ((chances > 0.5) == truth).mean() > 0.9
    assert min(weights[HIGHEST], weights[SENTENCE]) > 10 * abs(weights[[WHOLE, WORDED]]).max()


def test_a_look_alike_counts_three_times() -> None:
    signs, truth, hard = _material()
    alike = (truth == 0) & (signs[:, HIGHEST] + signs[:, SENTENCE] > 0)
    _, plain = fit_weighing(signs, truth, hard)
    _, careful = fit_weighing(signs, truth, alike)
    assert careful[alike].mean() < plain[alike].mean() - 0.05
