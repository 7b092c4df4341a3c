"""Evaluates on our own training data, each message read by a model that never saw its like.

Messages nearly the same (by the encoder) are kept together, in training or in test, never in both;
so are all messages of one hand (data/messages/).
What this says is kinder than life: one hand's messages foresee each other, and an encoder that was
tuned on these texts has seen them all. The blind set is the yardstick.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.sparse.csgraph import connected_components
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

from understanding.corpus import Corpus, read_corpus
from understanding.evaluating.files import Message
from understanding.evaluating.perturbing import CHANGES
from understanding.evaluating.reading_files import AS_WRITTEN, cut_slices
from understanding.evaluating.results import Floats, Intents, Label, Results
from understanding.fitting import SEED, fit_many, fit_one, fit_temperature, make_space
from understanding.indicator_texts import read_examples
from understanding.names import ALERTS, INDICATORS, INTENTS
from understanding.patterns import load_spelling
from understanding.plain import make_plain
from understanding.seeing import see_all
from understanding.training_indicators import (
    Material,
    choose_limit,
    fit,
    make_examples,
    make_material,
)
from understanding.training_logistic import to_chances
from understanding.typos import Typos, count_words

FOLDS = 5
ALIKE = 0.93
"""Texts whose vectors have at least this cosine count as one."""

CHANGED = 240
LIMIT = 0.5


def evaluate_data(data: Path, model: Path) -> Results:
    """All that a report shows of our own data. `model`: whose cache of vectors is used."""
    corpus = read_corpus(data)
    results = Results("Our own training data, held out in five folds")
    messages = _read_own(corpus)
    _add_intents(results, messages, _find_hands(corpus), model)
    _add_alerts(results, corpus, model)
    _add_indicators(results, data, corpus, model)
    return results


def _read_own(corpus: Corpus) -> list[Message]:
    own = {one.text: one.intent for one in corpus.messages}
    own |= {text: name for name in reversed(INTENTS) for text in corpus.intents[name]}
    return [Message(text, name) for text, name in own.items()]


def _plain(texts: list[str]) -> list[str]:
    spelling = load_spelling()
    return [make_plain(text, spelling).text for text in texts]


def _plain_after(learned: list[str], texts: list[str]) -> list[str]:
    """Texts in plain form as somebody reads them who has learned from others."""
    spelling = load_spelling()
    typos = Typos(count_words(_plain(learned), spelling))
    return [make_plain(text, spelling, typos.mend).text for text in texts]


def make_groups(texts: list[str], vectors: Floats, hands: dict[str, str]) -> list[int]:
    """A number for each text; texts nearly the same, and those of one hand, have the same one.

    `hands`: who wrote a text, where that is known.
    """
    alike = (vectors @ vectors.T) >= ALIKE
    writers = np.array([hands.get(text, "") for text in texts])
    for writer in set(hands.values()):
        own = np.flatnonzero(writers == writer)
        alike[own[:-1], own[1:]] = True
    _, groups = connected_components(alike, directed=False)
    return [int(group) for group in groups]


def _find_hands(corpus: Corpus) -> dict[str, str]:
    return {one.text: hand for hand, some in corpus.hands.items() for one in some}


def _split(labels: list[str], groups: list[int]) -> list[tuple[list[int], list[int]]]:
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    return [
        (train.tolist(), test.tolist())
        for train, test in splitter.split(np.zeros(len(labels)), labels, groups)
    ]


def _add_intents(
    results: Results, messages: list[Message], hands: dict[str, str], model: Path
) -> None:
    texts, labels = [one.text for one in messages], [one.intent or "" for one in messages]
    truth = np.array([INTENTS.index(label) for label in labels])
    features = see_all(_plain(texts), model).features
    groups = make_groups(texts, np.stack([f.vector for f in features]), hands)
    splits = _split(labels, groups)
    some = splits[0][1][:: max(1, -(-len(splits[0][1]) // CHANGED))]
    changed = [change(texts[i]) for change in CHANGES.values() for i in some]
    plains = _plain_after([texts[i] for i in splits[0][0]], changed)
    again = see_all(plains, model).features
    space = make_space([*features, *again])
    rows = space.root
    scores = np.zeros((len(texts), len(INTENTS)))
    for number, (train, test) in enumerate(splits):
        fitted = fit_many(rows[train], truth[train])
        scores[np.ix_(test, fitted.classes_)] = fitted.decision_function(rows[test])
        if number == 0:
            read = fitted.classes_[fitted.decision_function(rows[len(texts) :]).argmax(axis=1)]
    scaled = scores / fit_temperature(scores, truth)
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    sure = powers.max(axis=1) / powers.sum(axis=1)
    results.intents = Intents(labels, [INTENTS[i] for i in scores.argmax(axis=1)], sure)
    results.slices = cut_slices(messages, results.intents)
    for text, wanted, got in zip(texts, labels, results.intents.read, strict=True):
        if wanted != got:
            results.examples.setdefault((wanted, got), text)
    same = [labels[i] for i in some]
    as_written = results.intents.only([i in set(some) for i in range(len(texts))])
    results.robust[AS_WRITTEN] = as_written.macro_f1()
    for number, name in enumerate(CHANGES):
        part = [INTENTS[i] for i in read[number * len(some) : (number + 1) * len(some)]]
        results.robust[name] = Intents(same, part, np.zeros(len(part))).macro_f1()


def _add_alerts(results: Results, corpus: Corpus, model: Path) -> None:
    """The model alone, on each alert's examples, its hard negatives, calm messages, and all that
    the hands wrote."""
    hands = _find_hands(corpus)
    for name in ALERTS:
        truth_of = {one.text: int(name in one.alerts) for one in corpus.messages}
        truth_of |= dict.fromkeys([*corpus.negative[name], *corpus.calm], 0)
        truth_of |= dict.fromkeys(corpus.positive[name], 1)
        texts, truth = list(truth_of), np.array(list(truth_of.values()))
        features = see_all(_plain(texts), model).features
        rows = make_space(features).root
        chances = np.zeros(len(texts))
        groups = make_groups(texts, np.stack([f.vector for f in features]), hands)
        hard = np.isin(texts, corpus.negative[name]) & (truth == 0)
        for train, test in _split([str(value) for value in truth], groups):
            fitted = fit_one(rows[train], truth[train], hard=hard[train])
            chances[test] = fitted.predict_proba(rows[test])[:, 1]
        results.alerts.append(Label(name, truth, chances >= LIMIT, chances, LIMIT))


def _add_indicators(results: Results, data: Path, corpus: Corpus, model: Path) -> None:
    examples = make_examples(read_examples(data), corpus)
    plains = _plain([one.text for one in examples])
    features = see_all(plains, model).features
    material = make_material(examples, plains, features, make_space(features))
    groups = [f"{one.about} {one.labels is None}" for one in examples]
    scores = score_held_out(material, groups)
    for index, name in enumerate(INDICATORS):
        known = material.truth[:, index] >= 0
        truth, chances = material.truth[known, index], scores[known, index]
        worded = material.by_wording[known, index]
        limit = choose_limit(chances, truth, worded)
        results.indicators.append(Label(name, truth, worded | (chances >= limit), chances, limit))


def score_held_out(material: Material, groups: list[str]) -> Floats:
    """Scores of each example by a model that did not see it."""
    rows, truth, decided = material.rows, material.truth, material.decided
    scores = np.zeros(truth.shape)
    splitter = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for train, test in splitter.split(np.zeros(len(groups)), groups):
        columns, bias = fit(rows[train], truth[train], decided[train])
        scores[test] = to_chances(rows[test] @ columns + bias)
    return scores
