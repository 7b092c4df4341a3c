"""Fits the sentinel's models, chooses when each alert is raised, and measures them held out."""

from __future__ import annotations

from typing import Any

import numpy as np

from understanding.artefact import Arrays
from understanding.corpus import Corpus
from understanding.fitting import Array, Space, fit_one, make_folds
from understanding.names import ALERT_OF_INTENT, ALERTS
from understanding.patterns import load_book, load_spelling
from understanding.plain import make_plain
from understanding.sentences import cut_sentences
from understanding.sentinel import find_calm, find_patterns

RECALL_WEIGHT: dict[str, float] = {
    "immediate_danger": 4.0,
    "suicidal_thoughts": 2.0,
    "child_in_danger": 2.0,
    "threat_by_visitor": 2.0,
    "someone_else_typing": 1.5,
    "harmful_request": 1.5,
}
"""F-beta at which each limit is chosen: how much worse a missed alert is than a false one."""

LEAST_PRECISION: dict[str, float] = {"immediate_danger": 0.75}
"""No limit is chosen below this: an emergency card at every third story is a card nobody reads."""

UNKNOWN: dict[str, tuple[str, ...]] = {
    "immediate_danger": ("child_in_danger",),
    "harmful_request": ("threat_by_visitor",),
}
"""Alerts that often come together: the one's examples say nothing about the other."""


def _label(name: str, texts: list[str], labels: list[str], corpus: Corpus) -> Any:
    """For each text: 1 it shows the alert, 0 it does not, -1 nobody has said."""
    positive = set(corpus.positive[name])
    negative = set(corpus.negative[name]) | set(corpus.calm)
    # What is no alert of one kind may well be one of another: only its own list says so.
    unknown = {text for texts in corpus.negative.values() for text in texts} - negative
    unknown |= {text for other in UNKNOWN.get(name, ()) for text in corpus.positive[other]}
    intents = {intent for intent, alert in ALERT_OF_INTENT.items() if alert == name}
    skipped = {
        intent for intent, alert in ALERT_OF_INTENT.items() if alert in UNKNOWN.get(name, ())
    }
    marked = []
    for index, text in enumerate(texts):
        intent = labels[index] if index < len(labels) else ""
        if text in positive or intent in intents:
            marked.append(1)
        elif text in negative:
            marked.append(0)
        else:
            marked.append(-1 if text in unknown or intent in skipped else 0)
    return np.array(marked)


def _score_held_out(rows: Array, truth: Any) -> Array:
    scores = np.zeros(len(truth))
    for train, test in make_folds([str(value) for value in truth]):
        scores[test] = fit_one(rows[train], truth[train]).decision_function(rows[test])
    return 1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0)))


def _choose(
    chances: Array, truth: Any, by_pattern: Any, weight: float, least: float = 0.0
) -> float:
    """The limit with the best F-beta of wordings and model together, among those of at least that
    precision; of equals, the highest."""
    best = (0.0, 0.5)
    for limit in np.arange(0.2, 0.96, 0.01):
        raised = by_pattern | (chances >= limit)
        hit = float((raised & (truth == 1)).sum())
        beta = weight**2
        missed, false = float((truth == 1).sum()) - hit, float(raised.sum()) - hit
        if hit < least * (hit + false):
            continue
        best = max(best, ((1 + beta) * hit / ((1 + beta) * hit + beta * missed + false), limit))
    return float(best[1])


def train_alerts(
    space: Space, texts: list[str], labels: list[str], corpus: Corpus
) -> tuple[Arrays, dict[str, Any]]:
    """The sentinel's arrays of the artefact, and what was measured."""
    book, spelling = load_book(), load_spelling()
    plain = [make_plain(text, spelling).text for text in texts]
    wordings = [find_patterns(book, text, cut_sentences(text)) for text in plain]
    denied = [find_calm(book, text) for text in plain]
    columns = np.zeros((len(texts), len(ALERTS)))
    bias, limits = np.zeros(len(ALERTS)), np.zeros(len(ALERTS))
    metrics: dict[str, Any] = {}
    for index, name in enumerate(ALERTS):
        marked = _label(name, texts, labels, corpus)
        said = np.flatnonzero(marked >= 0)
        truth = marked[said]
        by_pattern = np.array([name in wordings[i] for i in said])
        calm = np.array([name in denied[i] for i in said])
        chances = np.where(calm, 0.0, _score_held_out(space.root[said], truth))
        least = LEAST_PRECISION.get(name, 0.0)
        limits[index] = _choose(chances, truth, by_pattern, RECALL_WEIGHT[name], least)
        model = fit_one(space.root[said], truth)
        columns[:, index], bias[index] = model.coef_[0], model.intercept_[0]
        metrics[name] = _measure(truth, by_pattern, by_pattern | (chances >= limits[index]))
    arrays = {key: value.astype(np.float32) for key, value in space.to_weights(columns).items()}
    arrays |= {"bias": bias.astype(np.float32), "thresholds": limits.astype(np.float32)}
    return arrays, metrics


def _measure(truth: Any, by_pattern: Any, raised: Any) -> dict[str, float]:
    positive = truth == 1
    shares = {
        "recall": (raised & positive).sum() / positive.sum(),
        "precision": (raised & positive).sum() / max(int(raised.sum()), 1),
        "recall_of_wordings": (by_pattern & positive).sum() / positive.sum(),
        "precision_of_wordings": (by_pattern & positive).sum() / max(int(by_pattern.sum()), 1),
    }
    return {name: round(float(value), 3) for name, value in shares.items()}
