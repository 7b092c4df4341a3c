"""What of the content is a draft, overdue or unconfirmed, and whether it may be shown.

Everything that visitors can read is an item: each wording of each response, and each fact. A stamp
is what a named person has said of one: that they approve a wording, or that they have opened the
page a fact comes from. A stamp holds for exactly what was read: `digest` changes with one letter.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from content.directory import Directory, Fact
from content.languages import LANGUAGES
from content.responses import Responses, Variation
from content.wording import placeholders

WORDING, FACT = "wording", "fact"
#: How long a stamp is good, in days, where nobody wrote a nearer `review_by` into the file.
GOOD_FOR = {WORDING: 180, FACT: 90}
#: A fact below this grade is shown in production only when somebody has opened its page.
CERTAIN = "A"
#: Posted by the helpline, in states in which silence would be worse than a draft: leaving, danger,
#: the way to a person, what this is, what has become of an agreement, taking it back. Nothing in
#: them is advice. Never withheld.
FRAME = re.compile(
    r"(?:utter|phrase)_"
    r"(?:(?:arrival|safety(?!_planning)|safe_exit|handoff|privacy|language|smalltalk)_"
    r"|self_referral_(?:withdrawn?|kept|closed|have|agreed(?:_open)?|not_agreed)$)"
)
#: In `metadata`, and read by visitors all the same: what a walk is about.
_READ = ("walk", *(f"walk_{one}" for one in LANGUAGES[1:]))


@dataclass(frozen=True, slots=True)
class Item:
    """One wording or fact as written. `key`: `utter_x[audience=young]`, or `law.s4a_max`."""

    kind: str
    key: str
    digest: str
    text: str
    source: str
    checked: str
    review_by: str
    confidence: str
    status: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What somebody said of an item, and when; nothing of a visitor."""

    key: str
    digest: str
    who: str
    at: date


@dataclass(frozen=True, slots=True)
class Standing:
    """An item with the stamp that holds for it. The stamp wins over what the file says."""

    item: Item
    stamp: Stamp | None

    @property
    def draft(self) -> bool:
        """Nobody has approved this wording, or stamped this fact."""
        return self.stamp is None and self.item.status != "approved"

    @property
    def due(self) -> str:
        """The day (ISO) by which somebody must look again."""
        if self.stamp is None:
            return self.item.review_by
        return (self.stamp.at + timedelta(days=GOOD_FOR[self.item.kind])).isoformat()

    def overdue(self, today: date) -> bool:
        return self.due < today.isoformat()

    @property
    def unconfirmed(self) -> bool:
        """A fact that is not certain, and whose page nobody has opened."""
        return self.item.kind == FACT and self.draft and self.item.confidence != CERTAIN


def wording_key(one: Variation) -> str:
    conditions = ",".join(f"{name}={value}" for name, value in sorted(one.conditions.items()))
    return f"{one.name}[{conditions}]" if conditions else one.name


def wording_digest(one: Variation) -> str:
    said = [one.text, [dict(button) for button in one.buttons], one.custom]
    said += [[one.metadata[name]] for name in _READ if name in one.metadata]
    return _digest(json.dumps(said, sort_keys=True, ensure_ascii=False))


def items(directory: Directory, *written: Responses) -> Iterator[Item]:
    """Everything that visitors can read: wordings first, then facts."""
    for responses in written:
        for name in responses.names():
            for one in responses.variations(name):
                yield _wording(one)
    for fact in directory.stated.values():
        yield _fact(fact)


def standings(all_items: Iterator[Item], stamps: Mapping[str, Stamp]) -> list[Standing]:
    """Each item with its stamp, if that was given for these very words."""
    found = []
    for item in all_items:
        stamp = stamps.get(item.key)
        found.append(Standing(item, stamp if stamp and stamp.digest == item.digest else None))
    return found


def withheld(one: Variation, directory: Directory, stamps: Mapping[str, Stamp]) -> bool:
    """Whether production keeps this wording back: it is an unapproved answer, or it quotes a fact
    that is not certain and that nobody has confirmed. The frame is never kept back.
    """
    if FRAME.match(one.name):
        return False
    (standing,) = standings(iter([_wording(one)]), stamps)
    if standing.draft:
        return True
    return any(not confirmed(directory.stated[key], stamps) for key in quoted(one))


def quoted(one: Variation) -> set[str]:
    """Keys of the facts that a wording quotes."""
    return {key for key in placeholders([one.text, one.buttons, one.custom]) if "." in key}


def confirmed(fact: Fact, stamps: Mapping[str, Stamp]) -> bool:
    """Whether production may show this fact: it is certain, or a person opened its page."""
    (standing,) = standings(iter([_fact(fact)]), stamps)
    return not standing.unconfirmed


def stamped_wording(one: Variation, stamps: Mapping[str, Stamp]) -> bool:
    """Whether a named person has approved these very words."""
    stamp = stamps.get(wording_key(one))
    return stamp is not None and stamp.digest == wording_digest(one)


def stamped(fact: Fact, stamps: Mapping[str, Stamp]) -> bool:
    """Whether a named person has opened the page of this very value."""
    stamp = stamps.get(fact.key)
    return stamp is not None and stamp.digest == _fact(fact).digest


def _wording(one: Variation) -> Item:
    said = {name: str(one.metadata.get(name, "")) for name in _PROVENANCE}
    return Item(WORDING, wording_key(one), wording_digest(one), _in_full(one), **said)


def _in_full(one: Variation) -> str:
    """All that a visitor reads of it, as whoever approves it must: bubbles, card, choices."""
    card = (one.custom or {}).get("card") or {}
    steps = [f"{number}. {step}" for number, step in enumerate(card.get("steps", ()), 1)]
    choices = [f"[{button['title']}]" for button in one.buttons]
    plan = (one.custom or {}).get("plan") or {}
    in_plan = [str(plan[name]) for name in ("title", "warning", "line", "mark") if name in plan]
    named = [str(one.metadata[name]) for name in _READ if name in one.metadata]
    parts = [
        one.text.strip(),
        "\n".join(named),
        "\n".join([*filter(None, [card.get("title")]), *steps]),
        "\n".join(in_plan),
    ]
    return "\n\n".join(part for part in (*parts, " ".join(choices)) if part)


def _fact(fact: Fact) -> Item:
    said = {name: getattr(fact, name) for name in _PROVENANCE}
    return Item(FACT, fact.key, _digest(fact.value), fact.value, **said)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


_PROVENANCE = ("source", "checked", "review_by", "confidence", "status")
