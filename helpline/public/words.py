"""The words of a page by language, as the build left them beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from content.languages import LANGUAGES


def read_words(dist: Path, name: str, language: str) -> dict[str, Any]:
    """`name`: like `help.{code}.json`. The build has put English wherever a language lacks words;
    where it has not yet heard of the language at all, all of it is English. FileNotFoundError if
    the pages are not built."""
    path = dist / name.format(code=language)
    if not path.exists():
        path = dist / name.format(code=LANGUAGES[0])
    words: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return words
