"""Reads the examples of the indicators: data/indicators/<indicator>.yml, see the README there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from understanding.errors import CorpusError
from understanding.names import INDICATORS


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what was said of it. `about` is its file's indicator.

    `labels` are all that it says; None: it is only known that it does not say `about`.
    """

    text: str
    about: str
    labels: frozenset[str] | None

    def says(self, indicator: str) -> int:
        """1 it says this indicator, 0 it does not, -1 nobody has said."""
        if self.labels is not None:
            return int(indicator in self.labels)
        return 0 if indicator == self.about else -1


def list_files(data: Path) -> list[Path]:
    """The files that are read, in order."""
    return sorted((data / "indicators").glob("*.yml"))


def read_examples(data: Path) -> list[Example]:
    """All examples. CorpusError if an indicator has none, or a file is not as it should be."""
    examples = [one for path in list_files(data) for one in _read_file(path)]
    missing = [name for name in INDICATORS if not any(one.says(name) == 1 for one in examples)]
    if missing:
        raise CorpusError(f"no examples for: {', '.join(missing)}")
    return examples


def _read_file(path: Path) -> list[Example]:
    where = f"{path.parent.name}/{path.name}"
    try:
        content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        about, positive, negative = (content[key] for key in ("indicator", "positive", "negative"))
    except (YAMLError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise CorpusError(f"{where} is not a file of examples") from error
    if about not in INDICATORS:
        raise CorpusError(f"{where}: an indicator is not in the specification: {about}")
    examples = [_read_positive(entry, about, where) for entry in positive]
    return examples + [Example(str(text), about, None) for text in negative]


def _read_positive(entry: Any, about: str, where: str) -> Example:
    if isinstance(entry, str):
        return Example(entry, about, frozenset({about}))
    if not isinstance(entry, dict) or not entry.keys() <= {"text", "also"}:
        raise CorpusError(f"{where}: an example is neither a text nor text and also")
    labels = frozenset({about, *entry.get("also", ())})
    if not labels <= set(INDICATORS):
        raise CorpusError(f"{where}: an indicator is not in the specification")
    return Example(str(entry["text"]), about, labels)
