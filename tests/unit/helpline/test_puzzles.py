"""Puzzles: a good answer opens once and in time; nothing else opens anything."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline import puzzles
from helpline.puzzles import FIRST_BITS, GOOD_FOR_SECONDS, PARTS, Puzzles, solve, zeros


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _easy(monkeypatch: pytest.MonkeyPatch) -> None:
    """How hard the first step is, is not what is looked at here."""
    monkeypatch.setattr(puzzles, "FIRST_BITS", 3)


def test_a_solved_puzzle_opens_once() -> None:
    made = Puzzles()
    proof = solve(made.make(1))
    assert made.accept(proof)
    assert not made.accept(proof)


@pytest.mark.parametrize(("later", "good"), [(GOOD_FOR_SECONDS - 1, True), (121.0, False)])
def test_an_answer_is_good_for_two_minutes(later: float, good: bool) -> None:
    clock = Clock()
    made = Puzzles(clock)
    proof = solve(made.make(1))
    clock.now += later
    assert made.accept(proof) is good


def test_a_puzzle_of_another_process_is_nobodys() -> None:
    assert not Puzzles().accept(solve(Puzzles().make(1)))


@given(st.text(max_size=200))
def test_whatever_is_sent_is_refused_quietly(text: str) -> None:
    assert not Puzzles().accept(text)


@given(st.integers(1, 4), st.data())
def test_any_change_of_a_proof_is_refused_and_the_proof_still_opens(
    steps: int, data: st.DataObject
) -> None:
    made = Puzzles()
    challenge = made.make(steps)
    proof = solve(challenge)
    place = data.draw(st.integers(0, len(challenge.text) - 1))
    raw = bytearray(proof.encode())
    raw[place] ^= 1 << data.draw(st.integers(0, 6))
    changed = raw.decode("latin-1")
    # The last characters of base64 have bits that mean nothing: then it is the same challenge, and
    # its numbers solve another text.
    assert not made.accept(changed) or changed.partition(".")[0] == challenge.text
    assert made.accept(proof)


@given(st.integers(0, PARTS - 1), st.sampled_from(["", "-1", "1e3", "٣", " 1", "99999999999"]))
def test_a_part_that_is_no_short_number_is_refused(part: int, number: str) -> None:
    made = Puzzles()
    text, *answers = solve(made.make(1)).split(".")
    answers[part] = number
    assert not made.accept(".".join([text, *answers]))


def test_every_part_must_be_solved() -> None:
    made = Puzzles()
    text, *answers = solve(made.make(3)).split(".")
    assert not made.accept(".".join([text, *answers[:-1]]))
    assert not made.accept(".".join([text, *answers, answers[0]]))
    assert made.accept(".".join([text, *answers]))


def test_each_step_doubles_the_work() -> None:
    made = Puzzles()
    assert [made.make(steps).bits for steps in (1, 2, 3)] == [3, 4, 5]


def test_nobody_makes_a_challenge_easier() -> None:
    made = Puzzles()
    raw = bytearray(base64.urlsafe_b64decode(made.make(20).text))
    raw[5] = 0
    text = base64.urlsafe_b64encode(raw).decode()
    assert not made.accept(".".join([text, *["0"] * PARTS]))


def test_what_is_kept_of_answers_is_bounded_and_still_nothing_opens_twice() -> None:
    clock = Clock()
    made = Puzzles(clock, most_spent=5)
    used = []
    for _ in range(20):
        proof = solve(made.make(1))
        clock.now += 0.3
        used.append(proof)
        assert made.accept(proof)
        assert len(made) <= 5
    assert not any(made.accept(proof) for proof in used)


def test_spent_answers_are_forgotten_when_they_are_too_old_to_use() -> None:
    clock = Clock()
    made = Puzzles(clock)
    for _ in range(3):
        made.accept(solve(made.make(1)))
    clock.now += GOOD_FOR_SECONDS + 1
    made.accept(solve(made.make(1)))
    assert len(made) == 1


def test_zero_bits_are_counted_from_the_front() -> None:
    assert zeros(b"\x00\x01" + b"\xff" * 30) == 15
    assert zeros(b"\x00" * 32) == 256
    assert zeros(b"\x80" + b"\x00" * 31) == 0


def test_the_first_step_is_a_fraction_of_a_second_for_a_slow_phone() -> None:
    """16,384 hashes on average; tests/browser measures the seconds."""
    assert PARTS * 2**FIRST_BITS == 16_384
