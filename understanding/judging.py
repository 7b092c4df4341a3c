"""`python -m understanding.judging`: what the reading makes of the blind sets, in numbers.

The blind sets (`tests/blind/`) were written apart from the training data and are never trained or
tuned on. This prints counts only, never a message: who sees which ones fail would begin to mend
those, and the set would be blind no more.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from understanding.blind import FLOORS, ROOT, SETS, read_set
from understanding.corpus import read_corpus
from understanding.errors import ArtefactError, CorpusError
from understanding.indicator_texts import read_examples
from understanding.messages import Labelled, bare
from understanding.names import ALERTS, INDICATORS, INTENTS
from understanding.reader import Reader, Reading


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


@cache
def known_texts(data: Path) -> frozenset[str]:
    """Everything that is trained on, as `bare` gives it. Read once: it takes a second and a half,
    and four sets are judged."""
    corpus = read_corpus(data)
    lists = [*corpus.intents.values(), *corpus.positive.values(), *corpus.negative.values()]
    texts = [*(text for some in lists for text in some), *corpus.calm, *corpus.unrelated]
    texts += [one.text for one in corpus.messages]
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


def make_figures(scores: dict[str, list[Score]]) -> dict[str, float]:
    """The few numbers that must never fall (tests/blind/floors.json)."""
    intents = scores["intents"]
    recalls = {one.name: one.recall for one in [*intents, *scores["alerts"]]}
    told = scores["indicators"]
    found, missed, wrong = (
        sum(getattr(one, part) for one in told) for part in ("found", "missed", "wrong")
    )
    return {
        "intents_macro_f1": sum(one.f1 for one in intents) / len(intents),
        "immediate_danger_recall": recalls["immediate_danger"],
        "suicidal_thoughts_recall": recalls["suicidal_thoughts"],
        "child_in_danger_recall": recalls["child_in_danger"],
        "safe_exit_recall": recalls["safe_exit"],
        "indicators_micro_f1": 2 * found / max(1, 2 * found + missed + wrong),
        "indicators_macro_f1": sum(one.f1 for one in told) / len(told),
    }


def find_fallen(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """A line for each figure that lies below its floor, or has none."""
    return [
        f"{name} fell to {value:.3f}, below its floor {floors.get(name, 1.0):.3f}"
        for name, value in figures.items()
        if value < floors.get(name, 1.0)
    ]


def record_floors(path: Path, figures: dict[str, float]) -> None:
    """Makes the present figures the floors, a hair lower: machines round differently."""
    floors = {name: math.floor(1000 * (value - 0.005)) / 1000 for name, value in figures.items()}
    path.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


def report(scores: dict[str, list[Score]], count: int, left_out: int) -> list[str]:
    """The tables, as Markdown."""
    intents, figures = scores["intents"], make_figures(scores)
    lines = [
        f"{count} messages; {left_out} that are also trained on are left out.",
        f"Indicators: micro F1 {figures['indicators_micro_f1']:.3f}, "
        f"macro F1 {figures['indicators_macro_f1']:.3f}.",
        f"Intents: macro F1 {figures['intents_macro_f1']:.3f}, "
        f"accuracy {sum(one.found for one in intents) / max(1, count):.3f}.",
    ]
    for part, some in scores.items():
        lines += ["", f"| {part} | messages | recall | precision | missed | wrong |"]
        lines += ["|---|---|---|---|---|---|", *(one.line() for one in some)]
    return lines


def judge_set(
    name: str, reader: Reader, by_author: bool = False
) -> tuple[dict[str, list[Score]], int, int]:
    """Scores of a blind set, how many messages were judged, and how many are trained on.

    `by_author`: by its author's labels alone, as all sets were judged until they had a second
    annotator.
    """
    known = known_texts(ROOT / "data")
    labels = read_set(name)
    every = list(labels.author.values()) if by_author else labels.final()
    messages = [one for one in every if bare(one.text) not in known]
    scores = judge(messages, [reader.read(one.text) for one in messages])
    return scores, len(messages), len(every) - len(messages)


def main(arguments: list[str] | None = None) -> int:
    """Prints the report; an exit code that is not 0 when there is no model to judge."""
    models = Path(os.environ.get("WAYMARK_MODELS_DIR", ROOT / "models"))
    parser = argparse.ArgumentParser(prog="python -m understanding.judging", description=__doc__)
    parser.add_argument("--set", nargs="*", choices=[*SETS], default=[*SETS])
    parser.add_argument("--model", type=Path, default=models / "understanding")
    parser.add_argument("--record-floors", action="store_true", help="below which CI fails")
    parser.add_argument("--by-author", action="store_true", help="by the first annotator alone")
    options = parser.parse_args(arguments)
    try:
        reader = Reader.load(options.model)
        for name in options.set:
            _judge_one(name, reader, options.record_floors, options.by_author)
    except (ArtefactError, CorpusError) as error:
        print(f"understanding: {error}", file=sys.stderr)
        return 1
    return 0


def _judge_one(name: str, reader: Reader, record: bool, by_author: bool) -> None:
    scores, count, left_out = judge_set(name, reader, by_author)
    print("\n".join([f"The {name} blind set", "", *report(scores, count, left_out)]))
    if record:
        record_floors(FLOORS[name], make_figures(scores))
        print(f"\nThese are the floors now: {FLOORS[name].relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
