"""Welsh that is typed: that it is Welsh, the plain ways of saying danger, and a few wishes.

The models have seen little Welsh. So a Welsh message is read by the wordings of
`patterns/welsh.yml` first: a draft, until a Welsh speaker has read it. What neither they nor a
model is sure of is read as the wish to speak Welsh, which is answered with who does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from understanding.names import ALERT_OF_INTENT, ALERTS, INDICATORS, OUT_OF_SCOPE
from understanding.patterns import (
    ENDS,
    FOLDER,
    Pattern,
    compile_wording,
    load_yaml,
    make_pattern,
)
from understanding.plain import Plain, make_plain

OTHERWISE, TELLING = "change_language", "disclose_stalking"
SURE, UNSURE, MODEL_SURE = 0.9, 0.75, 0.7
FEWEST, SHARE = 2, 0.4
"""A message is Welsh that has so many Welsh words, and such a share of all it is told by."""

_CIRCUMSTANCES = frozenset({"fear", "former_partner"})
_NEVER_GUESSED = frozenset({OUT_OF_SCOPE, *ALERT_OF_INTENT})
"""What a model makes of Welsh is no ground for an alarm."""

_LEAVING = "safe_exit"
"""A guess at this only offers the way out, which harms nobody."""

Span = tuple[int, int]
Ranking = Sequence[tuple[str, float]]

_WORD = re.compile(r"\w+")
_LOOKED_AT = 4_000
"""Characters within which a word of Welsh must stand."""


@dataclass(frozen=True, slots=True)
class _Welsh:
    words: frozenset[str]
    neither: frozenset[str]
    sure: frozenset[str]
    alerts: dict[str, tuple[Pattern, ...]]
    indicators: dict[str, tuple[Pattern, ...]]
    intents: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _load() -> _Welsh:
    written = load_yaml(FOLDER / "welsh.yml")
    parts = {str(name): str(one) for name, one in written["parts"].items()}
    words = frozenset(str(written["words"]).split())
    neither = frozenset(str(written["neither"]).split())
    return _Welsh(
        words,
        neither,
        words - neither,
        {
            name: tuple(make_pattern(one, parts, f"welsh.yml: {name}") for one in written[name])
            for name in ALERTS
            if name in written
        },
        {
            name: (make_pattern(one, parts, f"welsh.yml: {name}"),)
            for name, one in written["indicators"].items()
        },
        tuple(
            (str(name), compile_wording(str(one), parts, f"welsh.yml: {name}"))
            for name, one in written["intents"].items()
        ),
    )


def make_welsh(text: str) -> Plain | None:
    """A message in plain form, no spelling changed, if it is in Welsh; None: it is not, or only
    quotes a word or two."""
    found = {word.casefold() for word in _WORD.findall(text[:_LOOKED_AT])}
    if found.isdisjoint(_load().sure):
        return None
    plain = make_plain(text, {})
    return plain if _is_welsh(plain.text) else None


def is_welsh(text: str) -> bool:
    """Whether a message is in Welsh."""
    return make_welsh(text) is not None


def _is_welsh(plain: str) -> bool:
    welsh = _load()
    words = [word for word in _WORD.findall(plain) if not word.isdecimal()]
    told_apart = [word for word in words if word not in welsh.neither]
    found = [word for word in told_apart if word in welsh.words]
    if found and any(pattern.search(plain) for _, pattern in welsh.intents):
        # "gadael nawr", "helpwch fi": said by wordings that are nothing in English.
        return len(found) >= SHARE * len(told_apart)
    return len(found) >= FEWEST and len(found) >= SHARE * len(told_apart)


def find_alerts(plain: str, sentences: Sequence[Span]) -> dict[str, list[Span]]:
    """Alerts whose Welsh wordings stand in a plain text, each with its spans there."""
    return _find(_load().alerts, plain, sentences)


def find_told(plain: str, sentences: Sequence[Span]) -> dict[str, list[Span]]:
    """Indicators by Welsh wordings, in the fixed order."""
    found = _find(_load().indicators, plain, sentences)
    return {name: found[name] for name in INDICATORS if name in found}


def _find(
    named: Mapping[str, Sequence[Pattern]], plain: str, sentences: Sequence[Span]
) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for start, end in sentences:
        sentence = plain[start:end].rstrip(ENDS)
        for name, patterns in named.items():
            spans = [(start + a, start + b) for a, b in _spans(patterns, sentence)]
            if spans:
                found.setdefault(name, []).extend(spans)
    return found


def _spans(patterns: Sequence[Pattern], sentence: str) -> Iterator[Span]:
    for pattern in patterns:
        if pattern.unless is None or not pattern.unless.search(sentence):
            yield from (match.span() for match in pattern.match.finditer(sentence))


def rank(
    plain: str, alerts: Sequence[str], told: Sequence[str], ranking: Ranking
) -> tuple[tuple[str, float], ...]:
    """The ranking of a Welsh message: led by what its wordings say, else by a telling of what
    happens (`told`: its indicators), else by what a model that has seen little Welsh is sure of,
    else by the wish to speak Welsh."""
    bare = " ".join(re.sub(r"[.!?\n]", " ", plain).split())
    said = [intent for intent, alert in ALERT_OF_INTENT.items() if alert in alerts]
    said += [name for name, pattern in _load().intents if pattern.search(bare)]
    said += [TELLING] if set(told) - _CIRCUMSTANCES else []
    if said:
        return _led_by(said[0], SURE, ranking)
    first, sure = ranking[0]
    if first in _NEVER_GUESSED or (sure < MODEL_SURE and first != _LEAVING):
        return _led_by(OTHERWISE, UNSURE, ranking)
    return tuple(ranking)


def _led_by(name: str, sure: float, ranking: Ranking) -> tuple[tuple[str, float], ...]:
    return ((name, sure), *(pair for pair in ranking if pair[0] != name))
