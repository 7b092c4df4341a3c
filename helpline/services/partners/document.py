"""What goes to a partner: one document, from which the preview, the PDF and the data file are made.

It holds the parts that were agreed to and nothing else. The rules of contact come first, and who is
told how to reach the person is told all of their rules.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from helpline.errors import PartnerRefused

FORMAT = "waymark-partner-pack"
VERSION = 1
#: How to reach the person, and the rules that go with it (helpline/services/cases/view.py).
REACH = "contact_how"
NEVER = "contact_never"
RULES = (NEVER, "contact_when", "voicemail", "code_word", "access")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")


class Line(msgspec.Struct):
    """One line of a part; None: it was left out by a worker."""

    text: str | None


class Part(msgspec.Struct):
    """One part of a case: its name, its label, and its lines."""

    id: str
    label: str
    lines: list[Line]


class Named(msgspec.Struct):
    """A name of ours, and the words for it."""

    id: str
    label: str


class Consent(msgspec.Struct):
    """The yes that the pack rests on: when, whom they told (empty: nobody, they agreed in the chat
    on their own screen), the version of the wording, and the words."""

    agreed: str
    told_to: str
    wording: str
    text: str


class Decision(msgspec.Struct):
    """In place of a yes: the danger for which two people decided it."""

    risk: Named
    decided_by: str
    second: str
    person_knows: bool


class Document(msgspec.Struct, omit_defaults=True):
    """docs/partner-pack.md, version 1. `made` and `agreed` are UTC, ISO 8601. `basis`: `consent` or
    `danger`, with the one of `consent` and `decision` that belongs to it. `rules_withheld`: the
    person gave rules of contact that are not in it: nobody makes contact by it. `language`: of the
    labels and sentences around what the person wrote, `en` or `cy`."""

    format: str
    version: int
    reference: str
    made: str
    made_by: str
    helpline: str
    helpline_phone: str
    partner: str
    purpose: Named
    basis: str
    never: list[Part]
    rules: list[Part]
    rules_withheld: bool
    reach: Part | None
    parts: list[Part]
    consent: Consent | None = None
    decision: Decision | None = None
    language: str = "en"

    def all_parts(self) -> list[Part]:
        """In the order in which they are read."""
        return [*self.never, *self.rules, *([self.reach] if self.reach else []), *self.parts]


def lines_of(text: str) -> list[str]:
    """The lines a worker can leave out one by one: as they were written, long ones by sentence."""
    return [
        piece.strip()
        for line in text.splitlines()
        for piece in _SENTENCE.split(line)
        if piece.strip()
    ]


def made_parts(
    texts: Mapping[str, str],
    labels: Mapping[str, str],
    covered: Iterable[str],
    leave_out: Mapping[str, Sequence[int]],
) -> dict[str, Part]:
    """The parts as they go out. `covered`: what may go at all. `leave_out`: of a part the numbers
    of lines, none of them for all of it. PartnerRefused: `bad_lines` for a line that is not there,
    `rules_needed` where a way to reach the person would go without one of their rules."""
    allowed = set(covered)
    if not set(leave_out) <= allowed:
        raise PartnerRefused("bad_lines")
    parts: dict[str, Part] = {}
    for name, label in labels.items():
        lines = lines_of(texts.get(name, "")) if name in allowed else []
        hidden = leave_out.get(name)
        if not lines or (hidden is not None and not hidden):
            continue
        if hidden and not all(0 <= one < len(lines) for one in hidden):
            raise PartnerRefused("bad_lines")
        kept = [Line(None if place in (hidden or ()) else one) for place, one in enumerate(lines)]
        if any(one.text is not None for one in kept):
            parts[name] = Part(name, label, kept)
    if REACH in parts:
        whole = {name for name in RULES if lines_of(texts.get(name, ""))}
        if any(name not in parts or name in leave_out for name in whole):
            raise PartnerRefused("rules_needed")
    return parts


def encoded(document: Document) -> bytes:
    """The data file."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2)


def digest_of(parts: Mapping[str, Part], decision: Decision | None = None) -> str:
    """Of exactly these words, and of what the pack says of a decision: what is sealed is what was
    previewed."""
    return hashlib.sha256(msgspec.json.encode([*parts.values(), decision])).hexdigest()[:16]
