"""`python -m understanding.evaluating.agreement`: how far two annotators of a blind set agree.

Each blind set was labelled by its author, and again by other hands that had only the texts
(`second.jsonl`). This says how far the two agree, as the reading is measured: what a reader of our
specification can be expected to reach. Prints counts only, never a message.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Sequence

from understanding.blind import SETS, LabelledTwice, read_set
from understanding.errors import CorpusError
from understanding.judging import Score, score
from understanding.messages import Labelled
from understanding.names import ALERTS, INDICATORS, INTENTS


def kappa(one: Sequence[object], other: Sequence[object]) -> float:
    """Cohen's kappa: agreement beyond what chance would give, from the shares of each answer.

    1.0 where both always say the same single thing. The two are as long as each other.
    """
    total = len(one)
    same = sum(a == b for a, b in zip(one, other, strict=True)) / total
    by_chance = sum(
        (list(one).count(answer) / total) * (list(other).count(answer) / total)
        for answer in {*one, *other}
    )
    return 1.0 if by_chance == 1 else (same - by_chance) / (1 - by_chance)


def f1(scores: Iterable[Score]) -> tuple[float, float]:
    """Micro and macro F1 of the second annotator, the author taken for the truth."""
    some = list(scores)
    found, missed, wrong = (
        sum(getattr(one, part) for one in some) for part in ("found", "missed", "wrong")
    )
    return 2 * found / max(1, 2 * found + missed + wrong), sum(one.f1 for one in some) / len(some)


def compare(labels: LabelledTwice) -> list[str]:
    """The lines of one set: intents, each alert, and the indicators together."""
    pairs = [(labels.author[number], labels.second[number]) for number in labels.author]
    _, intents = f1(_each(pairs, lambda one: {one.intent}, INTENTS))
    micro, macro = f1(_each(pairs, lambda one: one.indicators, INDICATORS))
    lines = [
        f"intents: the same in {sum(a.intent == b.intent for a, b in pairs)} of {len(pairs)}, "
        f"kappa {kappa([a.intent for a, _ in pairs], [b.intent for _, b in pairs]):.3f}, "
        f"macro F1 {intents:.3f}",
        f"indicators: micro F1 {micro:.3f}, macro F1 {macro:.3f}",
    ]
    for name in ALERTS:
        said = [name in a.alerts for a, _ in pairs], [name in b.alerts for _, b in pairs]
        one = score(name, *said)
        lines.append(
            f"{name}: both {one.found}, author alone {one.missed}, second alone {one.wrong}, "
            f"kappa {kappa(*said):.3f}"
        )
    return [*lines, f"decided by a third: {len(labels.settled)} messages"]


def _each(
    pairs: Sequence[tuple[Labelled, Labelled]],
    named: Callable[[Labelled], Collection[str]],
    names: Sequence[str],
) -> list[Score]:
    return [
        score(name, [name in named(a) for a, _ in pairs], [name in named(b) for _, b in pairs])
        for name in names
    ]


def main() -> int:
    """Prints the report. Exit code 1 where a set's labels do not fit each other."""
    try:
        sets = {name: read_set(name) for name in SETS}
    except CorpusError as error:
        sys.stderr.write(f"evaluating: {error}\n")
        return 1
    for name, labels in sets.items():
        sys.stdout.write("\n".join([f"The {name} blind set", *compare(labels), "", ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
