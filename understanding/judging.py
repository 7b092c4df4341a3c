"""`python -m understanding.judging`: what the reading makes of the blind set, in numbers.

The blind set (`tests/blind/`) was written apart from the training data and is never trained or
tuned on. This prints counts only, never a message: who sees which ones fail would begin to mend
those, and the set would be blind no more.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from understanding.corpus import read_corpus
from understanding.errors import ArtefactError, CorpusError
from understanding.indicator_texts import read_examples
from understanding.names import ALERTS, INDICATORS, INTENTS
from understanding.reader import Reader, Reading

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Labelled:
    """A message and what is in it."""

    text: str
    intent: str
    alerts: frozenset[str]
    indicators: frozenset[str]


@dataclass(frozen=True)
class Score:
    """How one label did: `found` rightly, `missed`, and `wrong`ly seen."""

    name: str
    found: int
    missed: int
    wrong: int

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.wrong)

    @property
    def f1(self) -> float:
        return 2 * self.found / max(1, 2 * self.found + self.missed + self.wrong)

    def line(self) -> str:
        return (
            f"| {self.name} | {self.found + self.missed} | {self.recall:.2f} "
            f"| {self.precision:.2f} | {self.missed} | {self.wrong} |"
        )


def read_blind(path: Path) -> list[Labelled]:
    """The messages of a blind set, one JSON object a line."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Labelled(row["text"], row["intent"], frozenset(row["alerts"]), frozenset(row["indicators"]))
        for row in rows
    ]


def bare(text: str) -> str:
    """Words only, without case, apostrophes and stops: two texts that differ in less are one."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("'", "").replace("’", "")))


def known_texts(data: Path) -> frozenset[str]:
    """Everything that is trained on, as `bare` gives it."""
    corpus = read_corpus(data)
    lists = [*corpus.intents.values(), *corpus.positive.values(), *corpus.negative.values()]
    texts = [*(text for some in lists for text in some), *corpus.calm, *corpus.unrelated]
    texts += [one.text for one in read_examples(data)]
    return frozenset(bare(text) for text in texts)


def score(name: str, wanted: Sequence[bool], seen: Sequence[bool]) -> Score:
    """Counts one label over all messages."""
    pairs = list(zip(wanted, seen, strict=True))
    return Score(
        name, pairs.count((True, True)), pairs.count((True, False)), pairs.count((False, True))
    )


def judge(messages: Sequence[Labelled], readings: Sequence[Reading]) -> dict[str, list[Score]]:
    """Scores of every intent, alert and indicator."""
    pairs = list(zip(messages, readings, strict=True))
    return {
        "intents": [
            score(name, [m.intent == name for m, _ in pairs], [r.intent == name for _, r in pairs])
            for name in INTENTS
        ],
        "alerts": [
            score(name, [name in m.alerts for m, _ in pairs], [name in r.alerts for _, r in pairs])
            for name in ALERTS
        ],
        "indicators": [
            score(
                name,
                [name in m.indicators for m, _ in pairs],
                [name in r.indicators for _, r in pairs],
            )
            for name in INDICATORS
        ],
    }


def report(scores: dict[str, list[Score]], count: int, left_out: int) -> list[str]:
    """The tables, as Markdown."""
    intents = scores["intents"]
    lines = [
        f"{count} messages; {left_out} that are also trained on are left out.",
        f"Intents: macro F1 {sum(one.f1 for one in intents) / len(intents):.3f}, "
        f"accuracy {sum(one.found for one in intents) / max(1, count):.3f}.",
    ]
    for part, some in scores.items():
        lines += ["", f"| {part} | messages | recall | precision | missed | wrong |"]
        lines += ["|---|---|---|---|---|---|", *(one.line() for one in some)]
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Prints the report; an exit code that is not 0 when there is no model to judge."""
    models = Path(os.environ.get("WAYMARK_MODELS_DIR", ROOT / "models"))
    parser = argparse.ArgumentParser(prog="python -m understanding.judging", description=__doc__)
    parser.add_argument("--set", type=Path, default=ROOT / "tests" / "blind" / "messages.jsonl")
    parser.add_argument("--model", type=Path, default=models / "understanding")
    options = parser.parse_args(arguments)
    try:
        reader = Reader.load(options.model)
        known = known_texts(ROOT / "data")
    except (ArtefactError, CorpusError) as error:
        print(f"understanding: {error}", file=sys.stderr)
        return 1
    every = read_blind(options.set)
    messages = [one for one in every if bare(one.text) not in known]
    scores = judge(messages, [reader.read(one.text) for one in messages])
    print("\n".join(report(scores, len(messages), len(every) - len(messages))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
