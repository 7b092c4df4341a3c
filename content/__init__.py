"""Reads `data/` for everybody: the engine (Python 3.10), the actions and the helpline.

Words and facts are written once, in YAML, by people who need not read Python. This package is
pure (ruamel.yaml and nothing else) so that both environments get the same words from it.
"""

from __future__ import annotations

from pathlib import Path

from content.directory import Directory
from content.errors import (
    ContentError,
    DuplicateResponse,
    MissingFact,
    MissingVariable,
    UnknownResponse,
    UnknownService,
)
from content.responses import Bubble, Responses, Variation

#: The project's own `data/` folder. Tests and other services may pass another one.
DATA = Path(__file__).resolve().parent.parent / "data"

__all__ = [
    "DATA",
    "Bubble",
    "ContentError",
    "Directory",
    "DuplicateResponse",
    "MissingFact",
    "MissingVariable",
    "Responses",
    "UnknownResponse",
    "UnknownService",
    "Variation",
]
