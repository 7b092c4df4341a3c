"""Which answers have no words in a language other than English.

Each has them, but for those that a `differs.yml` names as `english_only`: a charity's own topic
that nobody could translate yet. Who reads Welsh is told so, in Welsh, before such an answer.
"""

from __future__ import annotations

from pathlib import Path

from content.errors import ContentError
from content.files import read_mapping
from content.languages import LANGUAGES, NAMES
from content.responses import Responses


def without(responses: Responses) -> dict[str, list[str]]:
    """The answers that somebody who reads another language gets in English, with the codes of those
    languages."""
    found = {}
    for name in responses.names():
        written = {one.conditions.get("language") for one in responses.variations(name)}
        if lacking := [one for one in LANGUAGES[1:] if one not in written]:
            found[name] = lacking
    return found


def english_only(data_dir: Path) -> set[str]:
    """Those of which somebody said that they are in English so far (`differs.yml`, of which each
    topic can have its own). Raises ContentError for a list that is none.
    """
    said: set[str] = set()
    for path in [data_dir / "differs.yml", *sorted(data_dir.glob("*/differs.yml"))]:
        named = read_mapping(path).get("english_only") or []
        if not isinstance(named, list):
            raise ContentError(f"{path}: english_only must be a list of responses")
        said.update(str(name) for name in named)
    return said


def wrong(data_dir: Path, responses: Responses) -> list[str]:
    """What a writer must mend, one line each: words that are lacking and nobody said so, and a word
    about it that does not hold any more."""
    lacking, said = without(responses), english_only(data_dir)
    return [
        *(
            f"{name}: no words in {NAMES[one]} (or name it english_only)"
            for name in sorted(lacking.keys() - said)
            for one in lacking[name]
        ),
        *(f"{name}: english_only, and it is not" for name in sorted(said - lacking.keys())),
    ]
