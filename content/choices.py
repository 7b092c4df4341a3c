"""What a choice is called in another language than the one its answer is written in.

An answer that has no words in somebody's language yet still has its choices in it
(`data/language/choices.yml`): the way on, and the way to a person, are never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from content.errors import ContentError
from content.files import read_mapping
from content.wording import fill

PLACE = Path("language", "choices.yml")


def written(data_dir: Path) -> dict[str, dict[str, str]]:
    """For each English title its titles by language, placeholders not filled. ContentError names
    the file."""
    path = data_dir / PLACE
    found = read_mapping(path).get("choices")
    if not isinstance(found, Mapping) or not all(isinstance(o, Mapping) for o in found.values()):
        raise ContentError(f"{path}: choices must be titles with their titles by language")
    return {str(title): dict(others) for title, others in found.items()}


def load(data_dir: Path, facts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """By language: the title of each English one, as they stand on a screen. Raises MissingFact,
    MissingVariable or ContentError."""
    by_language: dict[str, dict[str, str]] = {}
    for title, others in written(data_dir).items():
        for language, other in others.items():
            said = [fill(one, name=title, facts=facts, variables={}) for one in (title, other)]
            by_language.setdefault(language, {})[said[0]] = said[1]
    return by_language
