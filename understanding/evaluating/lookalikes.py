"""`python -m understanding.evaluating.lookalikes`: how many look-alikes of a blind set are raised.

The sets name, by id, messages whose words invite an alert, or leaving, and that are none
(`hard_negatives.json`). Prints counts only, never a message.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path

from understanding.blind import FOLDERS, SETS, read_set
from understanding.errors import ArtefactError
from understanding.messages import Labelled
from understanding.names import ALERTS
from understanding.reader import Reader, Reading

LEAVING = "safe_exit"
_LEAVING_MARKS = ("safe_exit_lookalike", "safe_exit", "intent:safe_exit")


def read_marks(folder: Path) -> dict[str, set[str]]:
    """For each id, the alerts (or leaving) it only sounds like."""
    content = json.loads((folder / "hard_negatives.json").read_text(encoding="utf-8"))
    marks: dict[str, set[str]] = {}
    for number, invited in content.items():
        names = {
            LEAVING if one in _LEAVING_MARKS else one.removeprefix("alert:") for one in invited
        }
        marks[number] = names & {*ALERTS, LEAVING}
    return marks


def is_raised(name: str, reading: Reading) -> bool:
    return reading.intent == name if name == LEAVING else name in reading.alerts


def says(name: str, message: Labelled) -> bool:
    """Whether a message is no look-alike of an alert (or of leaving), but the thing itself."""
    return message.intent == name if name == LEAVING else name in message.alerts


def count(reader: Reader, name: str) -> list[str]:
    """A line for each alert and for leaving: raised, of how many look-alikes. What was decided to
    be the thing itself, after its author had listed it, is left out."""
    marks = read_marks(FOLDERS[name])
    labels = read_set(name)
    there: Counter[str] = Counter()
    raised: Counter[str] = Counter()
    for (number, _), message in zip(labels.author.items(), labels.final(), strict=True):
        invited = {one for one in marks.get(number, ()) if not says(one, message)}
        reading = reader.read(message.text) if invited else None
        for one in invited:
            there[one] += 1
            raised[one] += reading is not None and is_raised(one, reading)
    return [f"  {one}: {raised[one]} of {there[one]}" for one in (*ALERTS, LEAVING) if there[one]]


def main() -> int:
    models = Path(os.environ.get("WAYMARK_MODELS_DIR", "models"))
    try:
        reader = Reader.load(models / "understanding")
    except ArtefactError as error:
        sys.stderr.write(f"evaluating: {error}\n")
        return 1
    for name in SETS:
        sys.stdout.write("\n".join([f"The {name} blind set", *count(reader, name), ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
