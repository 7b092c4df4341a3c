"""The languages that answers are written in, from `languages.json`, the one place that lists them:
the web pages take theirs from it too. A new one begins with a line there; docs/content-guide.md
says what it needs beside, and tests that nothing else lists them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from content.errors import ContentError

LIST = Path(__file__).with_name("languages.json")
_DIRECTIONS = ("ltr", "rtl")


def read(path: Path) -> list[dict[str, str]]:
    """The languages of a list. ContentError names a line that is wrong: a code must be the two
    small letters that the database has room for, and no two the same."""
    found: list[dict[str, str]] = _written(path)["languages"]
    for one in found:
        if missing := {"code", "tag", "name", "direction"} - {key for key in one if one[key]}:
            raise ContentError(f"{path.name}: {one} lacks {', '.join(sorted(missing))}")
        if not re.fullmatch("[a-z]{2}", one["code"]):
            raise ContentError(f"{path.name}: {one['code']} is not two small letters")
        if one["direction"] not in _DIRECTIONS:
            raise ContentError(f"{path.name}: {one['code']} runs {' or '.join(_DIRECTIONS)}")
    codes = [one["code"] for one in found]
    if len(codes) != len(set(codes)) or codes[:1] != ["en"]:
        raise ContentError(f"{path.name}: each language once, and English first")
    return found


def frame(path: Path = LIST) -> Sequence[str]:
    """The files of words of the two pages. With `{code}`: one for each language; else one for all,
    each under its code."""
    return tuple(_written(path)["frame"])


def _written(path: Path) -> dict[str, Any]:
    try:
        written: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ContentError(f"{path.name}: {error}") from error
    return written


_READ = read(LIST)
#: The first is the one that everything is written in, and that stands in where words are lacking.
LANGUAGES: tuple[str, ...] = tuple(one["code"] for one in _READ)
#: What a page in it says that it is in.
TAGS: Mapping[str, str] = {one["code"]: one["tag"] for one in _READ}
#: What it calls itself.
NAMES: Mapping[str, str] = {one["code"]: one["name"] for one in _READ}
#: The way it is written: `ltr` or `rtl`.
DIRECTIONS: Mapping[str, str] = {one["code"]: one["direction"] for one in _READ}

if TYPE_CHECKING:
    Language = str
else:
    #: One of them, and nothing else: frames and requests are checked by it.
    Language = Literal[LANGUAGES]
