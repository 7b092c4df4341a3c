"""Everything that is labelled, as one list: intents, alerts and indicators of plain texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from understanding.corpus import read_corpus
from understanding.labels import is_held, label_alerts, list_others, make_labelled
from understanding.names import INDICATORS, INTENTS
from understanding.patterns import load_spelling
from understanding.plain import make_plain

UNSAID = -1


@dataclass(frozen=True, slots=True)
class Example:
    """A plain text and what is known of it; UNSAID where nobody has said.

    `hard`: it only sounds like an alert, so that it tells more than another that is none.
    """

    text: str
    intent: int
    alerts: tuple[int, ...]
    indicators: tuple[int, ...]
    held: bool
    hard: bool = False


def _read_indicators(folder: Path) -> dict[str, list[int]]:
    """For each text of the indicators' files, what is said of each indicator."""
    known: dict[str, list[int]] = {}
    for path in sorted(folder.glob("*.yml")):
        content: Any = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        name = content["indicator"]
        for item in content["positive"]:
            text, also = (item, []) if isinstance(item, str) else (item["text"], item["also"])
            known[text] = [int(one in {name, *also}) for one in INDICATORS]
        for item in content["negative"]:
            text = item if isinstance(item, str) else item["text"]
            row = known.setdefault(text, [UNSAID] * len(INDICATORS))
            row[INDICATORS.index(name)] = 0
    return known


def read_examples(data: Path, of_indicators: Path) -> list[Example]:
    """All labelled texts, each plain text once."""
    corpus, spelling = read_corpus(data), load_spelling()
    texts, labels = make_labelled(corpus)
    texts += list_others(corpus, texts)
    alerts = list(zip(*label_alerts(texts, labels, corpus), strict=True))
    # The encoder is tuned on the 47; a topic of a charity's own says nothing of those.
    known = [INTENTS.index(label) if label in INTENTS else UNSAID for label in labels]
    intents = known + [UNSAID] * (len(texts) - len(labels))
    indicators = _read_indicators(of_indicators)
    for one in corpus.messages:
        indicators[one.text] = [int(name in one.indicators) for name in INDICATORS]
    unsaid = (UNSAID,) * len(INDICATORS)
    nothing = (UNSAID,) * len(alerts[0])
    look_alikes = {text for some in corpus.negative.values() for text in some}
    rows: dict[str, Example] = {}
    for text, intent, raised in zip(texts, intents, alerts, strict=True):
        plain = make_plain(text, spelling).text
        said = tuple(indicators.pop(text, unsaid))
        hard = text in look_alikes
        rows.setdefault(plain, Example(plain, intent, raised, said, is_held(plain), hard))
    for text, row in indicators.items():
        plain = make_plain(text, spelling).text
        rows.setdefault(plain, Example(plain, UNSAID, nothing, tuple(row), is_held(plain)))
    return [row for row in rows.values() if row.text]
