"""Where somebody says that they live, by a nation's name or a city's.

The site gives a nation, but that is only where its charity is. Who writes "who can help me in
Scotland" must not be told English law. Where the other person is says nothing of the visitor.
"""

from __future__ import annotations

import re
from pathlib import Path

from content.files import read_mapping

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
_OWN = (
    r"\b(?:i|i'?m|i am|i'?ve|we|we'?re|we are|my (?:home|house|flat|town|school|uni|college))\b"
    r"(?: [a-z']+){0,5}? (?:in|to|near|from|outside|round|up in|down in) (?:the )?"
)
_ASKED = r"\b(?:in|for|near|around|across) (?:the )?"
_OTHERS = (
    r"\b(?:he|she|they|his|her|their|my ex|my (?:mum|mam|dad|sister|brother|friend|son|daughter))\b"
    r"(?: [a-z']+){0,4}? (?:in|to|near|from|outside) (?:the )?"
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
        name = "(?P<place>" + "|".join(re.escape(one) for one in ordered) + r")\b"
        self._named = re.compile(rf"\b{name}")
        self._own = re.compile(_OWN + name)
        self._asked = re.compile(_ASKED + name)
        self._others = re.compile(_OTHERS + name)
        self._alone = re.compile(rf"^\W*(?:in |from )?{name}\W*$")

    def told(self, text: str, intent: str) -> str | None:
        """The nation that this message says is the visitor's; None if it says none, or two."""
        plain = " ".join(text.casefold().replace("\u2019", "'").split())
        named = {self._nations[one["place"]] for one in self._named.finditer(plain)}
        if len(named) != 1:
            return None
        if self._alone.match(plain) or self._own.search(plain):
            return named.pop()
        if intent in _BY_NATION and self._asked.search(plain) and not self._others.search(plain):
            return named.pop()
        return None
