"""Wordings by which something is said in so many words, under names (`data/**/*.yml`).

A file has `parts`, which its patterns use as `<name>`, and `sayings`: under each name a list of
whole words, or one pattern that stands as it is. In any case, with a straight apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from content.errors import ContentError
from content.files import read_mapping

_PART = re.compile(r"<([a-z_]+)>")


class Sayings:
    """The sayings of one file. ContentError where a pattern is none, or has an unknown part."""

    def __init__(self, path: Path) -> None:
        written = read_mapping(path)
        self._parts: Mapping[str, str] = written.get("parts") or {}
        try:
            self._patterns = {
                name: re.compile(self._pattern(one), re.IGNORECASE)
                for name, one in written["sayings"].items()
            }
        except (KeyError, TypeError, re.error, RecursionError) as error:
            raise ContentError(f"{path}: {error}") from error
        self.names = frozenset(self._patterns)

    def found(self, name: str, text: str) -> re.Match[str] | None:
        """Where a text says this; KeyError for a name that the file has not."""
        return self._patterns[name].search(text.replace("\u2019", "'"))

    def has(self, name: str, text: str) -> bool:
        """Whether a text says this."""
        return self.found(name, text) is not None

    def _pattern(self, written: Any) -> str:
        if isinstance(written, str):
            return self._filled(written)
        return rf"\b(?:{'|'.join(self._filled(one) for one in written)})\b"

    def _filled(self, pattern: str) -> str:
        return _PART.sub(lambda part: self._filled(self._parts[part[1]]), pattern)
