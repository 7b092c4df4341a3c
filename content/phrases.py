"""Words that stand in cards, lists and forms rather than in answers: why a service is shown, what
was told and is said back, the boxes of the self-referral and of the brief.

They are wordings like any other (`phrase_…`): listed at the desk, approved by name, and kept back
in production while nobody has approved them. Those of the brief belong to the frame: they are part
of the way to a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from content.errors import ContentError
from content.files import read_mapping
from content.responses import Responses, Variation

LANGUAGES = ("en", "cy")
WHY, SAID_BACK, FORM = "phrase_signposting_why_", "phrase_recognising_", "phrase_self_referral_"
#: The variable of a response that is filled with what was told.
REFLECTION = "reflection"
_Lines = dict[str, list[str]]


def load(data_dir: Path) -> Responses:
    """All of them, by name, each with a wording for everybody and one in Welsh. ContentError names
    the file that does not say where its words come from."""
    found: dict[str, list[Variation]] = {}
    for place, prefix, sections in (
        ("signposting/why.yml", WHY, _why),
        ("recognising/reflections.yml", SAID_BACK, _reflections),
        ("self_referral/form.yml", FORM, _form),
        ("handoff/brief.yml", "phrase_handoff_", _brief),
    ):
        written = read_mapping(data_dir / place)
        shared = written.get("shared")
        if not isinstance(shared, Mapping):
            raise ContentError(f"{place}: nothing says where its words come from (shared)")
        for name, lines in sections(written):
            found[f"{prefix}{name}"] = list(_variations(f"{prefix}{name}", lines, shared))
    return Responses(found)


def _why(written: Mapping[str, Any]) -> Iterator[tuple[str, _Lines]]:
    for need, said in written["why"].items():
        yield need, _in_all(said)


def _reflections(written: Mapping[str, Any]) -> Iterator[tuple[str, _Lines]]:
    for indicator, said in written["reflections"].items():
        yield indicator, _in_all(said)


def _form(written: Mapping[str, Any]) -> Iterator[tuple[str, _Lines]]:
    form = written["form"]
    for question in form["questions"]:
        yield question["id"], _in_all(question["label"], question["hint"], question["topic"])
    yield "card", _in_all(*form["card"].values(), *form["nations"].values())


def _brief(written: Mapping[str, Any]) -> Iterator[tuple[str, _Lines]]:
    brief = written["brief"]
    for part in brief["parts"]:
        yield f"part_{part['id']}", _in_all(part["label"], part["hint"])
    telling = brief["telling"]
    yield "told", _in_all(*telling["said"].values(), *telling["topics"].values())
    # What has a name in Welsh is what visitors see; the rest is for the desk.
    names = list(brief["reasons_cy"])
    yield (
        "signs",
        {
            "en": [brief["reasons"][name] for name in names],
            "cy": [brief["reasons_cy"][name] for name in names],
        },
    )


def _in_all(*rows: Mapping[str, str]) -> _Lines:
    return {one: [str(row.get(one, row["en"])) for row in rows] for one in LANGUAGES}


def _variations(name: str, lines: _Lines, shared: Mapping[str, Any]) -> Iterator[Variation]:
    for language in LANGUAGES:
        yield Variation(
            name=name,
            text="\n".join(lines[language]),
            conditions={} if language == LANGUAGES[0] else {"language": language},
            buttons=(),
            custom=None,
            metadata=shared,
        )
