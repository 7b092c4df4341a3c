"""Commands that change the list on the screen: "take out number 2", "delete my phone number".

They are read before anything else a message could be taken for: a command is the whole message, and
says what it is about by its number, or by one of the names of a question (`called` in
data/self_referral/form.yml).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Written in a pattern of form.yml for what is taken out.
_WHAT = "{what}"
_WORDS = {
    **{word: n for n, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)},
    **{word: n for n, word in enumerate(("first", "second", "third", "fourth", "fifth"), 1)},
    "last": -1,
}
_NUMBER = (
    r"(?:the |my |that |this |answer |box |point |line |step |sentence |question |number |rhif "
    r"|no\.? ?|nr\.? ?|#)*"
    rf"(?P<number>\d{{1,2}}|{'|'.join(_WORDS)})"
    r"(?: (?:one|point|answer|box|line|step|sentence|question))?"
)
_NAME = r"(?:the |my |y |fy |box |answer |what i (?:said|wrote) |about )*(?P<name>{names})"


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be taken out: by its place in the list (-1: the last one), or by its name."""

    number: int | None = None
    name: str | None = None


class Edits:
    """Reads the commands. `patterns`: with `{what}`; `called`: how people call each part."""

    def __init__(self, patterns: Sequence[str], called: Mapping[str, Sequence[str]]) -> None:
        self._named = {word: part for part, words in called.items() for word in words}
        names = "|".join(re.escape(one) for one in sorted(self._named, key=len, reverse=True))
        whats = [_NUMBER, _NAME.replace("{names}", names)] if names else [_NUMBER]
        self._patterns = [
            re.compile(pattern.replace(_WHAT, f"(?:{what})"))
            for what in whats
            for pattern in patterns
        ]

    def read(self, plain: str) -> Edit | None:
        """`plain`: the message in lower case, without its end punctuation."""
        for pattern in self._patterns:
            if (found := pattern.fullmatch(plain)) is not None:
                said = found.groupdict()
                if name := said.get("name"):
                    return Edit(name=self._named[name])
                number = str(said["number"])
                return Edit(number=_WORDS.get(number) or int(number))
        return None
