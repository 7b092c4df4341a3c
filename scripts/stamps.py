"""Whether a step's inputs are as they were when it was last done, so that it can be left out."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from scripts.places import ROOT, STAMPS

_NOT_INPUTS = {"__pycache__", "node_modules", "dist", ".venv", ".mypy_cache", ".ruff_cache"}


def digest(inputs: Iterable[Path], *also: str) -> str:
    """One hash over the inputs' names and contents. Folders count with all that is below them."""
    total = hashlib.sha256()
    for text in also:
        total.update(f"{text}\0".encode())
    for path in sorted(_files(inputs)):
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        total.update(f"{name}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(inputs: Iterable[Path]) -> Iterable[Path]:
    for path in inputs:
        if path.is_file():
            yield path
        elif path.is_dir() and path.name not in _NOT_INPUTS:
            yield from _files(path.iterdir())


def is_current(name: str, wanted: str, outputs: Iterable[Path]) -> bool:
    """True if the step was done with just these inputs and what it made is still there."""
    return read(name) == wanted and all(path.exists() for path in outputs)


def read(name: str) -> str:
    """The hash of a step's last inputs; empty if it was never finished."""
    path = STAMPS / name
    return path.read_text().strip() if path.is_file() else ""


def write(name: str, value: str) -> None:
    """Remember that the step is done. Written last, so a step broken off is done again."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(f"{value}\n")


def forget(name: str) -> None:
    """Before a step starts: from here until its end it counts as not done."""
    (STAMPS / name).unlink(missing_ok=True)
