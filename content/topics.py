"""What the conversation about how urgent it is asks about (`data/risk/topics.yml`).

The subjects are those of S-DASH and of what workers call same-day signs. It is not the form:
nothing is added up, and a topic that is told only means "please talk to someone today".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from content.errors import ContentError
from content.files import read_mapping


@dataclass(frozen=True, slots=True)
class Topic:
    """One question. `answers`: what somebody may say to it, as categories of the desk;
    `indicators`: by which it was told already; `at_once`: those of them that are answered with
    "today" whenever they are told, asked or not.
    """

    name: str
    answers: Sequence[str]
    indicators: Sequence[str]
    at_once: Sequence[str]


def load(data_dir: Path) -> dict[str, Topic]:
    """The topics in the order in which they are asked: gravest first. Raises ContentError."""
    path = data_dir / "risk" / "topics.yml"
    found = {}
    for name, one in read_mapping(path)["topics"].items():
        topic = Topic(
            name, tuple(one["answers"]), tuple(one["indicators"]), tuple(one.get("at_once", ()))
        )
        if not topic.answers or not set(topic.at_once) <= set(topic.indicators):
            raise ContentError(f"{path}: {name} needs answers, and at_once only of its indicators")
        found[name] = topic
    return found
