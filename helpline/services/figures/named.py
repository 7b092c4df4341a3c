"""Platforms and kinds of places that people name where they tell what is done to them
(data/patterns/named.yml): names of two closed lists, for the patterns of a quarter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from content.files import read_mapping
from helpline.services.figures.patterns import PLACE, PLATFORM
from helpline.services.wordings import Wordings


class Named:
    """The two lists. `folder`: `data/`."""

    def __init__(self, folder: Path) -> None:
        written = read_mapping(folder / "patterns" / "named.yml")
        self._lists = {
            PLATFORM: Wordings(written["platforms"]),
            PLACE: Wordings(written["places"]),
        }
        self.platforms, self.places = (one.names for one in self._lists.values())

    def more(self, known: Iterable[str], text: str, told: Collection[str]) -> list[str]:
        """What was named so far, and by this message, each once, as `platform:email`, `place:work`.
        Only a message in which something was told counts: a platform that somebody merely mentions
        is not where it happened."""
        found = list(known)
        if told:
            found += [
                f"{kind}:{one}" for kind, row in self._lists.items() for one in row.found(text)
            ]
        return list(dict.fromkeys(found))
