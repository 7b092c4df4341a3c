"""Fits the indicators' model, chooses when each one counts, and measures it held out.

All 24 at once, by least squares with a penalty (ridge): one matrix is solved a fold, which takes a
second where 120 logistic regressions took a minute, and hears no worse (micro F1 0.56 and 0.55).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from scipy.linalg import solve

from understanding.artefact import Arrays
from understanding.clauses import Parser
from understanding.corpus import Corpus
from understanding.features import BUCKETS, Features
from understanding.fitting import MARKS_WEIGHT, PIECES_WEIGHT, Array
from understanding.indicator_texts import Example
from understanding.indicators import find_indicators, keep_told
from understanding.kinds import Row, count_columns, find_kinds, make_row
from understanding.names import INDICATORS, INTENTS, OUT_OF_SCOPE
from understanding.patterns import load_book, load_spelling
from understanding.plain import make_plain
from understanding.sentences import cut_sentences

PENALTY = 8.0
"""How strongly weights are kept small (chosen by cross-validation)."""

TELLING = frozenset(
    {
        "immediate_danger", "am_i_being_stalked", "disclose_stalking", "describe_feelings",
        "doubt_or_self_blame", "barrier_to_help", "situation_changed", "supporter_concern",
        "professional_enquiry", "suicidal_thoughts",
    }
)  # fmt: skip
"""Intents whose examples tell of a situation that nobody has labelled: not learned from."""

ASKED_AFTER: dict[str, tuple[str, ...]] = {
    "ask_tracking_device": ("tracking_device",),
    "ask_location_sharing": ("tracking_device", "online_monitoring"),
    "ask_spyware": ("spyware", "account_intrusion", "tracking_device"),
    "ask_account_security": ("account_intrusion", "spyware"),
    "ask_social_media_privacy": ("impersonation", "online_monitoring", "unwanted_contact"),
    "ask_image_abuse": ("image_abuse",),
    "ask_contact_response": ("unwanted_contact", "threat_of_suicide"),
    "ask_connected_devices": ("account_intrusion", "online_monitoring", "home_intrusion"),
    "ask_protective_orders": ("breach_of_order",),
    "ask_evidence": ("unwanted_contact", "unwanted_gifts"),
    "ask_risk": ("escalation", "fear", "threat_to_harm"),
    "ask_safety_planning": ("fear", "loitering", "following"),
}
"""What the examples of an intent may well say too: there they are no negatives."""

OWN_ACTS = ("threat_by_visitor", "harmful_request", "someone_else_typing", "suicidal_thoughts")
"""Alerts whose examples tell of the writer, not of somebody who stalks them."""

MOST_OF_AN_ALERT = 120
MOST_OF_AN_INTENT = 30
"""So many examples of an intent keep ordinary messages calm; more would only take time."""


def make_examples(examples: list[Example], corpus: Corpus) -> list[Example]:
    """All that is learned from: the indicators' own examples, then messages that tell nothing of a
    situation, or only of what the visitor does. `about` of those is `~` and their intent."""
    known = {one.text for one in examples}
    nothing: frozenset[str] = frozenset()
    rest: dict[str, str] = {}
    for name in INTENTS:
        if name not in TELLING:
            rest |= dict.fromkeys(_thin(corpus.intents[name], MOST_OF_AN_INTENT), name)
    for name in OWN_ACTS:
        rest |= dict.fromkeys(_thin(corpus.positive[name], MOST_OF_AN_ALERT), name)
    rest |= dict.fromkeys(corpus.unrelated, OUT_OF_SCOPE)
    return examples + [
        Example(text, f"~{name}", nothing) for text, name in rest.items() if text not in known
    ]


def _thin(texts: list[str], most: int) -> list[str]:
    """At most so many of them, evenly spread."""
    return texts[:: max(1, -(-len(texts) // most))]


def make_truth(examples: list[Example], by_wording: Any) -> Any:
    """What each example says: 1, 0, -1 unknown. Where nobody labelled the indicators, one that a
    wording finds, or that belongs to what is asked, is unknown."""
    truth = np.array([[one.says(name) for name in INDICATORS] for one in examples])
    for index, one in enumerate(examples):
        if one.about.startswith("~"):
            open_ = ASKED_AFTER.get(one.about[1:], ())
            unsaid = by_wording[index] | [name in open_ for name in INDICATORS]
            truth[index, unsaid] = -1
    return truth


@dataclass(frozen=True)
class Material:
    """Examples as numbers: what they are seen as, what they say (1, 0, -1 unknown), what the
    wordings find in them."""

    parts: tuple[Any, ...]
    truth: Any
    by_wording: Any

    @property
    def kernel(self) -> Array:
        """How alike each two are."""
        alike = [part @ part.T for part in self.parts]
        return np.asarray(
            sum(one.toarray() if sparse.issparse(one) else one for one in alike), dtype=np.float64
        )

    def to_weights(self, dual: Array) -> Arrays:
        """Weights for what a reader sees, from one weight an example."""
        dense, pieces, marks, kinds = (np.asarray(part.T @ dual) for part in self.parts)
        weights = {
            "dense": dense,
            "pieces": pieces * PIECES_WEIGHT,
            "marks": marks * MARKS_WEIGHT,
            "kinds": kinds,
        }
        return {name: value.astype(np.float32) for name, value in weights.items()}


def _stack(rows: list[tuple[Any, Any]], width: int) -> Any:
    ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    values = np.concatenate([values for _, values in rows]).astype(np.float64)
    return sparse.csr_matrix(
        (values, np.concatenate([columns for columns, _ in rows]), ends), shape=(len(rows), width)
    )


def make_material(examples: list[Example], features: list[Features]) -> Material:
    """What is fitted. CorpusError is for whoever read the examples; here all are well formed."""
    book, spelling, parser = load_book(), load_spelling(), Parser.find()
    if parser is None:
        raise ModuleNotFoundError("training needs the parser: requirements/helpline.txt")
    rows: list[Row] = []
    by_wording = np.zeros((len(examples), len(INDICATORS)), dtype=bool)
    plain = [make_plain(one.text, spelling).text for one in examples]
    for index, (text, clauses) in enumerate(zip(plain, parser.read_all(plain), strict=True)):
        sentences = cut_sentences(text)
        rows.append(make_row(find_kinds(text, sentences, clauses)))
        told = keep_told(find_indicators(book, text, sentences), clauses)
        by_wording[index] = [name in told for name in INDICATORS]
    parts = (
        np.stack([f.vector for f in features]).astype(np.float64),
        _stack([(f.buckets, f.values) for f in features], BUCKETS) * PIECES_WEIGHT,
        np.stack([f.marks for f in features]).astype(np.float64) * MARKS_WEIGHT,
        _stack([(row.columns, row.values) for row in rows], count_columns()),
    )
    return Material(parts, make_truth(examples, by_wording), by_wording)


def fit(kernel: Array, truth: Any) -> tuple[Array, Array]:
    """One weight an example and indicator, and the indicators' biases.

    What nobody has said counts as not said: guessing it instead heard a little worse.
    """
    said = np.maximum(truth, 0).astype(np.float64)
    bias = said.mean(axis=0)
    ridged = kernel + PENALTY * np.eye(len(kernel))
    return solve(ridged, said - bias, assume_a="pos"), bias


def choose_limit(scores: Array, truth: Any, by_wording: Any) -> float:
    """The limit with the best F1 of wordings and model together."""
    best = (-1.0, 1.0)
    for limit in np.arange(0.10, 0.80, 0.01):
        heard = by_wording | (scores >= limit)
        hits = float((heard & (truth == 1)).sum())
        best = max(best, (2 * hits / max(1.0, float(heard.sum() + (truth == 1).sum())), limit))
    return float(best[1])


def train_indicators(
    examples: list[Example], features: list[Features], held: Any
) -> tuple[Arrays, dict[str, Any]]:
    """The indicators' arrays of the artefact, and what was measured on the texts that are `held`
    out of the encoder's tuning (labels.py): only those can choose a limit.

    An indicator has ten or so held-out examples, too few to go by alone: each limit is halfway
    between its own best one and the best one for all.
    """
    material = make_material(examples, features)
    truth, kernel = material.truth, material.kernel
    dual, bias = fit(kernel[np.ix_(~held, ~held)], truth[~held])
    scores = kernel[np.ix_(held, ~held)] @ dual + bias
    said, by_wording = truth[held], material.by_wording[held]
    known = said >= 0
    common = choose_limit(scores[known], said[known], by_wording[known])
    own = [
        choose_limit(scores[known[:, i], i], said[known[:, i], i], by_wording[known[:, i], i])
        for i in range(len(INDICATORS))
    ]
    limits = (np.array(own) + common) / 2
    dual, bias = fit(kernel, truth)
    arrays = material.to_weights(dual)
    arrays |= {"bias": bias.astype(np.float32), "limits": limits.astype(np.float32)}
    return arrays, measure(by_wording | (scores >= limits), said)


def measure(heard: Any, truth: Any) -> dict[str, Any]:
    """Counts over what is known."""
    heard = heard & (truth >= 0)
    hits = (heard & (truth == 1)).sum(axis=0)
    wanted, given = (truth == 1).sum(axis=0), heard.sum(axis=0)
    each = 2 * hits / np.maximum(1, wanted + given)
    worst = sorted(zip(each.tolist(), INDICATORS, strict=True))[:6]
    shares = {
        "micro_f1": 2 * hits.sum() / max(1, int((wanted + given).sum())),
        "macro_f1": each.mean(),
        "recall": hits.sum() / wanted.sum(),
        "precision": hits.sum() / max(1, int(given.sum())),
    }
    return {name: round(float(value), 3) for name, value in shares.items()} | {
        "worst": {name: round(value, 3) for value, name in worst}
    }
