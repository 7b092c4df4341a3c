"""`python -m understanding.collecting WRITTEN HAND`: takes what a hand wrote over for learning.

WRITTEN is a file of JSON lines as data/messages/README.md describes; what is taken over is put
into data/messages/HAND.jsonl, in one form. Left out is what stands in a blind set (it would be
spent), what is learned from already, and what stands there twice. Prints numbers, and the numbers
of lines that are not as they should be, but no words: nobody is to see what a blind set holds.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from understanding.blind import ROOT, SETS
from understanding.errors import CorpusError
from understanding.judging import known_texts
from understanding.messages import Labelled, bare, read_labelled
from understanding.names import ALERTS, INDICATORS


@dataclass(frozen=True)
class Taken:
    """What is taken over, and how many messages were left out, and why."""

    messages: list[Labelled]
    blind: int = 0
    known: int = 0
    twice: int = 0


def take(written: Sequence[Labelled], blind: frozenset[str], known: frozenset[str]) -> Taken:
    """The messages that are new. `blind`, `known`: other texts, as `bare` gives them."""
    kept: dict[str, Labelled] = {}
    counts = {"blind": 0, "known": 0, "twice": 0}
    for one in written:
        text = bare(one.text)
        if text in blind:
            counts["blind"] += 1
        elif text in known:
            counts["known"] += 1
        elif text in kept:
            counts["twice"] += 1
        else:
            kept[text] = one
    return Taken(list(kept.values()), **counts)


def dump(messages: Sequence[Labelled]) -> str:
    """Messages as JSON lines, labels in the order of the specification."""
    rows = (
        {
            "text": one.text,
            "intent": one.intent,
            "alerts": [name for name in ALERTS if name in one.alerts],
            "indicators": [name for name in INDICATORS if name in one.indicators],
        }
        for one in messages
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main(arguments: list[str] | None = None) -> int:
    """The command. 1 and one line on stderr where a line is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m understanding.collecting", description=__doc__)
    parser.add_argument("written", type=Path)
    parser.add_argument("hand", help="a name for whoever wrote it: fifth")
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    options = parser.parse_args(arguments)
    target = options.data / "messages" / f"{options.hand}.jsonl"
    try:
        written = read_labelled(options.written)
        blind = frozenset(bare(one.text) for path in SETS.values() for one in read_labelled(path))
        target.unlink(missing_ok=True)  # or everything would be known already a second time
        taken = take(written, blind, known_texts(options.data))
        target.parent.mkdir(exist_ok=True)
        target.write_text(dump(taken.messages), encoding="utf-8")
    except (CorpusError, OSError) as error:
        sys.stderr.write(f"collecting: {error}\n")
        return 1
    sys.stdout.write(
        f"{len(taken.messages)} of {len(written)} taken over; left out: {taken.blind} of a blind "
        f"set, {taken.known} known, {taken.twice} twice\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
