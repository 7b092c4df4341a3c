"""What was read of messages, and how that is counted. No words in here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from understanding.judging import Score, score

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Intents:
    """Wanted and read intents, message by message, with the confidence of what was read."""

    wanted: list[str]
    read: list[str]
    confidence: Floats

    @property
    def right(self) -> Any:
        return np.array([a == b for a, b in zip(self.wanted, self.read, strict=True)], dtype=bool)

    def scores(self) -> list[Score]:
        """Each intent that was wanted or read."""
        names = sorted({*self.wanted, *self.read})
        return [
            score(name, [one == name for one in self.wanted], [one == name for one in self.read])
            for name in names
        ]

    def macro_f1(self) -> float:
        """Over the intents that were wanted."""
        wanted = set(self.wanted)
        each = [one.f1 for one in self.scores() if one.name in wanted]
        return sum(each) / max(1, len(each))

    def confusions(self) -> list[tuple[tuple[str, str], int]]:
        """Wanted and read, the most often confused first."""
        pairs = Counter(
            pair for pair in zip(self.wanted, self.read, strict=True) if pair[0] != pair[1]
        )
        return sorted(pairs.items(), key=lambda item: (-item[1], item[0]))

    def only(self, keep: Sequence[bool]) -> Intents:
        """Those of some messages."""
        chosen = [index for index, kept in enumerate(keep) if kept]
        return Intents(
            [self.wanted[i] for i in chosen],
            [self.read[i] for i in chosen],
            self.confidence[chosen],
        )


@dataclass(frozen=True)
class Label:
    """One alert or indicator: 1 it is there, 0 it is not, for the messages where that is known."""

    name: str
    truth: Any
    heard: Any
    chances: Floats | None = None
    limit: float | None = None

    def counted(self) -> Score:
        return score(self.name, list(self.truth == 1), list(self.heard))

    def at(self, limit: float) -> Score:
        """As it would be with another limit, by the model alone."""
        assert self.chances is not None
        return score(self.name, list(self.truth == 1), list(self.chances >= limit))


@dataclass
class Results:
    """Everything one report shows."""

    title: str
    intents: Intents | None = None
    alerts: list[Label] = field(default_factory=list)
    indicators: list[Label] = field(default_factory=list)
    robust: dict[str, float] = field(default_factory=dict)
    """Macro F1 of the intents under each change; "as written" without one."""

    slices: dict[str, Intents] = field(default_factory=dict)
    examples: dict[tuple[str, str], str] = field(default_factory=dict)
    """One of our own training texts for a confusion; never of a file that was given."""


def calibrate(intents: Intents, bins: int = 10) -> list[tuple[float, float, int]]:
    """Confidence, share that was right, and number, for each tenth of confidence."""
    places = np.minimum((intents.confidence * bins).astype(int), bins - 1)
    return [
        (
            float(intents.confidence[places == b].mean()),
            float(intents.right[places == b].mean()),
            int((places == b).sum()),
        )
        for b in range(bins)
        if (places == b).any()
    ]


def expected_error(intents: Intents) -> float:
    """How far confidence lies from what it is worth, on average (expected calibration error)."""
    total = max(1, len(intents.wanted))
    return sum(abs(sure - right) * n for sure, right, n in calibrate(intents)) / total


def macro_and_micro(labels: Sequence[Label]) -> tuple[float, float]:
    """F1 over some labels: the mean of each one's, and of all counts together."""
    counts = [one.counted() for one in labels]
    found, missed, wrong = (
        sum(getattr(one, part) for one in counts) for part in ("found", "missed", "wrong")
    )
    micro = 2 * found / max(1, 2 * found + missed + wrong)
    return sum(one.f1 for one in counts) / max(1, len(counts)), micro
