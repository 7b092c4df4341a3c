"""What every action stands on: what it may see of a turn, and the three things it may give.

`Decision` is abstract, so rasa-sdk's search for actions passes it by.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

import content
import content.directory
import content.responses
from content.sayings import Sayings


@dataclass(frozen=True)
class Say:
    """Says a response of data/, with the values it needs."""

    response: str
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Card:
    """Shows a service of the directory; the helpline fills it in. `why`: the need it meets."""

    ref: str
    why: str = ""


@dataclass(frozen=True)
class Effect:
    """Asks the helpline to do something (docs/engine-protocol.md lists the effects)."""

    type: str
    fields: Mapping[str, Any] = field(default_factory=dict)


Given = Say | Card | Effect


@dataclass(frozen=True)
class Seen:
    """What an action may know of the turn."""

    text: str
    intent: str
    confidence: float
    indicators: Sequence[str]
    slots: Mapping[str, Any]
    metadata: Mapping[str, Any]
    said_before: Sequence[Mapping[str, Any]]
    #: The same one message earlier.
    said_earlier: Sequence[Mapping[str, Any]] = ()

    @classmethod
    def of(cls, tracker: Tracker) -> Seen:
        latest = tracker.latest_message or {}
        intent = latest.get("intent") or {}
        return cls(
            text=latest.get("text") or "",
            intent=intent.get("name") or "",
            confidence=float(intent.get("confidence") or 0.0),
            indicators=tuple(latest.get("indicators") or ()),
            slots=tracker.slots,
            metadata=latest.get("metadata") or {},
            said_before=tuple(_said_before(tracker.events, 1)),
            said_earlier=tuple(_said_before(tracker.events, 2)),
        )

    def heard(self) -> dict[str, int]:
        """How often each indicator was heard over the conversation, this message included."""
        counts = dict((self.metadata.get("heard") or {}).get("indicators") or {})
        for name in self.indicators:
            counts[name] = max(1, counts.get(name, 0))
        return counts

    def incidents(self) -> int:
        """How often something is said to have happened, over the whole conversation."""
        return int((self.metadata.get("heard") or {}).get("incidents") or 0)

    @property
    def said_in_chat(self) -> frozenset[str]:
        """Names of all that the assistant has said in this chat. The helpline keeps them: the
        engine remembers the last turns only."""
        return frozenset((self.metadata.get("kept") or {}).get("said") or ())

    @property
    def on_shift(self) -> bool:
        """Whether a helpline worker is there now; nothing else may promise a person."""
        return bool((self.metadata.get("presence") or {}).get("on_shift"))


class Decision(Action, ABC):  # type: ignore[misc]  # rasa-sdk has no types on Python 3.10
    """An action that only decides what is given."""

    @abstractmethod
    def name(self) -> str:
        """The name that rules.yml uses."""

    @abstractmethod
    def decide(self, seen: Seen) -> Iterable[Given]:
        """What this turn is answered with, in order."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        for given in self.decide(Seen.of(tracker)):
            if isinstance(given, Say):
                dispatcher.utter_message(response=given.response, **given.variables)
            elif isinstance(given, Card):
                card = {"type": "service", "ref": given.ref}
                if given.why:
                    card["why"] = given.why
                dispatcher.utter_message(json_message={"card": card})
            else:
                effect = {"type": given.type, **given.fields}
                dispatcher.utter_message(json_message={"effect": effect})
        return []


def handoff(reason: str = "asked") -> Effect:
    """The helpline puts the visitor in the queue, or says honestly that nobody is there."""
    return Effect("handoff", {"reason": reason})


@lru_cache(maxsize=1)
def directory() -> content.Directory:
    """The facts, read once when an action first needs them."""
    return content.directory.load(content.DATA)


@lru_cache(maxsize=1)
def responses() -> content.Responses:
    """The words, read once when an action first needs them."""
    return content.responses.load(content.DATA, directory().facts)


@lru_cache(maxsize=1)
def who_writes() -> Sayings:
    """What people say of themselves, read once when an action first needs it."""
    return Sayings(content.DATA / "arrival" / "who_writes.yml")


def _said_before(events: Sequence[Mapping[str, Any]], back: int) -> Iterator[Mapping[str, Any]]:
    """What we answered to the message so many before this one: the metadata of each response, in
    order."""
    answers: list[Mapping[str, Any]] = []
    messages = 0
    for event in reversed(events):
        if event.get("event") == "user":
            messages += 1
            if messages > back:
                break
        elif event.get("event") == "bot" and messages == back:
            metadata = event.get("metadata") or {}
            if metadata.get("utter_action"):
                answers.append(metadata)
    yield from reversed(answers)
