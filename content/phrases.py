"""Words that stand in cards, lists and forms rather than in answers: why a service is shown, what
was told and is said back, the boxes of the self-referral and of the brief, choices in Welsh.

They are wordings like any other (`phrase_…`): listed at the desk, approved by name, and kept back
in production while nobody has approved them. Those of the brief belong to the frame: they are part
of the way to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from content import choices
from content.errors import ContentError
from content.files import read_mapping
from content.languages import LANGUAGES
from content.responses import Responses, Variation

WHY, SAID_BACK, FORM = "phrase_signposting_why_", "phrase_recognising_", "phrase_self_referral_"
CHOICE = "phrase_language_choice_"
#: The variable of a response that is filled with what was told.
REFLECTION = "reflection"
#: What stands with each line itself; the rest stands once in each file, under `shared`.
_OWN = ("source", "confidence")
_Lines = dict[str, list[str]]
_Named = Iterator[tuple[str, _Lines, Mapping[str, Any]]]


def load(data_dir: Path) -> Responses:
    """All of them, by name, each with a wording for everybody and one in Welsh; choices only in
    Welsh, as their English is part of the answer. ContentError names what does not say where it
    comes from.
    """
    found: dict[str, list[Variation]] = {}
    for place, prefix, sections in (
        ("signposting/why.yml", WHY, _why),
        ("recognising/reflections.yml", SAID_BACK, _reflections),
        ("self_referral/form.yml", FORM, _form),
        ("handoff/brief.yml", "phrase_handoff_", _brief),
        (str(choices.PLACE), CHOICE, _choices),
    ):
        written = read_mapping(data_dir / place)
        shared = written.get("shared")
        if not isinstance(shared, Mapping):
            raise ContentError(f"{place}: nothing says how its words stand (shared)")
        for name, lines, said in sections(written):
            metadata = provenance(place, name, shared, said)
            found[f"{prefix}{name}"] = list(_variations(f"{prefix}{name}", lines, metadata))
    return Responses(found)


def provenance(
    place: str, name: str, shared: Mapping[str, Any], said: Mapping[str, Any]
) -> dict[str, Any]:
    """How a line stands: what its file says of all, and where it comes from itself. ContentError
    names a line that does not say so."""
    metadata = {**shared, **{key: said[key] for key in _OWN if key in said}}
    if missing := [key for key in _OWN if key not in metadata]:
        raise ContentError(f"{place}: {name} lacks {', '.join(missing)}")
    return metadata


def _why(written: Mapping[str, Any]) -> _Named:
    for need, said in written["why"].items():
        yield need, _in_all(said), said


def _reflections(written: Mapping[str, Any]) -> _Named:
    for indicator, said in written["reflections"].items():
        yield indicator, _in_all(said), said


def _form(written: Mapping[str, Any]) -> _Named:
    form = written["form"]
    for question in form["questions"]:
        lines = _in_all(question["label"], question["hint"], question["topic"])
        yield question["id"], lines, question
    card = _in_all(*form["card"].values(), *form["nations"].values())
    yield "card", card, _sources(written, "card")


def _brief(written: Mapping[str, Any]) -> _Named:
    brief = written["brief"]
    for part in brief["parts"]:
        yield f"part_{part['id']}", _in_all(part["label"], part["hint"]), part
    telling = brief["telling"]
    told = _in_all(*telling["said"].values(), *telling["topics"].values())
    yield "told", told, _sources(written, "told")
    # What has a name in another language is what visitors see; the rest is for the desk.
    others = {one: brief.get(f"reasons_{one}") or {} for one in LANGUAGES[1:]}
    names = list(dict.fromkeys(name for said in others.values() for name in said))
    signs = {
        one: [str(others.get(one, {}).get(name, brief["reasons"][name])) for name in names]
        for one in LANGUAGES
    }
    yield "signs", signs, _sources(written, "signs")


def _choices(written: Mapping[str, Any]) -> _Named:
    for title, others in written["choices"].items():
        lines = {language: [str(said)] for language, said in others.items()}
        yield _WORDS.sub("_", title.lower()).strip("_"), lines, {}


def _sources(written: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Where words come from that have no entry of their own to say it in."""
    return dict((written.get("sources") or {}).get(name) or {})


def _in_all(*rows: Mapping[str, str]) -> _Lines:
    return {one: [str(row.get(one, row["en"])) for row in rows] for one in LANGUAGES}


def _variations(name: str, lines: _Lines, metadata: Mapping[str, Any]) -> Iterator[Variation]:
    for language, said in lines.items():
        yield Variation(
            name=name,
            text="\n".join(said),
            conditions={} if language == LANGUAGES[0] else {"language": language},
            buttons=(),
            custom=None,
            metadata=metadata,
        )


_WORDS = re.compile(r"[^a-z0-9]+")
