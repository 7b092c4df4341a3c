"""Commands that change the list on the screen: "take out number 2", "delete my phone number".

They are read before anything else a message could be taken for: a command is the whole message, and
says what it is about by its number, or by one of the names of a question (`called` in
data/self_referral/form.yml).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: Written in the patterns of form.yml: what is taken out, and the two ways to say which.
_WHAT, _NUMBERS, _NAMES = "{what}", "{numbers}", "{names}"


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be taken out: by its place in the list (-1: the last one), or by its name."""

    number: int | None = None
    name: str | None = None


class Edits:
    """Reads the commands. `written`: form.yml, which has `take_out` with `{what}`, what that is (a
    number or a name) and the words for numbers. `called`: how people call each part."""

    def __init__(self, written: Mapping[str, Any], called: Mapping[str, Sequence[str]]) -> None:
        numbers: Mapping[str, int] = written["numbers"]
        self._named = {word: part for part, words in called.items() for word in words}
        self._numbers = numbers
        names = "|".join(re.escape(one) for one in sorted(self._named, key=len, reverse=True))
        whats = [
            one.replace(_NUMBERS, "|".join(numbers)).replace(_NAMES, names)
            for one in written["what"]
            if names or _NAMES not in one
        ]
        self._patterns = [
            re.compile(pattern.replace(_WHAT, f"(?:{one})"))
            for one in whats
            for pattern in written["take_out"]
        ]

    def read(self, plain: str) -> Edit | None:
        """`plain`: the message in lower case, without its end punctuation."""
        for pattern in self._patterns:
            if (found := pattern.fullmatch(plain)) is not None:
                said = found.groupdict()
                if name := said.get("name"):
                    return Edit(name=self._named[name])
                number = str(said["number"])
                return Edit(number=self._numbers.get(number) or int(number))
        return None
