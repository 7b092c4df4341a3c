"""The words of `data/partners/`: what partners are asked for, what stands in a pack, and what a
person agrees to; in the language of who reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from content import partners
from content.files import read_mapping

#: The names of the wordings that a yes to a partner is given to; their versions are digests.
TOLD, ON_CARD = "partner_consent_told", "partner_consent_card"
Slots = Mapping[str, Any]


class PartnerWords:
    """Loaded once, with everything else that is written."""

    def __init__(self, folder: Path) -> None:
        self._table = partners.load(folder)
        hours = read_mapping(folder / "handoff" / "hours_words.yml")["hours_words"]
        self._months: Mapping[str, list[str]] = {name: one["months"] for name, one in hours.items()}
        #: Two people may decide these without consent, in serious danger.
        self.without_consent = self._table.without_consent

    @property
    def purposes(self) -> Mapping[str, str]:
        """What a partner can be asked for, as the desk says it."""
        return {name: self.purpose(name) for name in self._table.purposes}

    def purpose(self, name: str, language: str = "en") -> str:
        return self._text(f"partner_purpose_{name}", {"language": language})

    def risk(self, name: str, language: str = "en") -> str:
        """A kind of danger, as it stands in a pack."""
        return self._text(f"partner_pack_risk_{name}", {"language": language})

    def said(self, name: str, language: str = "en", **values: str | int) -> str:
        """One sentence of the pack, its gaps filled."""
        return self._text(f"partner_pack_{name}", {"language": language}).format(**values)

    def on_card(self, name: str, slots: Slots, **values: str) -> str:
        """One sentence of the card on which a person agrees themselves."""
        return self._text(f"partner_consent_card_{name}", slots).format(**values)

    def day(self, moment: datetime | date, language: str = "en") -> str:
        """A day as people say it: "28 November 2026"."""
        months = self._months.get(language, self._months["en"])
        return f"{moment.day} {months[moment.month - 1]} {moment.year}"

    def consent_with_gaps(self, helpline: str) -> str:
        """What is read out, for the desk, which fills in partner, purpose and day."""
        return self._text(TOLD, {}).format(
            helpline=helpline, partner="{partner}", purpose="{purpose}", until="{until}"
        )

    def consent(
        self, helpline: str, partner: str, purpose: str, until: datetime | date
    ) -> tuple[str, str]:
        """What is read to the person, and its version: a name with a digest of the words."""
        text = self._text(TOLD, {})
        shown = text.format(
            helpline=helpline,
            partner=partner,
            purpose=self.purpose(purpose),
            until=self.day(until),
        )
        return shown, _version(TOLD, text)

    def consent_on_card(self, helpline: str, partner: str, slots: Slots) -> tuple[str, str]:
        """What stands beside the box on the person's own screen, and its version."""
        text = self._text(ON_CARD, slots)
        return text.format(helpline=helpline, partner=partner), _version(ON_CARD, text)

    def version(self) -> str:
        """Of the wording that is read out."""
        return _version(TOLD, self._text(TOLD, {}))

    def _text(self, name: str, slots: Slots) -> str:
        return self._table.words.pick(name, slots).text


def _version(name: str, text: str) -> str:
    return f"{name} {hashlib.sha256(text.encode()).hexdigest()[:12]}"
