"""What a setting is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Setting(NamedTuple):
    """One row of docs/settings.md."""

    variable: str
    field: str
    default: str
    parse: Callable[[str], Any]
    meaning: str
