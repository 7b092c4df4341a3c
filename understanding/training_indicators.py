"""Fits the indicators' model, chooses when each one counts, and measures it held out.

All 24 at once, by logistic regression (training_logistic.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from understanding.artefact import Arrays
from understanding.corpus import Corpus
from understanding.features import Features
from understanding.fitting import Array, Rows, Space, thin
from understanding.indicator_texts import Example
from understanding.kinds import count_columns
from understanding.known import Known
from understanding.looking import hear
from understanding.names import INDICATORS, INTENTS, OUT_OF_SCOPE
from understanding.training_logistic import fit as fit_labels
from understanding.training_logistic import to_chances

DECIDED = 2.0
"""How much more a message counts of which every indicator was decided."""

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


HANDS = "hands"
"""What messages are about of which every indicator was decided (data/messages/)."""


def make_examples(examples: list[Example], corpus: Corpus) -> list[Example]:
    """All that is learned from: the indicators' own examples and what the hands wrote, then
    messages that tell nothing of a situation, or only of what the visitor does. `about` of those
    is `~` and their intent."""
    examples = examples + [Example(one.text, HANDS, one.indicators) for one in corpus.messages]
    known = {one.text for one in examples}
    nothing: frozenset[str] = frozenset()
    rest: dict[str, str] = {}
    for name in INTENTS:
        if name not in TELLING:
            rest |= dict.fromkeys(thin(corpus.intents[name], MOST_OF_AN_INTENT), name)
    for name in OWN_ACTS:
        rest |= dict.fromkeys(thin(corpus.positive[name], MOST_OF_AN_ALERT), name)
    rest |= dict.fromkeys(corpus.unrelated, OUT_OF_SCOPE)
    return examples + [
        Example(text, f"~{name}", nothing) for text, name in rest.items() if text not in known
    ]


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
    """Examples as numbers: what they are seen as (a row each), what they say (1, 0, -1 unknown),
    what the wordings find in them, and whether everything was decided of them."""

    rows: Rows
    truth: Any
    by_wording: Any
    decided: Any


def make_material(
    examples: list[Example],
    plains: list[str],
    features: list[Features],
    space: Space,
    known: Known | None = None,
) -> Material:
    """What is fitted: rows of `space`, and the kinds beside them. `plains`: the examples' texts in
    plain form; `known`: what was heard in texts before. CorpusError is for whoever read the
    examples; here all are well formed."""
    heard = hear(plains, known or Known())
    kinds = np.zeros((len(examples), count_columns()), dtype=np.float32)
    for index, (row, _) in enumerate(heard):
        kinds[index, row.columns] = row.values
    by_wording = np.array([told for _, told in heard], dtype=bool)
    rows = np.hstack([space.place(features), kinds])
    decided = np.array([one.about == HANDS for one in examples])
    return Material(rows, make_truth(examples, by_wording), by_wording, decided)


def to_weights(columns: Array, space: Space) -> Arrays:
    """Weights for what a reader sees, from weights for the columns of a material's rows."""
    size = space.root.shape[1]
    weights = {**space.to_weights(columns[:size]), "kinds": columns[size:]}
    return {name: value.astype(np.float32) for name, value in weights.items()}


def fit(rows: Rows, truth: Any, decided: Any) -> tuple[Array, Array]:
    """Weights and biases of some rows. `decided`: which are of messages of which everything was."""
    return fit_labels(rows, truth, np.where(decided, DECIDED, 1.0).astype(np.float32))


def choose_limit(scores: Array, truth: Any, by_wording: Any) -> float:
    """The limit with the best F1 of wordings and model together."""
    best = (-1.0, 1.0)
    for limit in np.arange(0.05, 0.95, 0.01):
        heard = by_wording | (scores >= limit)
        hits = float((heard & (truth == 1)).sum())
        best = max(best, (2 * hits / max(1.0, float(heard.sum() + (truth == 1).sum())), limit))
    return float(best[1])


def train_indicators(
    examples: list[Example],
    plains: list[str],
    features: list[Features],
    held: Any,
    space: Space,
    before: Known,
) -> tuple[Arrays, dict[str, Any]]:
    """The indicators' arrays of the artefact, and what was measured on the texts that are `held`
    out of the encoder's tuning (labels.py): only those can choose a limit, and of them those of
    which everything was decided, as in them an indicator is as rare as with people.

    An indicator has some dozens of held-out examples, too few to go by alone: each limit is halfway
    between its own best one and the best one for all.
    """
    material = make_material(examples, plains, features, space, before)
    rows, truth, decided = material.rows, material.truth, material.decided
    columns, bias = fit(rows[~held], truth[~held], decided[~held])
    judged = held & decided if (held & decided).any() else held
    scores = to_chances(rows[judged] @ columns + bias)
    said, by_wording = truth[judged], material.by_wording[judged]
    known = said >= 0
    common = choose_limit(scores[known], said[known], by_wording[known])
    own = [
        choose_limit(scores[known[:, i], i], said[known[:, i], i], by_wording[known[:, i], i])
        for i in range(len(INDICATORS))
    ]
    limits = (np.array(own) + common) / 2
    columns, bias = fit(rows, truth, decided)
    arrays = to_weights(columns, space)
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
