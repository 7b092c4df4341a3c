"""Whether something graphic is described, by the wordings of data/graphic/words.yml.

For workers only: what they read all day stays with them. A message with such a wording is covered
at the desk, and says what it describes, until they want it. Nothing is held back by it: the words
are sent, danger is seen by the sentinel, and alerts stand where they stood.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from pathlib import Path
from typing import Any

from content.files import read_mapping
from helpline.services.wordings import Wordings

#: Boards and briefs are sent again and again: what was found in so many texts is remembered, by a
#: digest and never by the text.
_REMEMBERED = 4096


class Graphic:
    """Knows the wordings; keeps nothing of what it reads."""

    def __init__(self, folder: Path) -> None:
        written = read_mapping(folder / "graphic" / "words.yml")["graphic"]
        self._wordings = Wordings(written)
        self.names = self._wordings.names
        self._known: OrderedDict[bytes, tuple[str, ...]] = OrderedDict()

    def found(self, text: str | None) -> list[str]:
        """The kinds of what this describes, by name, in the order of the list; [] for nothing."""
        if not text:
            return []
        digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()
        if digest in self._known:
            self._known.move_to_end(digest)
        else:
            self._known[digest] = self._wordings.found(text)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return list(self._known[digest])

    def marked(self, shown: dict[str, Any], text: str | None) -> dict[str, Any]:
        """The same with `graphic`, where these words of a visitor describe such a thing."""
        found = self.found(text)
        return {**shown, "graphic": found} if found else shown
