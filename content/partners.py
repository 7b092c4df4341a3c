"""The words of `data/partners/` as wordings that can be approved: what partner agencies are asked
for, what stands in a pack and on the pages where it is fetched, and what a person agrees to. Each
in English and in Welsh; some also for young people and in simple words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.errors import ContentError
from content.files import read_mapping
from content.languages import LANGUAGES
from content.responses import Responses, Variation

FOLDER = Path("partners")
#: What a wording is for, by its key in the file.
_FOR: Mapping[str, Mapping[str, str]] = {
    **{one: {"language": one} if number else {} for number, one in enumerate(LANGUAGES)},
    "young": {"audience": "young"},
    "simple": {"style": "simple"},
}
#: How the names of the words begin that stand on a partner's pages.
DOOR = "partner_door_"
_GROUPS = {"pack": "pack", "risks": "pack_risk", "consent": "consent", "card": "consent_card"}


@dataclass(frozen=True, slots=True)
class PartnerTable:
    """`words`: every sentence by its name (`partner_pack_title`, `partner_purpose_housing`,
    `partner_consent_card`). `purposes`, `risks`: names, in order. `without_consent`: purposes that
    two people may decide in serious danger."""

    words: Responses
    purposes: Sequence[str]
    risks: Sequence[str]
    without_consent: frozenset[str]

    def door(self, language: str) -> dict[str, str]:
        """What stands on the pages where a pack is fetched, by the key on the page."""
        return {
            name.removeprefix(DOOR): self.words.pick(name, {"language": language}).text
            for name in self.words.names()
            if name.startswith(DOOR)
        }


def load(data_dir: Path) -> PartnerTable:
    """Reads and checks it. ContentError names a sentence that lacks its English; another
    language that it lacks is named by `make content` (content/frame.py)."""
    purposes = read_mapping(data_dir / FOLDER / "purposes.yml")
    written = read_mapping(data_dir / FOLDER / "pack.yml")
    variations: dict[str, list[Variation]] = {}
    for group, prefix in _GROUPS.items():
        for name, said in written[group].items():
            _add(variations, f"partner_{prefix}_{name}", said, written["shared"])
    door = read_mapping(data_dir / FOLDER / "door.yml")
    for name, said in door["door"].items():
        _add(variations, f"{DOOR}{name}", said, door["shared"])
    for name, row in purposes["purposes"].items():
        said = {key: text for key, text in row.items() if key in _FOR}
        _add(variations, f"partner_purpose_{name}", said, purposes["shared"])
    return PartnerTable(
        words=Responses(variations),
        purposes=tuple(purposes["purposes"]),
        risks=tuple(written["risks"]),
        without_consent=frozenset(
            name for name, row in purposes["purposes"].items() if row.get("without_consent")
        ),
    )


def _add(
    variations: dict[str, list[Variation]],
    name: str,
    said: Mapping[str, Any],
    shared: Mapping[str, Any],
) -> None:
    if LANGUAGES[0] not in said or not set(said) <= set(_FOR):
        raise ContentError(f"{FOLDER}: {name} needs {LANGUAGES[0]}, and knows {', '.join(_FOR)}")
    metadata = {field: str(value) for field, value in shared.items()}
    variations[name] = [
        Variation(
            name=name,
            text=str(text),
            conditions=_FOR[key],
            buttons=(),
            custom=None,
            metadata=metadata,
        )
        for key, text in said.items()
    ]
