"""Many labels are fitted at once: the same twice, and what nobody has said counts for nothing."""

import numpy as np

from understanding.training_logistic import fit, to_chances


def _material() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    dice = np.random.default_rng(5)
    rows = dice.normal(size=(20_000, 12)).astype(np.float32)
    truth = (rows[:, :2] > 0).astype(int)
    return rows, truth, np.ones(len(rows), dtype=np.float32)


def test_each_label_is_learned_and_the_same_twice() -> None:
    rows, truth, counting = _material()
    weights, bias = fit(rows, truth, counting)
    again, bias_again = fit(rows, truth, counting)
    assert np.array_equal(weights, again)
    assert np.array_equal(bias, bias_again)
    assert ((to_chances(rows @ weights + bias) > 0.5) == truth).mean() > 0.9


def test_what_nobody_has_said_counts_for_nothing() -> None:
    rows, truth, counting = _material()
    guessed = truth.copy()
    # Of half the texts nobody has said the first label; the other half has it the right way round.
    guessed[::2, 0] = -1
    weights, bias = fit(rows, guessed, counting)
    chances = to_chances(rows @ weights + bias)[:, 0]
    assert ((chances > 0.5) == truth[:, 0]).mean() > 0.9
    assert abs(chances.mean() - 0.5) < 0.1
