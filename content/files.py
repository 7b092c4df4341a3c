"""Opens one YAML file, the same way under the old and the new ruamel.yaml."""

from __future__ import annotations

import functools
import pickle
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from content.errors import ContentError


def parse(text: str) -> Any:
    """What a YAML text says, in new lists and mappings each time. Raises YAMLError.

    The helpline and the actions inside it load the same files, and this is a tenth of its start: a
    text that was parsed before is not parsed again.
    """
    return pickle.loads(_parsed(text))  # noqa: S301 - made below, in this process


@functools.lru_cache(maxsize=256)
def _parsed(text: str) -> bytes:
    return pickle.dumps(YAML(typ="safe").load(text))


def read_mapping(path: Path) -> dict[str, Any]:
    """The file's top-level mapping; an empty file is an empty mapping.

    YAML 1.2: `no` and `off` stay words. A key written twice is refused by ruamel.yaml itself.
    Raises ContentError naming the file (unreadable, not YAML, not a mapping).
    """
    try:
        loaded = parse(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise ContentError(f"{path}: {error}") from error
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise ContentError(f"{path}: its top level must be a mapping")
    return loaded
