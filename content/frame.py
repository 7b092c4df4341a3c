"""What a language lacks besides answers (content/in_welsh.py): words of the two pages, lines in
`data/` that stand by language, how people ask for it, its value in `domain.yml`. Until they are
there English stands in; `make content` names each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from content import choices
from content.files import read_mapping
from content.languages import LANGUAGES, NAMES, frame
from content.sayings import Sayings

_ENGLISH, _OTHERS = LANGUAGES[0], LANGUAGES[1:]
#: What people write, and which answer belongs to it: nothing of it is read by anybody.
_NO_WORDS = {"nlu.yml", "rules.yml", "differs.yml"}
_ASKED = Path("wordings", "language.yml")
_BESIDE = re.compile(rf"(.+)_(?:{'|'.join(_OTHERS) or '-'})")


def wrong(root: Path, data_dir: Path) -> list[str]:
    """What is lacking, one line each. `root`: where `web/` and `domain.yml` are."""
    files = [
        path
        for path in sorted(data_dir.glob("*/*.yml"))
        if path.name not in _NO_WORDS and path.parent.name != _ASKED.parent.name
    ]
    return [
        *(line for place in frame() for line in _page(root, place)),
        *(f"data/{line}" for path in files for line in _by_language(path, data_dir)),
        *(f"data/{line}" for line in _choices(data_dir)),
        *(f"data/{line}" for line in _asked_for(data_dir)),
        *_slot(root),
    ]


def _page(root: Path, place: str) -> Iterator[str]:
    """Words of the chat's page or of the desk's."""
    if "{code}" not in place:
        said = _json(root / place)
        yield from (f"{place}: nothing in {NAMES[one]}" for one in LANGUAGES if not said.get(one))
        return
    english = _json(root / place.format(code=_ENGLISH))
    for one in _OTHERS:
        name = place.format(code=one)
        if (root / name).exists():
            said = _json(root / name)
            yield from (f'{name}: no "{key}"' for key in english if not said.get(key, "").strip())
        else:
            yield f"{name}: not there ({NAMES[one]})"
    shape = re.compile(re.escape(Path(place).name).replace(r"\{code\}", "([a-z]{2})"))
    for path in sorted((root / place).parent.glob("*.json")):
        found = shape.fullmatch(path.name)
        if found and found[1] not in LANGUAGES:
            yield f"{place.format(code=found[1])}: its language is not in content/languages.json"


def _by_language(path: Path, data_dir: Path) -> Iterator[str]:
    """Wherever a line stands by language, or a whole part of a file does."""
    place = path.relative_to(data_dir)
    for where, said in _parts(read_mapping(path), ""):
        for one in _OTHERS:
            if _ENGLISH in said and one not in said:
                yield f"{place}: {where.strip('.')} has nothing in {NAMES[one]}"
            elif _ENGLISH in said:
                lacks = _keys(said[_ENGLISH]) - _keys(said[one])
                yield from (f"{place}: {where.strip('.')}.{one} has no {x}" for x in sorted(lacks))
        # What stands beside the English, as `walk_cy`, does so for each language.
        for name in {found[1] for key in said if (found := _BESIDE.fullmatch(str(key)))}:
            lacking = [one for one in _OTHERS if f"{name}_{one}" not in said]
            yield from (f"{place}: {where.strip('.')} has no {name}_{one}" for one in lacking)


def _parts(written: Any, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each part of a file that has names, and where it stands."""
    if isinstance(written, Mapping):
        yield where, written
        for key, value in written.items():
            yield from _parts(value, f"{where}.{key}")
    elif isinstance(written, list):
        for number, value in enumerate(written, 1):
            name = value.get("id", number) if isinstance(value, Mapping) else number
            yield from _parts(value, f"{where}.{name}")


def _keys(said: Any, above: str = "") -> set[str]:
    """The names in a part of a file, those below others with theirs before: `next.today`."""
    if not isinstance(said, Mapping):
        return set()
    return {f"{above}{key}" for key in said}.union(
        *(_keys(value, f"{above}{key}.") for key, value in said.items())
    )


def _choices(data_dir: Path) -> Iterator[str]:
    for title, others in choices.written(data_dir).items():
        for one in _OTHERS:
            if not others.get(one):
                yield f"{choices.PLACE}: “{title}” has no title in {NAMES[one]}"


def _asked_for(data_dir: Path) -> Iterator[str]:
    """By what name people ask for it, and what is said to who does."""
    asked = Sayings(data_dir / _ASKED)
    names = dict(asked.topic("names"))
    answered = {pattern for _, pattern in asked.topic("changed")}
    for one in LANGUAGES:
        if one not in names:
            yield f"{_ASKED}: no name for {NAMES[one]}"
        elif names[one] not in answered:
            yield f"{_ASKED}: nothing is said to who asked for {NAMES[one]} (changed)"


def _slot(root: Path) -> Iterator[str]:
    values = read_mapping(root / "domain.yml")["slots"]["language"]["values"]
    if values != list(LANGUAGES):
        yield f"domain.yml: the values of the slot language must be [{', '.join(LANGUAGES)}]"


def _json(path: Path) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return written
