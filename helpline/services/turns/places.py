"""Where somebody says that they live, by a nation's name or a city's.

The site gives a nation, but that is only where its charity is. Who writes "who can help me in
Scotland" must not be told English law. Where the other person is says nothing of the visitor.
"""

from __future__ import annotations

import re
from pathlib import Path

from content.files import read_mapping
from content.sayings import Sayings

#: Questions whose answer differs by nation: a place in one of them is where the answer is wanted.
_BY_NATION = frozenset(
    {
        "ask_support_services",
        "ask_law",
        "ask_protective_orders",
        "ask_report_to_police",
        "ask_awareness",
        "self_refer",
        "professional_enquiry",
        "talk_to_human",
    }
)


class Places:
    """The nations by the names of their places. `folder`: `data/`."""

    def __init__(self, folder: Path) -> None:
        places = read_mapping(folder / "directory" / "places.yml")["places"]
        self._nations: dict[str, str] = {
            str(name): str(nation) for nation, names in places.items() for name in names
        }
        # The longest first: "northern ireland" before any part of it.
        ordered = sorted(self._nations, key=len, reverse=True)
        name = "|".join(re.escape(one) for one in ordered)
        self._named = re.compile(rf"\b(?P<place>{name})\b")
        self._said = Sayings(folder / "arrival" / "where.yml", {"place": rf"(?:{name})\b"})

    def told(self, text: str, intent: str) -> str | None:
        """The nation that this message says is the visitor's; None if it says none, or two."""
        plain = " ".join(text.casefold().replace("\u2019", "'").split())
        named = {self._nations[one["place"]] for one in self._named.finditer(plain)}
        if len(named) != 1:
            return None
        if self._said.has("alone", plain) or self._said.has("own", plain):
            return named.pop()
        if intent not in _BY_NATION or self._said.has("others", plain):
            return None
        return named.pop() if self._said.has("asked", plain) else None
