"""The facts of `data/directory/*.yml`: numbers, hours, penalties, menu paths, and who says so.

One file holds one namespace (`services`, `law`, `tech`, `own`); an entry's plain values share the
entry's source, and a value that has a source of its own is a mapping with `value`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.errors import ContentError, UnknownService
from content.files import read_mapping

PROVENANCE = ("source", "checked", "review_by", "confidence", "status")
CARD_FIELDS = ("name", "phone", "text", "web", "hours", "note")
NATIONS = ("england", "wales", "scotland", "northern_ireland")
#: The fact that is shown instead of opening hours we are not sure of (the words are content).
CHECK_HOURS = "own.check_hours"


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated value, as the directory has it, with who said so and when it was checked."""

    key: str
    value: str
    source: str
    checked: str
    review_by: str
    confidence: str
    status: str


@dataclass(frozen=True, slots=True)
class Directory:
    """All facts, ready to be shown. `facts` has what people may read; `stated` what was found.

    The two differ in one place: opening hours below confidence A are the least reliable facts we
    have, so `facts` holds the words of `own.check_hours` for them.
    """

    facts: Mapping[str, str]
    stated: Mapping[str, Fact]
    services: Mapping[str, Mapping[str, Any]]

    def service(self, key: str, language: str = "en") -> dict[str, str]:
        """The card of one service: what the helpline sends to the visitor's page.

        Facts are as their source has them; only the words for uncertain hours are translated.
        """
        if key not in self.services:
            raise UnknownService(key)
        card = {"type": "service", "ref": key}
        for field in CARD_FIELDS:
            value = self.facts.get(f"services.{key}.{field}")
            if value == self.facts.get(CHECK_HOURS):
                value = self.facts.get(f"{CHECK_HOURS}_{language}", value)
            if value:
                card[field] = value
        # Whom it is for is why it fits: it stands before what else is worth knowing.
        who, note = self.facts.get(f"services.{key}.who"), card.get("note")
        if who:
            card["note"] = f"{who}. {note}" if note else f"{who}."
        checked = self.services[key].get("checked")
        if checked:
            card["checked"] = str(checked)
        return card

    def fits(self, key: str, nation: str | None, audience: str) -> bool:
        """Whether a service is there for this place and these people."""
        if key not in self.services:
            raise UnknownService(key)
        entry = self.services[key]
        return _covers(entry, nation) and audience in entry.get("audience", ())

    def services_for(
        self, nation: str | None, audience: str, needs: Collection[str] = ()
    ) -> list[str]:
        """Keys of the services that fit, those that meet most of the needs first, then as written.

        Without a nation only services for the whole UK fit: a number that does not answer where
        somebody lives is worse than none. Without needs every service of the place fits.
        """
        wanted = set(needs)
        fitting: list[tuple[int, str]] = []
        for key, entry in self.services.items():
            if not self.fits(key, nation, audience):
                continue
            met = len(wanted & set(entry.get("needs", ())))
            if met or not wanted:
                fitting.append((-met, key))
        return [key for _, key in sorted(fitting, key=lambda found: found[0])]


def load(data_dir: Path) -> Directory:
    """Reads `data_dir/directory/*.yml`. Raises ContentError naming the file that is wrong."""
    stated: dict[str, Fact] = {}
    services: dict[str, Mapping[str, Any]] = {}
    for path in sorted((data_dir / "directory").glob("*.yml")):
        for namespace, entries in read_mapping(path).items():
            if not isinstance(entries, Mapping):
                raise ContentError(f"{path}: {namespace} must be a mapping of entries")
            for fact in _facts_in(namespace, entries, {}):
                if fact.key in stated:
                    raise ContentError(f"{path}: {fact.key} is stated twice")
                stated[fact.key] = fact
            if namespace == "services":
                services.update(entries)
    return Directory(_shown(stated), stated, services)


def _facts_in(
    prefix: str, entry: Mapping[str, Any], inherited: Mapping[str, str]
) -> Iterator[Fact]:
    """Walks down to the plain values; lists and true/false are no facts that a text can quote."""
    said = dict(inherited)
    said.update({name: str(entry[name]) for name in PROVENANCE if name in entry})
    if "value" in entry and not isinstance(entry["value"], Mapping):
        yield _fact(prefix, entry["value"], said)
        return
    for name, value in entry.items():
        if isinstance(value, Mapping):
            yield from _facts_in(f"{prefix}.{name}", value, said)
        elif name not in PROVENANCE and _is_plain(value):
            yield _fact(f"{prefix}.{name}", value, said)


def _fact(key: str, value: object, said: Mapping[str, str]) -> Fact:
    return Fact(key, str(value).strip(), *(said.get(name, "") for name in PROVENANCE))


def _is_plain(value: object) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _shown(stated: Mapping[str, Fact]) -> dict[str, str]:
    shown = {}
    for key, fact in stated.items():
        unsure = key.startswith("services.") and key.endswith(".hours") and fact.confidence != "A"
        if unsure and CHECK_HOURS not in stated:
            raise ContentError(f"{key} is not certain, and no file states {CHECK_HOURS}")
        shown[key] = stated[CHECK_HOURS].value if unsure else fact.value
    return shown


def _covers(entry: Mapping[str, Any], nation: str | None) -> bool:
    nations = set(entry.get("nations", ()))
    if "uk" in nations or nations.issuperset(NATIONS):
        return True
    return nation is not None and nation in nations
