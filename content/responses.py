"""The words of `data/<skill>/responses.yml`, and which of them fit this person.

Rasa chooses at random among the variations whose conditions hold. Here the most specific one
wins, always: a young person in Wales gets the answer written for them, and a test can say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from content import directory
from content.errors import ContentError, DuplicateResponse, MissingFact, UnknownResponse
from content.files import read_mapping
from content.wording import fill, placeholders

BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
FOLLOW_UPS = ("on_yes", "on_no", "on_unsafe", "on_skip", "everyone", "sets")
#: What matters more, whatever else a wording is for: a language one reads, then words for one's age
#: (they name Childline), then simple ones (somebody asked for them), then the place. Each outweighs
#: all that come after it, so two wordings are never equally close.
WEIGHT = {"language": 8, "audience": 4, "style": 2, "nation": 1}


@dataclass(frozen=True, slots=True)
class Variation:
    """One wording of a response, as written (placeholders not yet filled)."""

    name: str
    text: str
    conditions: Mapping[str, str]
    buttons: Sequence[Mapping[str, str]]
    custom: Mapping[str, Any] | None
    metadata: Mapping[str, Any]

    def fits(self, slots: Mapping[str, Any]) -> bool:
        return all(slots.get(name) == value for name, value in self.conditions.items())


@dataclass(frozen=True, slots=True)
class Bubble:
    """One thing said: what stands between two blank lines of a response."""

    text: str
    buttons: list[dict[str, str]] = field(default_factory=list)
    custom: dict[str, Any] | None = None


def _closeness(one: Variation) -> int:
    return sum(WEIGHT.get(name, 0) for name in one.conditions)


class Responses:
    """All responses of the project by name."""

    def __init__(self, variations: Mapping[str, Sequence[Variation]]) -> None:
        self._variations = variations
        # What matters most stands first, so the first that fits is the one.
        self._closest = {
            name: sorted(several, key=_closeness, reverse=True)
            for name, several in variations.items()
        }

    def names(self) -> list[str]:
        return list(self._variations)

    def variations(self, name: str) -> Sequence[Variation]:
        if name not in self._variations:
            raise UnknownResponse(name)
        return self._variations[name]

    def pick(self, name: str, slots: Mapping[str, Any]) -> Variation:
        """The variation, of those whose conditions all hold, that is written for what matters most
        (WEIGHT).

        Raises UnknownResponse when nobody wrote that response or no variation fits.
        """
        for one in self._closest.get(name, ()):
            if one.fits(slots):
                return one
        raise UnknownResponse(name)

    def bubbles(
        self,
        name: str,
        slots: Mapping[str, Any],
        variables: Mapping[str, object],
        facts: Mapping[str, str],
    ) -> list[Bubble]:
        """What is said, filled in: one bubble a paragraph; buttons and card go with the last.

        Raises UnknownResponse, MissingFact or MissingVariable.
        """
        chosen = self.pick(name, slots)
        return render(chosen, variables, facts)

    def metadata(self, name: str, slots: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Source, dates and follow-ups of the wording that fits (without slots: the default's).

        A wording that does not say where "yes" and "no" lead follows the default wording.
        """
        chosen = self.pick(name, slots or {})
        default = (
            self.pick(name, {}) if any(not v.conditions for v in self.variations(name)) else chosen
        )
        follow_ups = {key: default.metadata[key] for key in FOLLOW_UPS if key in default.metadata}
        return {**follow_ups, **chosen.metadata}


def render(
    chosen: Variation, variables: Mapping[str, object], facts: Mapping[str, str]
) -> list[Bubble]:
    """One variation as bubbles; an answer that is only a card is one bubble without text."""

    def filled(value: Any) -> Any:
        return fill(value, name=chosen.name, facts=facts, variables=variables)

    # Split before filling: a blank line inside a variable must not make a bubble of its own.
    paragraphs = [part.strip() for part in BLANK_LINE.split(chosen.text.strip())]
    texts: list[str] = [filled(part) for part in paragraphs]
    last = Bubble(
        texts[-1],
        [filled(button) for button in chosen.buttons],
        filled(chosen.custom) if chosen.custom is not None else None,
    )
    return [*(Bubble(text) for text in texts[:-1]), last]


def load(data_dir: Path, facts: Mapping[str, str] | None = None) -> Responses:
    """Reads every `data_dir/<skill>/responses.yml` and checks each quoted fact.

    `facts`: those to check against; by default those of `data_dir/directory`. Raises
    DuplicateResponse, MissingFact (both name the response) or ContentError (names the file).
    """
    if facts is None:
        facts = directory.load(data_dir).facts
    found: dict[str, list[Variation]] = {}
    where: dict[str, str] = {}
    for path in sorted(data_dir.glob("*/responses.yml")):
        place = f"{path.parent.name}/{path.name}"
        for name, written in (read_mapping(path).get("responses") or {}).items():
            if name in found:
                raise DuplicateResponse(name, where[name], place)
            found[name], where[name] = _variations(name, written, place), place
    _check_facts((one for many in found.values() for one in many), facts)
    return Responses(found)


def _variations(name: str, written: Any, place: str) -> list[Variation]:
    if not isinstance(written, list) or not written:
        raise ContentError(f"{place}: {name} must be a list of variations")
    variations: list[Variation] = []
    usual = next(
        (one for one in written if isinstance(one, Mapping) and not one.get("condition")), {}
    )
    for one in written:
        if not isinstance(one, Mapping) or not (one.get("text") or one.get("custom")):
            raise ContentError(f"{place}: {name} has a variation without text or custom")
        variations.append(
            Variation(
                name=name,
                text=str(one.get("text") or ""),
                conditions={c["name"]: c["value"] for c in one.get("condition") or ()},
                # A wording without choices of its own offers those of the wording for everybody.
                buttons=tuple(one.get("buttons", usual.get("buttons")) or ()),
                custom=one.get("custom"),
                metadata=one.get("metadata") or {},
            )
        )
    return variations


def _check_facts(variations: Iterable[Variation], facts: Mapping[str, str]) -> None:
    for one in variations:
        for key in placeholders([one.text, one.buttons, one.custom]):
            if "." in key and key not in facts:
                raise MissingFact(one.name, key)
