"""Which of the signs that were read in a message it has words for (`recognising/plainly_told.yml`).

"You've told me that they have hurt you sexually" to somebody who told nothing of the kind is a
blow; a sign that is left unsaid is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from content.sayings import Sayings

#: What says that somebody threatens to harm nobody but themselves, and that it is more than that.
_ONLY_THEMSELVES, _ANYBODY = "only_themselves", "anybody"


class PlainlyTold:
    """The grave signs and their words."""

    def __init__(self, data_dir: Path) -> None:
        self._words = Sayings(data_dir / "recognising" / "plainly_told.yml")
        #: Signs that are said back only where a message has words for them.
        self.need_words = self._words.names - {_ONLY_THEMSELVES, _ANYBODY}

    def among(self, signs: Iterable[str], text: str, language: str | None) -> list[str]:
        """Those of the signs read in this text that may be said back. Welsh is read by its own
        wordings: what they found stands there."""
        if language == "cy":
            return list(signs)
        said = [one for one in signs if one not in self.need_words or self._words.has(one, text)]
        if "threat_of_suicide" in said and self._words.has(_ONLY_THEMSELVES, text):
            harms_others = self._words.has(_ANYBODY, text)
            said = [one for one in said if one != "threat_to_harm" or harms_others]
        return said
