"""The replies of `data/canned/replies.yml`: what a worker can put into the message box, change, and
send as their own.

Two kinds, under topics: replies written for workers (`reply_…`), and answers of the assistant that
can be used as they are (`utter_…`). Both are wordings like any other: with source and date, chosen
for the person, approved by name, and withheld in production while nobody has approved them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.errors import ContentError, MissingFact, UnknownResponse
from content.files import read_mapping
from content.responses import Responses, Variation
from content.wording import placeholders

FILE = Path("canned") / "replies.yml"
_OWN = ("source", "checked", "review_by", "confidence", "status", "note")
#: The one variable: who writes.
NAME = "name"


@dataclass(frozen=True, slots=True)
class Canned:
    """`topics`: headings by topic, in the order in which they are shown. `by_topic`: names of
    replies and answers. `replies`: the wordings of those written for workers."""

    topics: Mapping[str, str]
    by_topic: Mapping[str, Sequence[str]]
    replies: Responses

    def pick(self, name: str, slots: Mapping[str, Any], answers: Responses) -> Variation:
        """The wording for this person."""
        return (self.replies if name.startswith("reply_") else answers).pick(name, slots)


def load(data_dir: Path, answers: Responses, facts: Mapping[str, str]) -> Canned:
    """Reads and checks it. ContentError names the topic or reply that is wrong; UnknownResponse an
    answer that nobody wrote; MissingFact a quoted fact that no file states."""
    path = data_dir / FILE
    written = read_mapping(path)
    topics = {str(key): str(title) for key, title in (written.get("topics") or {}).items()}
    by_topic: dict[str, list[str]] = {topic: [] for topic in topics}
    shared = {str(key): str(value) for key, value in (written.get("shared") or {}).items()}
    variations: dict[str, list[Variation]] = {}
    for name, one in (written.get("replies") or {}).items():
        _add(by_topic, str(one.get("topic")), name)
        variations[name] = [
            _variation(name, wording, shared) for wording in one.get("wordings") or ()
        ]
        if not any(not one.conditions for one in variations[name]):
            raise ContentError(f"{FILE}: {name} has no wording for everybody")
    for topic, names in (written.get("answers") or {}).items():
        for name in names:
            if name not in answers.names():
                raise UnknownResponse(name)
            _add(by_topic, str(topic), name)
    for many in variations.values():
        _check_facts(many, facts)
    return Canned(topics, by_topic, Responses(variations))


def _add(by_topic: dict[str, list[str]], topic: str, name: str) -> None:
    if topic not in by_topic:
        raise ContentError(f"{FILE}: {name} is under {topic!r}, which is no topic")
    if any(name in names for names in by_topic.values()):
        raise ContentError(f"{FILE}: {name} stands twice")
    by_topic[topic].append(name)


def _variation(name: str, wording: Mapping[str, Any], shared: Mapping[str, str]) -> Variation:
    if not wording.get("text") or not wording.get("source"):
        raise ContentError(f"{FILE}: {name} has a wording without text or source")
    given = {field: str(wording[field]) for field in _OWN if field in wording}
    return Variation(
        name=name,
        text=str(wording["text"]),
        conditions={str(k): str(v) for k, v in (wording.get("when") or {}).items()},
        buttons=(),
        custom=None,
        metadata={**shared, **given},
    )


def _check_facts(variations: Sequence[Variation], facts: Mapping[str, str]) -> None:
    for one in variations:
        for key in placeholders(one.text):
            if key != NAME and key not in facts:
                raise MissingFact(one.name, key)
