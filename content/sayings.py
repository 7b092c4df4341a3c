"""Wordings by which something is said in so many words, under names (`data/**/*.yml`).

A file has `parts`, which its patterns use as `<name>`, and `sayings`: under each name a list of
whole words, or one pattern that stands as it is. In any case, with a straight apostrophe. `topics`
are lists in order: what a text may be about, and the wordings that say so; the first that fits.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from content.errors import ContentError
from content.files import read_mapping

_PART = re.compile(r"<([a-z_]+)>")
#: A topic whose wordings are a saying: `{saying: file.name}`.
ALSO = "saying"


class Sayings:
    """The sayings of one file. `parts`: those that are known elsewhere. ContentError where a
    pattern is none, or has an unknown part."""

    def __init__(self, path: Path, parts: Mapping[str, str] | None = None) -> None:
        written = read_mapping(path)
        self._parts: Mapping[str, str] = {**(written.get("parts") or {}), **(parts or {})}
        try:
            self._patterns = {
                name: self._compiled(one) for name, one in (written.get("sayings") or {}).items()
            }
            self._topics = {
                name: tuple(self._topic(row) for row in rows)
                for name, rows in (written.get("topics") or {}).items()
            }
        except (KeyError, TypeError, ValueError, re.error, RecursionError) as error:
            raise ContentError(f"{path}: {error}") from error
        if not self._patterns and not self._topics:
            raise ContentError(f"{path}: it says nothing")
        self.names = frozenset(self._patterns)
        self.topics = frozenset(self._topics)

    def found(self, name: str, text: str) -> re.Match[str] | None:
        """Where a text says this; KeyError for a name that the file has not."""
        return self._patterns[name].search(text.replace("\u2019", "'"))

    def has(self, name: str, text: str) -> bool:
        """Whether a text says this."""
        return self.found(name, text) is not None

    def pattern(self, name: str) -> re.Pattern[str]:
        """A saying as it is looked for; KeyError for a name that the file has not."""
        return self._patterns[name]

    def topic(self, name: str) -> Sequence[tuple[str, re.Pattern[str] | str]]:
        """What it may be about, in order, each with its pattern or with the saying (`file.name`)
        that it is said by; KeyError for a name that the file has not."""
        return self._topics[name]

    def _topic(self, row: Mapping[str, Any]) -> tuple[str, re.Pattern[str] | str]:
        ((about, said),) = row.items()
        if isinstance(said, Mapping):
            return about, str(said[ALSO])
        return about, self._compiled(said)

    def _compiled(self, written: Any) -> re.Pattern[str]:
        return re.compile(self._pattern(written), re.IGNORECASE)

    def _pattern(self, written: Any) -> str:
        if isinstance(written, str):
            return self._filled(written)
        return rf"\b(?:{'|'.join(self._filled(one) for one in written)})\b"

    def _filled(self, pattern: str) -> str:
        return _PART.sub(lambda part: self._filled(self._parts[part[1]]), pattern)


def files(data_dir: Path) -> list[Path]:
    """Those of what the actions listen for, one for each module (and the lists of plainly.py)."""
    return sorted((data_dir / "wordings").glob("*.yml"))


def answers(data_dir: Path) -> Iterator[str]:
    """The responses that topics of `data/wordings/` lead to."""
    for path in files(data_dir):
        for rows in (read_mapping(path).get("topics") or {}).values():
            yield from (about for row in rows for about in row if about.startswith("utter_"))


def wrong(data_dir: Path, responses: Collection[str]) -> list[str]:
    """What a writer must mend in `data/wordings/`, one line each: a file that cannot be read, and
    an answer that nobody wrote."""
    read: dict[str, Sayings] = {}
    found = []
    for path in files(data_dir):
        try:
            read[path.stem] = Sayings(path)
        except ContentError as error:
            found.append(str(error))
    if found:
        return found
    rows = [row for one in read.values() for name in one.topics for row in one.topic(name)]
    for about, said in rows:
        file, _, name = said.partition(".") if isinstance(said, str) else ("", "", "")
        if file and (file not in read or name not in read[file].names):
            found.append(f"data/wordings: {about} is said by {said}, which is in no file")
        if about.startswith("utter_") and about not in responses:
            found.append(f"data/wordings leads to {about}, which nobody wrote")
    return found
