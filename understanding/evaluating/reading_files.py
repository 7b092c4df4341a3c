"""Evaluates the trained model on a file's messages: the whole reading, as a visitor gets it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from understanding.evaluating.files import Message
from understanding.evaluating.perturbing import CHANGES
from understanding.evaluating.results import Intents, Label, Results
from understanding.evaluating.slicing import group_by_length, group_by_voice
from understanding.names import ALERTS, INDICATORS
from understanding.reader import Reader, Reading

AS_WRITTEN = "as written"
MOST_CHANGED = 400
"""So many messages, evenly spread, are read again under each change."""


def evaluate_file(reader: Reader, messages: Sequence[Message], title: str) -> Results:
    """All that a report shows of a file. Holds no word of it."""
    readings = [reader.read(one.text) for one in messages]
    results = Results(title)
    labelled = [i for i, one in enumerate(messages) if one.intent is not None]
    if labelled:
        chosen = [messages[i] for i in labelled]
        results.intents = _compare(chosen, [readings[i] for i in labelled])
        results.slices = cut_slices(chosen, results.intents)
        some = chosen[:: max(1, -(-len(chosen) // MOST_CHANGED))]
        results.robust[AS_WRITTEN] = _compare(some, [reader.read(m.text) for m in some]).macro_f1()
        for name, change in CHANGES.items():
            again = [reader.read(change(one.text)) for one in some]
            results.robust[name] = _compare(some, again).macro_f1()
    for part, names in (("alerts", ALERTS), ("indicators", INDICATORS)):
        known = [i for i, one in enumerate(messages) if getattr(one, part) is not None]
        if known:
            getattr(results, part).extend(
                Label(
                    name,
                    np.array([int(name in getattr(messages[i], part)) for i in known]),
                    np.array([name in getattr(readings[i], part) for i in known]),
                )
                for name in names
            )
    return results


def cut_slices(messages: Sequence[Message], intents: Intents) -> dict[str, Intents]:
    """The intents of each group of messages, by length and by voice."""
    lengths = [group_by_length(one.text) for one in messages]
    voices = [group_by_voice(one) for one in messages]
    names = [*dict.fromkeys(sorted(lengths))]
    slices = {f"length: {n}": intents.only([one == n for one in lengths]) for n in names}
    for name in sorted({name for some in voices for name in some}):
        slices[f"voice: {name}"] = intents.only([name in some for some in voices])
    return slices


def _compare(messages: Sequence[Message], readings: Sequence[Reading]) -> Intents:
    return Intents(
        [one.intent or "" for one in messages],
        [one.intent for one in readings],
        np.array([one.confidence for one in readings]),
    )
