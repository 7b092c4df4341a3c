"""The words of `data/partners/`: what partners are asked for, and what stands in a pack."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

#: The name of the wording that a yes to a partner is given to; its version is a digest.
WORDING = "partner_consent"


class PartnerWords:
    """Loaded once, with everything else that is written."""

    def __init__(self, folder: Path) -> None:
        yaml = YAML(typ="safe")
        purposes = yaml.load(folder / "partners" / "purposes.yml")["purposes"]
        written: dict[str, Any] = yaml.load(folder / "partners" / "pack.yml")
        self.purposes: Mapping[str, str] = {name: one["en"] for name, one in purposes.items()}
        #: Two people may decide these without consent, in serious danger.
        self.without_consent = frozenset(
            name for name, one in purposes.items() if one.get("without_consent")
        )
        self.risks: Mapping[str, str] = written["risks"]
        self._pack: Mapping[str, str] = written["pack"]
        self._consent: str = written["consent"]["en"]

    def said(self, name: str, **values: str | int) -> str:
        """One sentence of the pack, its gaps filled."""
        return self._pack[name].format(**values)

    def consent_with_gaps(self, helpline: str) -> str:
        """The same for the desk, which fills in the partner and the purpose as they are picked."""
        return self._consent.format(helpline=helpline, partner="{partner}", purpose="{purpose}")

    def consent(self, helpline: str, partner: str, purpose: str) -> tuple[str, str]:
        """What is read to the person, and its version: a name with a digest of the words."""
        shown = self._consent.format(
            helpline=helpline, partner=partner, purpose=self.purposes[purpose]
        )
        digest = hashlib.sha256(self._consent.encode()).hexdigest()[:12]
        return shown, f"{WORDING} {digest}"
