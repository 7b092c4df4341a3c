"""What each training text is known to say: its intent, its alerts, and whether it is held out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from understanding.corpus import Corpus
from understanding.names import ALERT_OF_INTENT, ALERTS, OUT_OF_SCOPE

LENT = ("immediate_danger", "suicidal_thoughts", "request_harmful_help")
"""Intents that learn from their alert's examples too. The intents' weights (fitting.py) keep so
many dangers from outweighing the calm disclosures that lie next to them."""

UNKNOWN: dict[str, tuple[str, ...]] = {
    "immediate_danger": ("child_in_danger",),
    "harmful_request": ("threat_by_visitor",),
}
"""Alerts that often come together: the one's examples say nothing about the other. A request for
help to harm was looked at: it is a threat if it stands under the threats too, and none if not, but
for those that are `unsure` there."""

THREAT = "threat_by_visitor"
"""A threat has no intent of its own: without remorse it stands under request_harmful_help, the
nearest of the 47, though it need not ask for anything. So its intent shows no harmful request."""

HELD_PERCENT = 15


def is_held(plain: str) -> bool:
    """Whether a plain text is kept from the encoder's tuning.

    The encoder knows the texts it was tuned on by heart; how sure a model is of those says
    nothing. These others choose every temperature and limit. The text alone decides, so that a
    new example never moves an old one.
    """
    return int.from_bytes(hashlib.sha256(plain.encode()).digest()[:4], "big") % 100 < HELD_PERCENT


def make_labelled(corpus: Corpus) -> tuple[list[str], list[str]]:
    """Texts and their intents: what the skills say, what shows an alert, what the hands wrote,
    what is unrelated."""
    pairs = [(text, name) for name in corpus.names for text in corpus.intents[name]]
    for intent in LENT:
        pairs += [(text, intent) for text in corpus.positive[ALERT_OF_INTENT[intent]]]
    pairs += [(one.text, one.intent) for one in corpus.messages]
    pairs += [(text, OUT_OF_SCOPE) for text in corpus.unrelated]
    first = dict(reversed(pairs))  # a text that stands twice keeps the label it had first
    return list(first), list(first.values())


def list_others(corpus: Corpus, known: Sequence[str]) -> list[str]:
    """The texts that are labelled for alerts alone, each once."""
    others = [text for name in sorted(corpus.positive) for text in corpus.positive[name]]
    others += [text for name in sorted(corpus.negative) for text in corpus.negative[name]]
    others += corpus.calm
    seen = set(known)
    return [text for text in dict.fromkeys(others) if text not in seen]


def label_alert(name: str, texts: list[str], labels: list[str], corpus: Corpus) -> list[int]:
    """For each text: 1 it shows the alert, 0 it does not, -1 nobody has said.

    `labels` are the intents of the first texts; the others have none.
    """
    positive = set(corpus.positive[name])
    negative = set(corpus.negative[name]) | set(corpus.calm)
    # What is no alert of one kind may well be one of another: only its own list says so.
    unknown = {text for texts in corpus.negative.values() for text in texts} - negative
    unknown |= {text for other in UNKNOWN.get(name, ()) for text in corpus.positive[other]}
    unknown |= set(corpus.unsure.get(name, ()))
    threats = set(corpus.positive.get(THREAT, ())) if name == "harmful_request" else set()
    intents = {intent for intent, alert in ALERT_OF_INTENT.items() if alert == name}
    skipped = {
        intent for intent, alert in ALERT_OF_INTENT.items() if alert in UNKNOWN.get(name, ())
    }
    decided = {one.text: one.alerts for one in corpus.messages}
    marked = []
    for index, text in enumerate(texts):
        intent = labels[index] if index < len(labels) else ""
        if text in decided:
            marked.append(int(name in decided[text]))
        elif text in positive or (intent in intents and text not in threats):
            marked.append(1)
        elif text in negative:
            marked.append(0)
        else:
            marked.append(-1 if text in unknown or intent in skipped else 0)
    return marked


def label_alerts(texts: list[str], labels: list[str], corpus: Corpus) -> list[list[int]]:
    """A list for each alert, in the fixed order, as `label_alert` gives it."""
    return [label_alert(name, texts, labels, corpus) for name in ALERTS]
