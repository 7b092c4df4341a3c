"""Fills `{services.national_stalking_helpline.phone}` and `{reflection}` into a text.

A name with a dot is a fact (checked when the content is loaded); a name without one is a
variable (given with each use). Rasa's own interpolation is not used: it leaves a broken
placeholder on a frightened person's screen, and ours refuses to start instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from content.errors import MissingFact, MissingVariable

PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)*)\}")


def placeholders(value: Any) -> Iterator[str]:
    """Every placeholder's name in a text, or anywhere inside a custom payload."""
    if isinstance(value, str):
        yield from PLACEHOLDER.findall(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from placeholders(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from placeholders(inner)


def fill(
    value: Any, *, name: str, facts: Mapping[str, str], variables: Mapping[str, object]
) -> Any:
    """A copy of `value` with every placeholder replaced; `name` is the response, for errors.

    Replaced words are not read again: a variable that holds `{…}` stays as it is.
    """
    replace = _replacer(name, facts, variables)
    return _walk(value, replace)


def _replacer(
    name: str, facts: Mapping[str, str], variables: Mapping[str, object]
) -> Callable[[re.Match[str]], str]:
    def replace(match: re.Match[str]) -> str:
        key = match.group(1)
        if "." in key:
            if key not in facts:
                raise MissingFact(name, key)
            return facts[key]
        if variables.get(key) is None:
            raise MissingVariable(name, key)
        return str(variables[key])

    return replace


def _walk(value: Any, replace: Callable[[re.Match[str]], str]) -> Any:
    if isinstance(value, str):
        return PLACEHOLDER.sub(replace, value)
    if isinstance(value, Mapping):
        return {key: _walk(inner, replace) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_walk(inner, replace) for inner in value]
    return value
